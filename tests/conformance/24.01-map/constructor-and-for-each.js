// 24.1.1: a map from any iterable of pairs; forEach with this.
// traced: [{"e": [["a", 1], ["b", 2]]}]
// run: [{"e": []}, {"e": [["a"], ["a", 5]]}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

listen(({ body }) => {
  const m = new Map(body.e);
  const log = [];
  m.forEach(function (v, k) { log.push(this.p + k + v); }, { p: '>' });
  const errors = [];
  for (const bad of [5, [1], [[1, 2], 3], {}]) {
    try {
      errors.push(new Map(bad).size);
    } catch (e) {
      errors.push(e.name + ': ' + e.message);
    }
  }
  try {
    Map();
  } catch (e) {
    errors.push(e.name + ': ' + e.message);
  }
  respond(show([[...m], log, errors, new Map(null).size, new Map(new Map(m)).size, Object.prototype.toString.call(m), JSON.stringify(m)]));
});
