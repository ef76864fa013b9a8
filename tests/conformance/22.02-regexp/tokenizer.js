// 22.2: a tokenizer made of one sticky pattern.
// traced: [{"s": "x = 3.14 * (y + 2)"}, {"s": "1 $ 2"}]
// run: [{"s": "a+b"}]
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
  const re = /\s*(?:(?<num>\d+(?:\.\d+)?)|(?<id>[a-z]\w*)|(?<op>[-+*\/=()]))/y;
  const tokens = [];
  let at = 0;
  while (at < body.s.length) {
    re.lastIndex = at;
    const m = re.exec(body.s);
    if (!m) {
      tokens.push('error at ' + at);
      break;
    }
    const [kind] = Object.entries(m.groups).find(([, v]) => v !== undefined);
    tokens.push(kind + ':' + m.groups[kind]);
    at = re.lastIndex;
  }
  respond(show(tokens));
});
