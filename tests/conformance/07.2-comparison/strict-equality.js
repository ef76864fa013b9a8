// 7.2.15: === over all pairs: no conversions, NaN is not itself, -0 is 0, objects by identity.
// traced: [{"v": [0, 1, "", "0", null, true, [], {}]}]
// run: [{"v": [1.0, "1", [1], {"a": 1}, false]}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const values = body.v.concat([undefined, NaN, -0, body.v[0]]);
  respond(values.map(a => values.map(b => (a === b ? 1 : 0) + (a !== b ? 2 : 0)).join('')).join(' '));
});
