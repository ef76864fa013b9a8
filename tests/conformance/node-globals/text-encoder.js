// TextEncoder and TextDecoder: text as UTF-8 and back.
// traced: [{"s": "grüße"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const bytes = new TextEncoder().encode(body.s);
  respond(bytes.join() + new TextDecoder().decode(bytes));
});
