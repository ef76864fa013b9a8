// atob and btoa.
// traced: [{"s": "text"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  respond(btoa(body.s) + atob('dGV4dA=='));
});
