// 27.2.4: race takes the first settled, any the first fulfilled or an AggregateError.
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

listen(({ body }) => {
  const later = (v, ms, fail) => new Promise((resolve, reject) => setTimeout(fail ? reject : resolve, ms, v));
  Promise.race([later('slow', 300), later('fast', 1), body.v])
    .then(r => Promise.race([later('lost', 300), later('fails first', 1, true)]).catch(e => [r, e]))
    .then(out => Promise.any([later('bad', 1, true), later('good', 3)]).then(v => out.concat(v)))
    .then(out => Promise.any([Promise.reject(1), Promise.reject(2)]).catch(e => out.concat(e.name, e.message, e.errors)))
    .then(out => respond(show(out)));
});
