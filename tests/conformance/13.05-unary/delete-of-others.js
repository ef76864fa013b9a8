// 13.5.1: delete of variables, of values, of optional chains.
// traced: [{"o": {"a": {"b": 1, "c": 2}}, "k": "b"}, {"o": null, "k": "b"}]
// run: [{"o": {"a": null}, "k": "x"}, {"o": {"a": {"x": 1}}, "k": "x"}]
const { listen, respond } = require('containerless');

var declared = 1;

listen(({ body }) => {
  const { o, k } = body;
  let count = 0;
  const out = [delete declared, delete body.none, delete count, delete 5, delete (count++, count), delete (() => 1)(), declared, count];
  out.push(delete o?.a?.[k], delete o?.a?.missing, delete o?.toString?.(), o, delete o?.a, o, delete undefined, delete NaN);
  respond(JSON.stringify(out));
});
