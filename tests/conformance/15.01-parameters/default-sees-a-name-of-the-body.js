// 10.2.11: a default sees what is outside of the function, not what its body declares.
// traced: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const outer = body.n;
  function f(a = () => outer) {
    var outer = 'inner';
    return outer + a();
  }
  respond(f());
});
