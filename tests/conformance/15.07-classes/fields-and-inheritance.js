// 15.7: a derived class's fields are made right after super returns, and hide accessors of the parent.
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

const log = [];
class Base {
  first = log.push('base field');
  constructor() {
    log.push('base body ' + this.describe());
  }
  describe() { return 'd' + this.second; }
  get hidden() { return 'accessor'; }
}
class Derived extends Base {
  second = (log.push('derived field'), body1);
  hidden = 'field';
  constructor() {
    log.push('before super');
    super();
    log.push('after super ' + this.describe());
  }
}
let body1;

listen(({ body }) => {
  body1 = body.n;
  log.length = 0;
  const d = new Derived();
  respond(show([log, d]));
});
