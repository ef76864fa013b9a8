// 9.1.1.1: what comes before a use in the dead zone has happened, what comes after it has not; the value of an assignment is
// evaluated first.
// traced: [{"n": 1}]
// run: [{"n": 2}, {"n": 7}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const log = [];
  const say = (text, value) => (log.push(text), value);
  const attempt = work => {
    try {
      log.push(work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  };
  attempt(() => { say('read'); return late; });
  attempt(() => { late = say('value', body.n); return 'assigned'; });
  attempt(() => { late += say('not evaluated', 1); });
  attempt(() => { late ??= say('not evaluated', 1); });
  attempt(() => { late++; });
  attempt(() => { fixed = say('value of a constant', 1); });
  attempt(() => undefined.missing(late));
  attempt(() => ({}).missing(late));
  attempt(() => log.push(say('first argument', 1), late, say('not evaluated')));
  attempt(() => `${say('part', 'a')}${late}${say('not evaluated')}`);
  attempt(() => { for (late of [say('item', 1)]) say('no round'); });
  attempt(() => { for (late in { key: 1 }) say('no round'); });
  attempt(() => { [late] = [say('element', 1)]; });
  attempt(() => typeof late);
  attempt(() => { { const inner = inner; } });
  attempt(() => { function f() { return own; } const g = f(); let own = 1; return g; });
  attempt(() => { class Own extends Own {} });
  attempt(() => { class Key { [Key.name]() {} } });
  let late = body.n;
  const fixed = 5;
  attempt(() => late++ + fixed);
  attempt(() => { fixed = say('a constant', 1); });
  respond(JSON.stringify([log, late]));
});
