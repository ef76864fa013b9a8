// 10.1.9: writes to what is not writable are ignored in sloppy code and throw in strict code.
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
  const frozen = Object.freeze({ a: body.n });
  const list = Object.freeze([1, 2]);
  const getter = { get g() { return body.n; } };
  frozen.a = 99;
  frozen.b = 99;
  list[0] = 99;
  getter.g = 99;
  const log = [];
  const strict = work => {
    try {
      work();
      log.push('no error');
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  };
  (function () {
    'use strict';
    strict(() => { frozen.a = 1; });
    strict(() => { frozen.b = 1; });
    strict(() => { list[0] = 1; });
    strict(() => { list.push(3); });
    strict(() => { getter.g = 1; });
    strict(() => { 'text'.length = 1; });
    strict(() => { 'text'.other = 1; });
  })();
  respond(show([frozen, list, getter.g, log]));
});
