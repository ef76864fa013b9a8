// 14.7.5.6: break, return and throw call the iterator's return; the normal end does not.
// traced: [{"how": "break"}, {"how": "return"}, {"how": "throw"}, {"how": "end"}, {"how": "continue"}]
// run: [{"how": "break"}, {"how": "end"}]
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
  const source = {
    [Symbol.iterator]() {
      let i = 0;
      return { next: () => ({ value: i, done: i++ >= 3 }), return() { log.push('closed'); return {}; } };
    },
  };
  const walk = how => {
    outer: for (let k = 0; k < 2; k++) {
      for (const v of source) {
        log.push(v);
        if (how === 'break') break;
        if (how === 'return') return 'returned';
        if (how === 'throw') throw new Error('thrown');
        if (how === 'continue') continue outer;
      }
    }
    return 'done';
  };
  let result;
  try {
    result = walk(body.how);
  } catch (e) {
    result = e.message;
  }
  respond(show([result, log]));
});
