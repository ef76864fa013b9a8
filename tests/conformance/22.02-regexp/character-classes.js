// 22.2.1: classes, ranges, negations and escapes.
// traced: [{"s": "aZ5_ \t\n.-é"}]
// run: [{"s": "\u00a0\u2028K"}, {"s": "[]^\\"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const classes = [/\w/, /\W/, /\d/, /\D/, /\s/, /\S/, /[a-c]/, /[^a-c]/, /[\w-]/, /[.]/, /./, /\./, /[\]]/, /[^]/, /[]/, /\u00e9/, /\x41/, /[\b]/, /\t/, /\cJ/, /\0/];
  respond([...body.s].map(c => classes.map(re => (re.test(c) ? 1 : 0)).join('')).join(' '));
});
