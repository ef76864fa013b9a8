// 14.15: catch without a parameter, and patterns as parameters.
// traced: [{"n": 1}]
// run: [{"n": 7}]
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
  const log = [];
  try {
    throw body.n;
  } catch {
    log.push('caught');
  }
  try {
    throw { code: body.n, detail: { text: 'deep' } };
  } catch ({ code, detail: { text, missing = 'default' } }) {
    log.push(code, text, missing);
  }
  try {
    throw [1, 2, 3];
  } catch ([a, ...rest]) {
    log.push(a, rest);
  }
  respond(show(log));
});
