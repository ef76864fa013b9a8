// 10.2.11: a function declaration takes a parameter of its name over.
// traced: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  function f(a) {
    function a() { return 'function'; }
    return typeof a;
  }
  respond(f(body.n));
});
