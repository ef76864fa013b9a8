// Pins down async handlers: answers, errors that reject, and what is never settled.
// Compiled rows: all
let containerless = require('containerless');

const lookup = async url => {
  const reply = await containerless.get(url);
  if (reply === undefined) throw new RangeError('nothing at ' + url);
  return reply;
};

const cases = {
  async answers() { containerless.respond((await lookup('data:{"n":1}')).n); },
  async parallel() {
    const replies = await Promise.all([lookup('data:1'), lookup('data:[2]'), lookup('data:"three"')]);
    containerless.respond(JSON.stringify(replies));
  },
  async rejects() { await null; throw new TypeError('no'); },
  async later() { containerless.respond(await lookup('data:')); },
  async handled() {
    try { await lookup('data:'); } catch (e) { containerless.respond(e.name + ' ' + e.message); }
  },
  async inTime() {
    const p = Promise.reject(new Error('handled in time'));
    await null;
    await null;
    p.catch(e => containerless.respond(e.message));
  },
  async tooLate() {
    const p = Promise.reject(new Error('too late'));
    setTimeout(() => p.catch(e => containerless.respond(e.message)), 1);
  },
  async forgotten() { lookup('data:'); await containerless.get('data:1'); await containerless.get('data:2'); containerless.respond('not reached first'); },
  async never() { await new Promise(() => {}); },
  async value() { await null; throw 'just text'; },
  async object() { throw { name: 'N', message: 'M' }; },
  async timer() { setTimeout(() => { throw new Error('in a timer'); }, 1); },
  async microtask() { queueMicrotask(() => { throw new Error('in a microtask'); }); },
  async two() { queueMicrotask(() => { throw new Error('second'); }); Promise.reject(new Error('third')); throw new Error('fourth'); },
  sync() { throw new Error('plain'); },
};

containerless.listen(request => cases[request.body.c]());
