// 22.2: the checks that people write.
// traced: [{"v": ["a@b.co", "not mail", "2024-02-30", "#ff00AA", "127.0.0.1", "+1 (555) 010-9999"]}]
// run: [{"v": ["@", "x@y.z", "1999-12-31", "#fff", "256.1.1.1", "Ab1!xyzz"]}]
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
  const checks = { mail: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, color: /^#(?:[0-9a-f]{3}){1,2}$/i, ip: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/, phone: /^\+?[\d\s()-]{7,}$/, password: /^(?=.*[A-Z])(?=.*\d)(?=.*[^\w]).{8,}$/ };
  respond(show(body.v.map(v => Object.keys(checks).filter(k => checks[k].test(v)))));
});
