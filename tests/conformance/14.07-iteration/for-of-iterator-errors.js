// 14.7.5: errors thrown by next and by return, and results that are no objects.
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
  const log = [];
  const attempt = (name, work) => {
    try {
      work();
      log.push(name + ' fine');
    } catch (e) {
      log.push(name + ' ' + e.name + ': ' + e.message);
    }
  };
  const make = iterator => ({ [Symbol.iterator]: () => iterator });
  attempt('next throws', () => { for (const v of make({ next() { throw new RangeError('n' + body.n); }, return() { log.push('closed'); } })) log.push(v); });
  attempt('not an object', () => { for (const v of make({ next: () => 5 })) log.push(v); });
  attempt('return throws', () => { for (const v of make({ next: () => ({ value: 1 }), return() { throw new Error('r'); } })) break; });
  attempt('body throws first', () => { for (const v of make({ next: () => ({ value: 1 }), return() { throw new Error('r'); } })) throw new Error('b'); });
  attempt('not iterable', () => { for (const v of {}) log.push(v); });
  attempt('undefined', () => { for (const v of body.missing) log.push(v); });
  respond(show(log));
});
