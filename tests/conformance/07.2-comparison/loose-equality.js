// 7.2.14: == over all pairs of assorted values.
// traced: [{"v": [0, 1, "", "0", "1", "a", null, true, false, [], [1], {}]}]
// run: [{"v": ["true", [0], [[]], "[object Object]", 1.5, "1.50", [null], [1, 2], "1,2"]}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const values = body.v.concat([undefined, NaN]);
  respond(values.map(a => values.map(b => (a == b ? 1 : 0) + (a != b ? 2 : 0)).join('')).join(' '));
});
