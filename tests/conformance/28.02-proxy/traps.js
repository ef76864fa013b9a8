// 28.2: every access of a proxy runs code.
// traced: [{"k": "a"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const p = new Proxy({ a: 1 }, { get: (target, name) => `${name} ${target[name]}`, has: () => true });
  respond(p[body.k] + ('x' in p));
});
