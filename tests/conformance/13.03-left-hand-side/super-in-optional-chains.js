// 13.3.7, 13.3.9: a chain that begins with super.
// traced: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  class A { m(n) { return n + 1; } }
  class B extends A { m(n) { return [super.m?.(n), super.other?.(n)].join(); } }
  respond(new B().m(body.n));
});
