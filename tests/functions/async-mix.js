// Pins down await and yield in every position: operators, calls, patterns, loops, switches, finalizers, closures, classes.
// Compiled rows: all
let containerless = require('containerless');

let log;
const p = async v => { log.push('p' + (typeof v === 'function' ? 'fn' : v)); return v; };
const no = async v => { throw v; };

const cases = {
  async expressions() {
    let x = 1;
    x += await p(2);
    const o = { a: await p(1), [await p('k')]: await p(2), n: { deep: await p(3) }, ...(await p({ s: 4 })) };
    o.n.deep += await p(10);
    o[await p('i')] = await p(5);
    const arr = [await p(1), ...(await p([2, 3])), await p(4)];
    log.push(x, JSON.stringify(o), arr.join(), (await p(3)) ** 2, -(await p(1)), typeof await p('t'), !(await p(0)), `${await p(1)}-${await p(2)}`);
    log.push(await p(1) && await p(0) && await p(9), await p(0) || await p(7), (await p(null)) ?? await p(8), (await p(undefined))?.q, await p(1) ? await p('y') : await p('n'));
    log.push(Math.max(await p(1), await p(5), x), [3, 1, 2].map(v => v * 2).concat(await p([9])).join(), (await p('text')).length, (await p([7, 8]))[await p(1)]);
    log.push(await (await p(async () => 'inner'))(), (await p({ f(y) { return this.z + y; }, z: 1 })).f(await p(2)), new (await p(Array))(await p(2)).length);
    log.push((await p(1), await p(2)), await await p(3), delete o[await p('k')], 'k' in await p(o), (await p([])) instanceof Array, void await p(0));
    let y = 5;
    const order = [y, await p(y = 6), y, y++ + await p(y) + y];
    log.push(order.join());
  },
  async patterns() {
    const { a, b = await p('default'), ...rest } = await p({ a: 1, c: 3, d: 4 });
    const [q, , r = await p('r'), ...others] = await p([1, 2, undefined, 4, 5]);
    let s, t;
    [s, t] = [await p('s'), await p('t')];
    ({ x: s = await p('x'), y: { z: t } } = { y: { z: await p('z') } });
    log.push(a, b, JSON.stringify(rest), q, r, others.join(), s, t);
    for (const [k, v] of Object.entries(await p({ e: 1, f: 2 }))) log.push(k + await p(v));
    const f = async ({ m, n = 'n' }, [g, h] = [m, n], ...more) => [m, n, g, h, more.length].join();
    log.push(await f({ m: 1 }), await f({ m: 1, n: 2 }, [3, 4], 5, 6));
  },
  async loops() {
    for (let i = await p(0); i < await p(3); i += await p(1)) log.push('for ' + i);
    let n = 0;
    while (await p(n < 2)) n++;
    do { n--; } while (await p(n > 0));
    const fs = [];
    for (let i = 0; i < 3; i++) { await null; fs.push(async () => i + await p(10)); }
    for (const f of fs) log.push(await f());
    for (const k in await p({ u: 1, w: 2 })) log.push(k + await p(k));
    outer: for (let i = 0; i < 3; i++) {
      for (const j of [0, 1, 2]) {
        if (await p(j === 1)) continue outer;
        if (await p(i === 2)) break outer;
        log.push(i + ':' + j);
      }
    }
    switch (await p(2)) {
      case await p(1): log.push('one');
      case await p(2): log.push('two'); await null;
      case await p(3): log.push('three'); break;
      default: log.push('default');
    }
    let sum = 0;
    for (const v of (function* () { try { yield 1; yield 2; yield 3; } finally { log.push('closed'); } })()) { sum += await p(v); if (v === 2) break; }
    try { for (const v of (function* () { try { yield 1; } finally { log.push('closed by throw'); } })()) await no('out' + v); } catch (e) { log.push(e); }
    log.push(n, sum);
  },
  async finalizers() {
    const f = async how => {
      try {
        try {
          if (how === 'return') return await p('value');
          if (how === 'throw') throw await p('thrown');
          if (how === 'reject') await no('rejected');
          await p(how);
        } catch (e) {
          log.push('inner caught ' + e);
          if (how === 'reject') throw 'again ' + await p(e);
          return 'from catch ' + await p(e);
        } finally {
          log.push('inner finally ' + await p(how));
          if (how === 'override') return 'overridden';
        }
        log.push('after');
      } catch (e) {
        log.push('outer caught ' + e);
        await null;
      } finally {
        log.push('outer finally');
      }
      return 'end';
    };
    for (const how of ['return', 'throw', 'reject', 'override', 'normal']) log.push(await f(how));
    const g = async () => { for (const i of [1, 2, 3]) { try { if (i === 1) continue; if (i === 2) break; } finally { await p('f' + i); } } return 'left'; };
    log.push(await g());
    const h = async () => { try { throw 1; } catch { try { await no(2); } catch (e) { log.push('nested ' + e); } finally { await null; } } return 'h'; };
    log.push(await h());
    try { await (async () => { try { await no('first'); } finally { await no('second'); } })(); } catch (e) { log.push(e); }
  },
  async functions() {
    async function outer(a, b = a) {
      const inner = async () => this.name + arguments.length + a + await p(b);
      a = 'changed';
      return [await inner(), arguments[0], arguments.length].join();
    }
    log.push(await outer.call({ name: 'this' }, 1, 2, 3));
    class Base {
      #secret = 1;
      constructor(n) { this.n = n; }
      async get(x) { await null; return this.n + x; }
      async bump() { this.#secret += await p(1); return this.#secret; }
      static async of(n) { await null; return new this(n); }
      *items() { yield this.n; yield* this.more(); }
      *more() { yield 'base'; }
    }
    class Sub extends Base {
      async get(x) { return 'sub ' + await super.get(await p(x)); }
      *more() { yield 'sub'; yield* super.more(); }
      get later() { return (async () => this.n)(); }
    }
    const sub = await Sub.of(5);
    log.push(await sub.get(1), await sub.bump(), await sub.bump(), [...sub.items()].join(), await sub.later, sub instanceof Sub);
    const recursive = async n => n === 0 ? 0 : n + await recursive(n - 1);
    log.push(await recursive(50));
    const memo = new Array(3).fill(0).map(async (_, i) => { await null; return i * (await p(i)); });
    log.push((await Promise.all(memo)).join());
    log.push(await [1, 2, 3].reduce(async (acc, v) => (await acc) + v, Promise.resolve(0)));
  },
  async yields() {
    function* g(x) {
      const a = yield x + 1;
      const [b, c = yield 'default'] = yield [a];
      const o = { d: yield 'd', ['k' + (yield 'key')]: yield 'v' };
      log.push(a, b, c, JSON.stringify(o), (yield 1) + (yield 2), `${yield 3}!`);
      if (yield 'test') log.push('then'); else log.push('else');
      for (let i = yield 'from'; i < (yield 'to'); i++) log.push('i' + i);
      switch (yield 'switch') { case yield 'c1': log.push('first'); break; case yield 'c2': log.push('second'); break; default: log.push('none'); }
      try { throw yield 'throw'; } catch (e) { log.push('caught ' + e, yield 'in catch'); } finally { log.push('fin ' + (yield 'in finally')); }
      return yield* (function* () { const r = yield 'inner'; return 'ret ' + r; })();
    }
    const it = g(1);
    const send = [undefined, 'A', ['B'], 'C', 'D', 'K', 'V', 10, 20, 'three', true, 0, 1, 1, 'X', 'Y', 'X', 'T', 'IC', 'IF', 'R'];
    const got = [];
    for (const v of send) { const r = it.next(v); got.push(r.value); if (r.done) break; }
    log.push(got.join('|'));
    const closures = [...(function* () { for (let i = 0; i < 3; i++) yield () => i; })()].map(f => f());
    log.push(closures.join());
  },
};

containerless.listen(async request => {
  log = [];
  await cases[request.body.c]();
  containerless.respond(log.join(' '));
});
