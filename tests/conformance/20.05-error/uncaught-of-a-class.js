// An uncaught error of a class of one's own, its name set or not.
// traced: [{"k": "named"}, {"k": "plain"}, {"k": "getter"}]
// run: [{"k": "plain"}, {"k": "named"}]
const { listen, respond } = require('containerless');

class Named extends Error { constructor(m) { super(m); this.name = 'Named'; } }
class Plain extends TypeError {}
class Getter extends Error { get name() { return 'FromGetter'; } }
const kinds = { named: Named, plain: Plain, getter: Getter };

listen(({ body }) => {
  throw new kinds[body.k]('message of ' + body.k);
});
