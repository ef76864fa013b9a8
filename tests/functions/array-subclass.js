// Pins down classes that extend Array, and arrays with a method or an iterator of their own: what compiled code knows of
// arrays does not hold for them, so that containers answer.
// Compiled rows: none.
const containerless = require('containerless');
class Stack extends Array {
  push(x) { return super.push(x * 2); }
  get top() { return this[this.length - 1]; }
  map(f) { return 'mapped'; }
  *[Symbol.iterator]() { yield 'mine'; }
}
function use(list, x) {
  list.push(x);
  const seen = [];
  for (const item of list) seen.push(item);
  return [list.length, list.map((y) => y), list.join('-'), seen, [...list], list[0] + 1];
}
containerless.listen((request) => {
  const s = new Stack();
  const t = [];
  t.push = function (x) { this[0] = x + 100; };
  const u = [1, 2];
  u[Symbol.iterator] = function* () { yield 'own'; };
  containerless.respond([request.body.n ? use(s, request.body.n) : 0, use(t, 5), [...u], s.top]);
});
