// 10.4.4: the number of arguments stays what it was when the function assigns its parameters.
// traced: [{"a": 1, "b": null}, {"a": null, "b": 2}]
// run: [{"a": "x", "b": 0}, {}]
const { listen, respond } = require('containerless');

function join(first, second) {
  first = first || 'none';
  if (arguments.length < 2) second = 'missing';
  second ??= 'null';
  return [first, second, arguments.length, (() => arguments.length)()];
}

listen(({ body }) => {
  respond(JSON.stringify([join(), join(body.a), join(body.a, body.b), join(body.a, body.b, 3), join.call(null, body.a)]));
});
