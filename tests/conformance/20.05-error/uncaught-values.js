// The library answers a thrown value that is no Error with its text.
// traced: [{"v": "text"}, {"v": {"a": 1}}, {"v": null}]
// run: [{"v": "other"}, {"v": null}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  respond('dropped' + (() => { throw body.v; })());
});
