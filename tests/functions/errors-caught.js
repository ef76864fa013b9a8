// Pins down errors of the engine that a function catches, their names and messages, own error classes, causes, what
// is thrown on, and that what ran before an error stays.
// Compiled rows: all.
const containerless = require('containerless');

class Missing extends Error {
  constructor(what, options) {
    super(`${what} is missing`, options);
    this.name = 'Missing';
    this.what = what;
  }
}

let state = 0;
const step = () => ++state;

function describe(f) {
  try {
    return f();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : `thrown ${error}`;
  }
}

function required(o, key) {
  if (!(key in o)) throw new Missing(key, { cause: o });
  return o[key];
}

function rethrown(n) {
  try {
    try {
      return required({ a: 1 }, n > 1 ? 'b' : 'a');
    } catch (error) {
      if (error instanceof Missing && n > 2) throw new Error('wrapped', { cause: error });
      throw error;
    }
  } finally {
    state += 100;
  }
}

containerless.listen((request) => {
  const { n, o } = request.body;
  const { list } = o;
  state = 0;
  const constant = 1;
  containerless.respond(JSON.stringify([
    describe(() => o.missing.deep), describe(() => o.missing(step())), describe(() => o.list.push(step(), n)),
    describe(() => undefined.x), describe(() => null[n]), describe(() => { o.missing.x = step(); }),
    describe(() => o.nope()), describe(() => list.nope(step())),
    describe(() => new list()), describe(() => { constant = step(); }),
    describe(() => { throw n; }), describe(() => { throw { n }; }), describe(() => new Array(-n)),
    describe(() => JSON.parse('{')), describe(() => n in 'x'), describe(() => n instanceof n),
    describe(() => rethrown(1)), describe(() => rethrown(n)), describe(() => rethrown(3)),
    (() => { try { rethrown(3); } catch (e) { return [e.cause.what, e.cause.cause, e.cause instanceof Missing, String(e.cause)]; } })(),
    describe(() => Symbol() + ''), describe(() => Object.defineProperty(Object.freeze({}), 'a', { value: 1 })), state, o,
  ]));
});
