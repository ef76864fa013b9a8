// 27.5: return and throw go through yield* to the inner iterator.
// traced: [{"v": 1}]
// run: [{"v": 2}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

const log = [];
function* inner() {
  try {
    yield 'a';
    yield 'b';
  } catch (e) {
    log.push('inner caught ' + e);
    yield 'after catch';
  } finally {
    log.push('inner finally');
  }
}
function* outer() {
  try {
    yield* inner();
    yield 'outer';
  } finally {
    log.push('outer finally');
  }
}
const bare = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) };
function* over() { yield* bare; }

listen(({ body }) => {
  log.length = 0;
  const a = outer(), b = outer(), c = over();
  const out = [a.next(), a.return(body.v), a.next(), b.next(), b.throw('t'), b.next(), b.next(), c.next()];
  try {
    c.throw('no throw method');
  } catch (e) {
    out.push(e.name + ': ' + e.message);
  }
  respond(show([out, log]));
});
