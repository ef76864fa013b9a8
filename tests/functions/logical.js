// Pins down &&, || and ?: as values, their short circuit, and truthiness of every kind of value.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let calls = 0;
  const touch = (v) => { calls++; return v; };
  const show = (v) => (v && 'yes') || (v === '' ? 'empty' : '' + v);
  let out = [];
  for (const v of [0, -0, 1, '', '0', null, undefined, [], {}, 0 / 0, request.body.v]) {
    out.push(show(v) + (touch(v) ? 1 : 0) + !v + !!v);
    out.push('' + (v || touch('or')) + (v && touch('and')));
  }
  containerless.respond(out.join(' ') + calls);
});
