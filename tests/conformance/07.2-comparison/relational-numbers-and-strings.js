// 7.2.13: strings compare by code units, everything else as numbers.
// traced: [{"v": ["a", "b", "B", "10", "9", 10, 9, "", null, true]}]
// run: [{"v": ["é", "z", "-1", -1, "0x10", 16, "1e1", false, [5], "5"]}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const values = body.v.concat([undefined, NaN]);
  respond(values.map(a => values.map(b => [a < b, a > b, a <= b, a >= b].map(Number).join('')).join('-')).join(' '));
});
