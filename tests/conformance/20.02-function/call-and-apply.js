// 20.2.3: call and apply, with array-likes and with nothing.
// traced: [{"a": [1, 2, 3]}]
// run: [{"a": []}, {"a": ["x"]}]
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
  const strict = (() => {
    'use strict';
    return function (...args) { return [this, args.length, args.join()]; };
  })();
  const o = { v: 1 };
  respond(show([strict.call(o, 1, 2), strict.call(), strict.apply(o, body.a), strict.apply(null), strict.apply(5, null), Math.max.apply(null, body.a),
    strict.apply(o, { length: 2, 0: 'a', 1: 'b' }), Array.prototype.map.call('abc', c => c + c), [].concat.apply([], [[1], [2]])]));
});
