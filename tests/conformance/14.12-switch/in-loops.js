// 14.12: break leaves the switch, continue the loop's round.
// traced: [{"s": "ab-c!"}]
// run: [{"s": "!"}, {"s": "--a"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  let out = '';
  for (const c of body.s) {
    switch (c) {
      case '-': continue;
      case '!': out += 'bang'; break;
      default: out += c.toUpperCase();
    }
    out += ',';
  }
  respond(out);
});
