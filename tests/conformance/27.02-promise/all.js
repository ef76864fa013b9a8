// 27.2.4.1: all keeps order, takes plain values, fails with the first rejection.
// traced: [{"v": [1, "x"]}]
// run: [{"v": []}, {"v": [null]}]
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
  const later = (v, ms) => new Promise(resolve => setTimeout(resolve, ms, v));
  Promise.all([...body.v, later('slow', 3), later('fast', 1), Promise.resolve('now')])
    .then(values => Promise.all([]).then(empty => [values, empty]))
    .then(out => Promise.all([later('a', 1), Promise.reject(new Error('first')), Promise.reject(new Error('second'))]).catch(e => out.concat(e.message)))
    .then(out => respond(show(out)));
});
