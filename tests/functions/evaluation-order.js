// Pins down the order in which operands, arguments, keys and receivers are evaluated.
// Compiled rows: 0
let containerless = require('containerless');

containerless.listen(function (request) {
  let log = '';
  const t = (name, value) => { log += name; return value; };
  let o = { m: (a, b) => a + b, list: [1, 2, 3] };
  let x = request.body.x;
  const r1 = t('a', 1) + t('b', 2) * t('c', 3);
  const r2 = t('d', o).m(t('e', x), t('f', x++));
  const r3 = t('g', o).list[t('h', 1)] = t('i', 9);
  const r4 = { [t('j', 'k')]: t('k', 1), [t('l', 'k')]: t('m', 2) };
  const r5 = (t('n', 0), t('o', x)) ? t('p', 'yes') : t('q', 'no');
  const r6 = x + (x = 5) + x;
  containerless.respond([log, r1, r2, r3, JSON.stringify(r4), r5, r6, o.list].join(' '));
});
