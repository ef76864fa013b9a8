// 20.3, 21.1, 22.1: objects of primitives, and primitives as the this of sloppy functions.
// traced: [{"s": "abc", "n": 5}]
// run: [{"s": "", "n": -1.5}, {"s": "xy", "n": 0}]
const { listen, respond } = require('containerless');

function self() { return this; }
function kind() { return typeof this; }

listen(({ body }) => {
  const s = new String(body.s), n = Object(body.n), b = Object(true);
  const show = v => Object.prototype.toString.call(v);
  s.extra = 1;
  let sum = 0;
  for (const c of s) sum += c.length;
  respond(JSON.stringify([show(s), show(n), show(b), Object.keys(s), Object.getOwnPropertyNames(s), s.length, s.charAt(0), `${s}|${n}|${b}`, n + 1, n > 2, -n,
    [...s], sum, s instanceof String, n instanceof Number, body.n instanceof Number, n == body.n, n === n, n.toFixed(2), b.valueOf(), s.valueOf(),
    kind.call(1), self.call('q') == 'q', self.call('q') === 'q', self.call(body.n).toFixed(1), self() === globalThis, kind(), typeof self.call(Symbol.iterator),
    Array.prototype.map.call(body.s, c => c + c), Array.prototype.join.call('abc', '-'), JSON.stringify({ s, n, b }), JSON.stringify([1], null, Object(1)),
    'length' in s, '0' in s, s[0], s[9], delete s.extra, Object.assign({}, s), { ...s }, Number(n), String(s), new Number('12') * 2, new Boolean(0) ? 1 : 2,
    new Number().valueOf(), new String().length, String(Symbol('d')), Object(Symbol('e')).description, isNaN(Object(NaN)), Math.max(n, 1), [n].includes(n)]));
});
