// 20.5: classes that extend Error: name, message, instanceof, toString.
// traced: [{"code": 5}]
// run: [{"code": 404}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class HttpError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'HttpError';
    this.code = code;
  }
}
class NotFound extends HttpError {
  constructor(what) { super(404, `${what} not found`); }
  get name2() { return this.name + this.code; }
}

listen(({ body }) => {
  const out = [];
  for (const work of [() => { throw new HttpError(body.code, 'm'); }, () => { throw new NotFound('page'); }]) {
    try {
      work();
    } catch (e) {
      out.push(e.name, e.message, e.code, e instanceof NotFound, e instanceof HttpError, e instanceof Error, String(e), Object.keys(e), e.name2);
    }
  }
  respond(show(out));
});
