// Pins down object literals with accessors, computed keys, spread, __proto__ and super; for-in over inherited and shadowed
// keys; object patterns with rest and computed keys; tagged templates; the order of all of it.
// Compiled rows: all.
const containerless = require('containerless');

const log = [];
const note = (value) => { log.push(value); return value; };

const base = { greet() { return 'base ' + this.name; }, kind: 'base', get size() { return 1; } };
const templates = [];
function tag(strings, ...values) {
  templates.push(strings);
  return strings.raw.map((s, i) => s + (i < values.length ? `[${values[i]}]` : '')).join('');
}
const twice = (n) => tag`n is ${n}\n, twice ${n * 2}`;

function build(n) {
  return {
    __proto__: base,
    name: 'built',
    [note('k' + n)]: note(n),
    [note('f')]() { return n; },
    get double() { return n * 2; },
    set double(v) { note('set ' + v); },
    greet() { return super.greet() + '!'; },
    get size() { return super.size + 1; },
    ...(n > 1 && { extra: note('extra') }),
    1: 'one',
    async: 1, get: 2, set: 3, static: 4,
  };
}

function keysOf(o) {
  const keys = [];
  for (const key in o) keys.push(key);
  return keys;
}

containerless.listen((request) => {
  const { n, body } = request.body;
  log.length = 0;
  const o = build(n);
  o.double = 7;
  const { name, ['k' + n]: value, missing = note('default'), ...rest } = o;
  const deleted = { a: 1, b: 2, c: 3 };
  const walked = [];
  for (const key in deleted) {
    walked.push(key);
    if (key === 'a') delete deleted.b;
  }
  let target = {};
  [target.x, target['y' + n] = 5] = [n];
  ({ a: target.a, b: [target.b] = [note('b')] } = body);
  let found;
  for (found in { p: 1, q: 2 }) if (found === 'p') break;
  containerless.respond(JSON.stringify([
    o, o.greet(), o.size, o.kind, keysOf(o), keysOf('ab'), keysOf([5, , 6]), keysOf(null), walked, name, value, missing, rest,
    Object.keys(o), 'greet' in o, Object.getOwnPropertyNames(o).length, target, found, twice(n), twice(3),
    templates.at(-1) === templates.at(-2), Object.isFrozen(templates[0]), tag`a\n${n}`, log,
    { ...o, name: 'copy' }.name, Object.entries({ ...'ab', ...[n] }),
  ]));
});
