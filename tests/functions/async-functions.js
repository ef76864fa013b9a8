// Pins down async functions: await wherever an expression may stand, errors and finalizers around it, the order in
// which functions that wait go on, promises made in every way, async arrows and methods, errors of parameters.
// Compiled rows: all.
const containerless = require('containerless');

const log = [];
const note = (text) => { log.push(text); return text; };
const tick = async (value) => { await null; return value; };

async function sum(items) {
  let total = 0;
  for (const item of items) total += await item;
  return total + (await tick(1)) * (await 2);
}

async function guarded(n) {
  try {
    note('try ' + n);
    if (n > 2) await Promise.reject(new Error('rejected ' + n));
    return await tick(note('ok'));
  } catch (error) {
    note(error.message);
    return tick('caught');
  } finally {
    note('finally ' + (await tick(n)));
  }
}

async function loops(n) {
  const seen = [];
  outer: for (let i = 0; i < n; i++) {
    for (const j of [0, 1, 2]) {
      if (await tick(j === 1)) continue outer;
      if ((await tick(i)) === 3) break outer;
      seen.push(() => i * 10 + j);
    }
  }
  return seen.map((f) => f());
}

async function racer(name, turns) {
  for (let i = 0; i < turns; i++) {
    note(name + i);
    await i;
  }
  return name;
}

class Store {
  items = new Map();
  async load(key) {
    if (!this.items.has(key)) this.items.set(key, await tick({ key, n: this.items.size }));
    return this.items.get(key);
  }
  loadAll = async (...keys) => Promise.all(keys.map((key) => this.load(key)));
}

async function parameter({ a } = {}, b = a.b) { return b; }
const thenable = { then(resolve) { note('then'); resolve('from thenable'); } };

containerless.listen(async (request) => {
  const { n } = request.body;
  log.length = 0;
  const racing = Promise.all([racer('a', 3), racer('b', 2), guarded(n)]);
  note('started');
  const store = new Store();
  const object = { [await tick('key')]: await tick(n), list: [await 1, ...(await tick([2, 3]))] };
  const failed = [await parameter({ a: { b: n } }), await parameter().catch((error) => error.name)];
  const settled = await Promise.allSettled([tick(1), Promise.reject('no'), thenable]);
  const viaThen = await tick(n).then((value) => value + 1).finally(() => note('finally of then'));
  containerless.respond(JSON.stringify([
    await racing, await sum([1, tick(2), Promise.resolve(3)]), await loops(n), await store.loadAll('x', 'y', 'x'), object, failed,
    settled, viaThen, await thenable, await Promise.race([tick('first'), tick('second')]), n > 2 ? await tick('big') : 'small',
    (await tick(null)) ?? 'nullish', `${await tick(n)} and ${await n}`, log,
  ]));
});
