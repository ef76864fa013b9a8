// 14.15: finally runs after try or catch, on every way out.
// traced: [{"how": "normal"}, {"how": "throw"}, {"how": "return"}, {"how": "both"}]
// run: [{"how": "throw"}, {"how": "normal"}]
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
  const f = how => {
    try {
      log.push('try');
      if (how === 'return') return 'returned';
      if (how === 'throw' || how === 'both') throw new Error('e');
      log.push('try end');
    } catch (e) {
      log.push('catch ' + e.message);
      if (how === 'both') throw new Error('second');
    } finally {
      log.push('finally');
    }
    log.push('after');
    return 'end';
  };
  try {
    log.push(f(body.how));
  } catch (e) {
    log.push('outer ' + e.message);
  }
  respond(show(log));
});
