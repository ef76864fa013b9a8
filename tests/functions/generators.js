// Pins down generators: next, return, throw, finalizers, delegation, and what iterates them.
// Compiled rows: 0-8, 11
let containerless = require('containerless');

let log;

function* counting(from, to) {
  log.push('begins');
  try {
    for (let i = from; i < to; i++) {
      const sent = yield i;
      if (sent !== undefined) log.push('got ' + sent);
    }
    return 'end';
  } finally {
    log.push('finally');
  }
}

function* naturals() { let n = 0; while (true) yield n++; }

function* take(n, it) { for (const x of it) { if (n-- <= 0) return; yield x; } }

function* delegating() {
  const result = yield* counting(0, 2);
  log.push('inner gave ' + result);
  yield* [10, 20];
  yield* 'ab';
  return 'outer';
}

const step = (g, name, value) => {
  try {
    const { value: v, done } = g[name](value);
    log.push(name + ':' + v + ':' + done);
  } catch (e) {
    log.push(name + ' threw ' + (e instanceof Error ? e.name + ': ' + e.message : e));
  }
};

const cases = {
  steps() {
    const g = counting(1, 3);
    for (const v of ['a', 'b', 'c', 'd', 'e']) step(g, 'next', v);
  },
  returns() {
    let g = counting(1, 3); step(g, 'return', 'early'); step(g, 'next');
    g = counting(1, 3); step(g, 'next'); step(g, 'return', 'mid'); step(g, 'next'); step(g, 'return', 'again');
  },
  throws() {
    let g = counting(1, 3); step(g, 'throw', 'early'); step(g, 'next');
    g = counting(1, 3); step(g, 'next'); step(g, 'throw', 'mid'); step(g, 'next'); step(g, 'throw', 'again');
    function* catching() { while (true) { try { yield 1; } catch (e) { log.push('caught ' + e); yield 2; } } }
    g = catching(); step(g, 'next'); step(g, 'throw', 'x'); step(g, 'next'); step(g, 'throw', 'y'); step(g, 'return', 'z');
    function* running() { step(self, 'next'); yield 1; }
    const self = running(); step(self, 'next');
  },
  finalizers() {
    function* over() { try { yield 1; } finally { yield 'in finally'; return 'over'; } }
    let g = over(); step(g, 'next'); step(g, 'return', 'r'); step(g, 'next'); step(g, 'next');
    function* nested() { try { try { yield 1; } finally { log.push('inner'); } } finally { log.push('outer'); } }
    g = nested(); step(g, 'next'); step(g, 'throw', 't');
    g = nested(); step(g, 'next'); step(g, 'return', 't');
  },
  loops() {
    for (const x of counting(0, 5)) { if (x === 2) break; log.push(x); }
    try { for (const x of counting(0, 5)) { throw 'thrown ' + x; } } catch (e) { log.push(e); }
    const f = () => { for (const x of counting(7, 9)) return 'returned ' + x; };
    log.push(f());
    log.push([...take(4, naturals())].join('-'), Array.from(take(2, naturals())).join('+'), Math.max(...take(5, naturals())));
    const [a, b, ...rest] = counting(0, 4);
    log.push(a, b, rest.join());
    const [c] = counting(5, 9);
    log.push(c);
  },
  delegation() {
    log.push([...delegating()].join());
    let g = delegating(); step(g, 'next'); step(g, 'next', 'sent'); step(g, 'return', 'r'); step(g, 'next');
    g = delegating(); step(g, 'next'); step(g, 'throw', 'out'); step(g, 'next');
    function* inner() { try { yield 'i1'; } catch (e) { yield 'caught ' + e; } return 'inner end'; }
    function* outer() { log.push(yield* inner()); yield 'o'; }
    g = outer(); step(g, 'next'); step(g, 'throw', 'e'); step(g, 'next'); step(g, 'next');
    function* custom() {
      log.push(yield* { [Symbol.iterator]() { let n = 0; return { next: v => ({ value: 'n' + n + v, done: n++ > 1 }), return: v => { log.push('closed'); return { value: v, done: true }; } }; } });
    }
    g = custom(); step(g, 'next', 'a'); step(g, 'next', 'b'); step(g, 'next', 'c'); step(g, 'next', 'd');
    g = custom(); step(g, 'next', 'a'); step(g, 'return', 'r');
    g = custom(); step(g, 'next', 'a'); step(g, 'throw', 'no');
  },
  objects() {
    const g = counting(0, 1);
    log.push(g[Symbol.iterator]() === g, typeof g.next, Object.prototype.toString.call(g), String(g), JSON.stringify(g));
    const o = { *items() { yield this.x; }, x: 5, *[Symbol.iterator]() { yield* this.items(); yield 6; } };
    log.push([...o].join());
    class Tree {
      constructor(left, value, right) { this.left = left; this.value = value; this.right = right; }
      *[Symbol.iterator]() { if (this.left) yield* this.left; yield this.value; if (this.right) yield* this.right; }
    }
    log.push([...new Tree(new Tree(null, 1, null), 2, new Tree(new Tree(null, 3, null), 4, null))].join());
    try { new counting(1, 2); } catch (e) { log.push(e.name + ': ' + e.message); }
    log.push(counting.length, counting.name);
  },
  prototypes() {
    function* mine(n) { for (let i = 0; i < n; i++) yield i; }
    mine.prototype.sum = function () { let s = 0; for (const x of this) s += x; return s; };
    log.push(mine(5).sum(), mine(1) instanceof mine, Object.getPrototypeOf(mine(1)) === mine.prototype);
  },
  parameters() {
    function* g(a, b = log.push('default'), ...rest) { yield a + b + rest.length; }
    const it = g(1);
    log.push('called');
    step(it, 'next');
    step(g(1, 2, 3, 4), 'next');
    function* args() { yield arguments.length; yield* arguments; }
    log.push([...args('x', 'y')].join());
  },
  badParameters() {
    function* bad(a = (() => { throw new Error('at the call'); })()) { log.push('never'); }
    try { bad(); } catch (e) { log.push(e.message); }
  },
  notIterable() {
    function* bad() { yield* 5; }
    try { bad().next(); } catch (e) { log.push(e.name); }
  },
  fibonacci() {
    function* fib() { let [a, b] = [0, 1]; for (;;) { yield a; [a, b] = [b, a + b]; } }
    let sum = 0;
    for (const f of fib()) { if (f > 4000000) break; if (f % 2 === 0) sum += f; }
    log.push(sum);
  },
};

containerless.listen(request => {
  log = [];
  cases[request.body.c]();
  containerless.respond(log.join(', '));
});
