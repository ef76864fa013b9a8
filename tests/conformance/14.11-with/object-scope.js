// 14.11: the properties of an object as variables: which one a name means is decided by every run anew.
// traced: [{"o": {"a": 1}}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const a = 'outer';
  with (body.o) respond(String(a));
});
