// Pins down compound assignment and ++/-- on variables, properties and elements, with evaluation order.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let log = [];
  const at = (k) => { log.push(k); return k; };
  let o = { x: request.body.x, y: [1, 2, 3] };
  o.x += at('rhs');
  o.y[at(0)] *= 5;
  o.y[at(1)]++;
  let before = o.y[2]--;
  let after = --o.y[2];
  let s = request.body.x;
  let t = s++;
  s -= '1';
  s **= 2;
  s %= 7;
  s <<= 3;
  o['x'] += t;
  containerless.respond([o.x, o.y, before, after, s, t, log].join('|'));
});
