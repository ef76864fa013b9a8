// 15.7: touching a private name of an object that has none is a TypeError; #x in o asks first.
// traced: [{"n": 1}]
// run: [{"n": 2}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Branded {
  #x = 1;
  #m() { return 'm'; }
  static has(o) { return #x in o; }
  static read(o) { return o.#x; }
  static write(o) { o.#x = 5; }
  static call(o) { return o.#m(); }
}

listen(({ body }) => {
  const log = [Branded.has(new Branded()), Branded.has({}), Branded.read(new Branded()), Branded.call(new Branded())];
  for (const work of [() => Branded.read({}), () => Branded.write({}), () => Branded.call({}), () => Branded.has(body.n)]) {
    try {
      log.push(work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(show(log));
});
