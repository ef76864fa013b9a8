// Pins down the order of async functions, promises, microtasks and turns.
// Compiled rows: all
let containerless = require('containerless');

let log;

async function ticks(n) {
  for (let i = 1; i <= n; i++) {
    await null;
    log.push('tick ' + i);
  }
}

async function returning(value) { return value; }

async function awaiting(name, value) {
  log.push(name + ' starts');
  const got = await value;
  log.push(name + ' ' + got);
  return name;
}

async function failing(name, late) {
  if (late) await null;
  throw new Error(name);
}

const thenable = text => ({ then(resolve) { log.push('then called'); resolve(text); } });

const cases = {
  async values() {
    ticks(4);
    awaiting('a', 1);
    awaiting('b', Promise.resolve(2));
    awaiting('c', returning(3));
    await awaiting('d', thenable('four'));
  },
  async returns() {
    ticks(6);
    returning(1).then(v => log.push('value ' + v));
    returning(Promise.resolve(2)).then(v => log.push('promise ' + v));
    returning(thenable(3)).then(v => log.push('thenable ' + v));
    await returning(returning(4));
    log.push('twice');
  },
  async errors() {
    for (const late of [false, true]) {
      try {
        await failing('bad', late);
        log.push('never');
      } catch (e) {
        log.push(e.name + ' ' + e.message + ' ' + late);
      } finally {
        log.push('finally');
      }
    }
    await failing('last', true).catch(e => log.push('caught ' + e.message));
  },
  async finalizers() {
    const work = async n => {
      for (let i = 0; i < n; i++) {
        try {
          if (i === 1) continue;
          if (i === 3) return 'returned ' + await i;
          log.push('body ' + i);
        } finally {
          await null;
          log.push('finally ' + i);
        }
      }
      return 'ended';
    };
    log.push(await work(2), await work(5));
  },
  async microtasks() {
    queueMicrotask(() => log.push('microtask'));
    Promise.resolve().then(() => log.push('then')).then(() => log.push('then then'));
    setTimeout(() => log.push('timeout'), 0);
    setImmediate(() => log.push('immediate'));
    log.push('sync');
    await null;
    log.push('after await');
    await new Promise(resolve => setTimeout(resolve, 20));
  },
  async turns() {
    containerless.get('data:1', () => { log.push('callback'); Promise.resolve().then(() => log.push('its microtask')); });
    const two = containerless.get('data:2');
    log.push(await two, await containerless.post({ url: 'data:{"a":3}' }).then(reply => reply.a), await containerless.get('data:x'));
  },
  async loops() {
    let sum = 0;
    for (const p of [1, returning(2), Promise.resolve(3)]) sum += await p;
    while (sum < 10) sum += await returning(1) + (await 1 ? 1 : await 2);
    const f = async x => x > 0 ? await f(x - 1) + 1 : 0;
    log.push(sum, await f(20), [await 1, await 2].join('-'), `${await 'a'}${await 'b'}`);
  },
  async methods() {
    class Store {
      constructor() { this.n = 0; }
      async add(x) { await null; this.n += x; return this; }
      static async make() { return new Store(); }
    }
    const store = await Store.make();
    await Promise.all([store.add(1), store.add(2), (await store.add(3)).add(4)]);
    log.push(store.n, await ({ async f(a, b = await0()) { return a + await b; } }).f(1));
  },
};

async function await0() { return 10; }

containerless.listen(async request => {
  log = [];
  await cases[request.body.c]();
  containerless.respond(log.join(', '));
});
