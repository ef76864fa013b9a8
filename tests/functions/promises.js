// Pins down Promise: executors, chains, finally, combinators and thenables.
// Compiled rows: all
let containerless = require('containerless');

let log;

const later = (ticks, value, fails) => {
  let p = Promise.resolve();
  for (let i = 0; i < ticks; i++) p = p.then(() => {});
  return p.then(() => { if (fails) throw value; return value; });
};

const tell = name => [v => log.push(name + ' ok ' + JSON.stringify(v)), e => log.push(name + ' no ' + (e instanceof Error ? e.name + ': ' + e.message : e))];

const cases = {
  executors() {
    new Promise(resolve => { resolve(1); resolve(2); throw new Error('too late'); }).then(...tell('once'));
    new Promise((resolve, reject) => { reject('r'); resolve(1); }).then(...tell('reject'));
    new Promise(() => { throw new TypeError('thrown'); }).then(...tell('throws'));
    new Promise(resolve => resolve(later(2, 'adopted'))).then(...tell('adopts'));
    new Promise(resolve => resolve({ then: 5 })).then(...tell('no thenable'));
    new Promise(resolve => resolve({ then(f) { f('thenable'); throw 'ignored'; } })).then(...tell('thenable'));
    try { new Promise(); } catch (e) { log.push(e.name + ': ' + e.message); }
    try { Promise(() => {}); } catch (e) { log.push(e.name + ': ' + e.message); }
    let self; self = new Promise(resolve => queueMicrotask(() => resolve(self))); self.then(...tell('cycle'));
  },
  chains() {
    later(1, 1).then(v => v + 1).then(v => later(1, v + 1)).then(...tell('chain'));
    later(1, 'e', true).then(() => log.push('skipped')).catch(e => e + '!').then(...tell('caught'));
    later(0, 1).then(5, 6).then(...tell('no functions'));
    later(0, 1).finally(() => { log.push('finally'); return 'ignored'; }).then(...tell('after finally'));
    later(0, 'x', true).finally(() => later(2, 1)).then(...tell('finally waits'));
    later(0, 1).finally(() => { throw 'over'; }).then(...tell('finally throws'));
    Promise.reject(later(1, 1)).catch(p => p).then(...tell('rejected with a promise'));
  },
  combinators() {
    Promise.all([later(3, 'a'), 'b', later(1, 'c'), { then(f) { f('d'); } }]).then(...tell('all'));
    Promise.all([]).then(...tell('all none'));
    Promise.all([later(3, 'a'), later(2, 'b', true), later(1, 'c', true)]).then(...tell('all fails'));
    Promise.allSettled([later(2, 'a'), later(1, 'b', true), 3]).then(...tell('settled'));
    Promise.any([later(1, 'a', true), later(3, 'b'), later(2, 'c')]).then(...tell('any'));
    Promise.any([later(1, 'a', true), later(0, 'b', true)]).then(...tell('any fails'));
    Promise.any([later(1, 'a', true)]).catch(e => log.push(e.errors.join()));
    Promise.race([later(3, 'a'), later(1, 'b'), later(2, 'c', true)]).then(...tell('race'));
    Promise.race([later(3, 'a'), later(1, 'b', true)]).then(...tell('race fails'));
    Promise.all((function* () { yield 1; yield later(1, 2); })()).then(...tell('of a generator'));
    Promise.all('xy').then(...tell('of a string'));
  },
  identity() {
    const p = later(1, 1);
    log.push(Promise.resolve(p) === p, p.then() === p, p instanceof Promise, Promise.resolve(1) instanceof Object, typeof p);
    log.push(Object.prototype.toString.call(p), JSON.stringify(p), Object.keys(p).length, 'then' in p, String(p));
    log.push(typeof p.then, p.then === Promise.prototype.then, p.constructor === Promise, Promise.name, Promise.length);
  },
  subclass() {
    class Mine extends Promise {
      shout() { return this.then(v => v + '!'); }
    }
    const m = Mine.resolve('mine');
    log.push(m instanceof Mine, m.shout() instanceof Mine, Mine.all([1]) instanceof Mine);
    m.shout().then(...tell('subclass'));
    new Mine((resolve, reject) => reject('no')).catch(v => v).shout().then(...tell('caught'));
    (async () => { log.push(await new Mine(r => r('awaited'))); })();
  },
};

containerless.listen(async request => {
  log = [];
  cases[request.body.c]();
  setTimeout(() => containerless.respond(log.join('; ')), 5);
});
