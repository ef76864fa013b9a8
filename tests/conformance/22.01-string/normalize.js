// 22.1.3.15: normalisation forms.
// traced: [{"s": "é"}]
// run: [{"s": "e\u0301"}, {"s": "ﬁ"}, {"s": "plain"}]
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
  let error;
  try {
    s.normalize('X');
  } catch (e) {
    error = e.name + ': ' + e.message;
  }
  respond(show([s.normalize() === s, s.normalize('NFD').length, s.normalize('NFC').length, s.normalize('NFKC'), error]));
});
