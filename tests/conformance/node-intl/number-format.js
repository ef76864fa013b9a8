// ECMA-402: numbers, dates and order of texts by language.
// traced: [{"n": 1234567.891}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  respond(new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }).format(body.n) + new Intl.Collator('sv').compare('z', 'ö'));
});
