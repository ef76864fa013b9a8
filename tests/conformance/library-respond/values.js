// respond takes any value as text; the first answer counts.
// traced: [{"v": 5}, {"v": "s"}, {"v": null}]
// run: [{"v": [1, [2]]}, {"v": {"a": 1}}, {"v": true}, {"v": -0.5}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  respond(body.v);
  respond('second');
});
