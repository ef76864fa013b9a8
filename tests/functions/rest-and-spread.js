// Pins down rest parameters, spread in calls, arrays and objects, default parameters that see earlier ones, arguments,
// and the order in which arguments are evaluated.
// Compiled rows: all.
const containerless = require('containerless');

const log = [];
const note = (value) => { log.push(value); return value; };

function collect(first, ...rest) { return [first, rest.length, rest]; }
function defaults(a, b = a + 1, { c = b, d } = {}, [e, f = c] = [d], ...rest) { return [a, b, c, d, e, f, rest]; }
function count() { return arguments.length; }
function all() { const list = []; for (let i = 1; i < arguments.length; i++) list.push(arguments[i]); return list; }
function sum(...numbers) {
  let total = 0;
  for (const n of numbers) total += n;
  return total;
}
const arrow = (...items) => items.join('-');
function outer(a) { return (() => arguments[0] + a)(); }
class Pair { constructor(a, b) { this.a = a; this.b = b; } static from(...args) { return new Pair(...args); } }

containerless.listen((request) => {
  const { n, items, options } = request.body;
  log.length = 0;
  const copy = [0, ...items, ...'ab', , ...items.entries()];
  const merged = { n, ...options, last: true, ...null, ...'xy', ...[n] };
  note(sum(note(n), ...items.map(note), note(2)));
  containerless.respond(JSON.stringify([
    collect(1), collect(1, 2, 3), collect(...items), defaults(n), defaults(n, 2, { d: 5 }, [undefined], 7, 8),
    defaults(n, undefined, { c: 0 }, 'xy'), count(), count(undefined), count(...items, n), all(1, 2, 3), sum(), sum(n, n),
    Math.max(...items, n), arrow(...items), outer(n), Pair.from(n, ...items), new Pair(...[1, 2, 3]), copy, copy.length,
    merged, log, collect.length, defaults.length, sum.length, [...items].reverse(), [].concat(...items.map((i) => [i, i])),
  ]));
});
