// 14.15: return, break and throw in finally replace what was under way.
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

listen(({ body }) => {
  const log = [];
  const a = () => { try { return 'try'; } finally { return 'finally'; } };
  const b = () => { try { throw new Error('lost'); } finally { return 'kept'; } };
  const c = () => { for (let i = 0; i < 3; i++) { try { throw i; } finally { if (i < 2) continue; else break; } } return 'loop done'; };
  const d = () => { try { throw new Error('first'); } finally { throw new Error('second ' + body.n); } };
  const e = () => { l: try { return 'r'; } finally { break l; } return 'after label'; };
  log.push(a(), b(), c(), e());
  try {
    d();
  } catch (x) {
    log.push(x.message);
  }
  respond(show(log));
});
