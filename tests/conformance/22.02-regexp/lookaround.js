// 22.2.1: look-ahead and look-behind, positive and negative.
// traced: [{"s": "price: $100, 200EUR, $30"}, {"s": "1234567"}, {"s": ""}]
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
  const { s } = body;
  respond(show([s.match(/\d+(?=EUR)/g), s.match(/\d+(?!EUR|\d)/g), s.match(/(?<=\$)\d+/g), s.match(/(?<![\$\d])\d+/g), s.replace(/\B(?=(\d{3})+(?!\d))/g, ','), s.match(/(?=(\d))\w/g)].map(v => (Array.isArray(v) ? [...v] : v))));
});
