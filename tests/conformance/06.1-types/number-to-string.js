// 6.1.6.1.20: numbers print with the shortest digits that read back, exponents from 1e21 and below 1e-6.
// traced: [{"n": [0, 1, -1, 0.5, 1e21, 1e-7, 123456789012345680000]}]
// run: [{"n": [1e-6, 1e20, 999999999999999900000, 5e-324, 1.7976931348623157e308, 0.1, 100, 1e300, -1.5e-10]}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const parts = body.n.map(n => String(n) + '|' + n + '|' + `${n}` + '|' + (n * 10) + '|' + (n / 3));
  respond(parts.join(' '));
});
