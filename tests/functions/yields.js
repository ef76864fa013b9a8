// Pins down generators: yield wherever an expression may stand, what next sends, delegation, return and throw from
// outside, finalizers, parameters that are bound before the body starts, generator methods.
// Compiled rows: all.
const containerless = require('containerless');

function* naturals(from = 0) { for (let n = from; ; n++) yield n; }
function* take(iterable, count) {
  let i = 0;
  for (const item of iterable) {
    if (i++ >= count) return 'taken';
    yield item;
  }
}
function* map(iterable, f) { for (const item of iterable) yield f(item); }

function* conversation(name) {
  const answer = yield `hello ${name}`;
  const both = [yield 'first ' + answer, yield 'second'];
  const { x = yield 'default' } = both[1] || {};
  return (yield x) + (yield both.length) * (yield);
}

function* guarded(log) {
  try {
    log.push('got ' + (yield 1));
    try {
      yield 2;
    } catch (error) {
      log.push('caught ' + error);
      yield 'after catch';
    }
    yield 3;
  } finally {
    log.push('finally');
    yield 'last';
    log.push('end');
  }
  return 'done';
}

function* delegating(log) {
  const result = yield* guarded(log);
  log.push('result ' + result);
  yield* [10, 20];
  yield* 'ab';
  return yield* take(naturals(5), 2);
}

function* parameters(a, [b, c = a] = [2], ...rest) { yield [a, b, c, rest]; }

function* tree(node) {
  if (!node) return;
  yield* tree(node.left);
  yield node.value;
  yield* tree(node.right);
}

class Bag {
  constructor(items) { this.items = items; }
  *[Symbol.iterator]() { for (const item of this.items) yield item; }
  *reversed() { for (let i = this.items.length - 1; i >= 0; i--) yield this.items[i]; }
}

const steps = (generator, ...sent) => sent.map((value) => {
  const { value: given, done } = generator.next(value);
  return done ? ['done', given] : given;
});

containerless.listen((request) => {
  const { n, how } = request.body;
  const log = [];
  const g = guarded(log);
  const seen = [g.next('ignored'), g.next('a')];
  if (how === 'throw') seen.push(g.throw('b'), g.next(), g.next());
  else if (how === 'return') seen.push(g.return('r'), g.next(), g.next());
  else seen.push(g.next(), g.next(), g.next(), g.next());
  const unstarted = naturals();
  const pipeline = map(take(naturals(n), 3), (x) => x * x);
  const bag = new Bag([3, 1, 2]);
  containerless.respond(JSON.stringify([
    seen, [...pipeline], steps(conversation('x'), 0, n, 'b', { y: 1 }, 5, 2, 3, 4), [...delegating(log)], log,
    parameters(n).next(), parameters(n, [n + 1], 3, 4).next().value, unstarted.return(7), unstarted.next(),
    [...tree({ value: 2, left: { value: 1 }, right: { value: n } })], [...bag], [...bag.reversed()], Math.max(...bag),
    Object.prototype.toString.call(g), typeof g.next, g[Symbol.iterator]() === g,
  ]));
});
