// 27.5: a generator as a state machine and as a source of ids.
// traced: [{"e": ["start", "pause", "start", "stop"]}, {"e": ["bad", "start"]}]
// run: [{"e": []}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

function* machine() {
  let state = 'idle';
  const moves = { idle: { start: 'running' }, running: { pause: 'paused', stop: 'idle' }, paused: { start: 'running', stop: 'idle' } };
  while (true) {
    const event = yield state;
    state = moves[state][event] ?? state;
  }
}
const ids = (function* () { let n = 0; for (;;) yield ++n; })();

listen(({ body }) => {
  const m = machine();
  m.next();
  respond(show([body.e.map(e => m.next(e).value), ids.next().value, ids.next().value]));
});
