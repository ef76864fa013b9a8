// 10.4.4: the arguments object: length, elements, spreading, and what it is not.
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
  function f() {
    let sum = '';
    for (let i = 0; i < arguments.length; i++) sum += arguments[i] + ';';
    return [sum, arguments.length, Array.isArray(arguments), typeof arguments, [...arguments], Array.prototype.slice.call(arguments, 1),
      Array.from(arguments), arguments[9], Object.keys(arguments), String(arguments)];
  }
  respond(show([f(...body.a), f.apply(null, body.a)]));
});
