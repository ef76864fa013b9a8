#!/usr/bin/env node
// @ts-check
'use strict';

// Makes compiled functions give up at points chosen at random, among calls that have effects, and counts the effects: each
// is to happen once, and each answer is to be plain Node's. Then the same while Node processes are killed, and while the
// invoker is. Options: --runs N (10000), of which a twentieth each with killed processes, beginning in containers, with
// learning, and with a killed invoker; --seed N (1); --isolation process|container (process), where a function's instances run;
// --only-killed for those with killed instances alone; --write FILE for the tally, in Markdown; --invoker DLL.
// Requests go to 127.0.0.1 only.

const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { Invoker, docker, send, pause, until } = require('./journal/invoker');
const { Reference } = require('./journal/reference');
const { Store } = require('./journal/store');

const root = path.join(__dirname, '..');
const option = (/** @type {string} */ name, /** @type {any} */ value) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? value : process.argv[i + 1];
};
const runs = Number(option('runs', 10_000));
const seed = Number(option('seed', 1));
const dll = option('invoker', path.join(root, 'artifacts/bin/Invoker/release/Containerless.Invoker.dll'));
const isolation = option('isolation', 'process');
const onlyKilled = process.argv.includes('--only-killed');
/** @type {string | undefined} */
const file = option('write', undefined);
/** What an instance is, in words. */
const instance = isolation === 'container' ? 'container' : 'Node process';
/** Images lie with an engine that others use too. */
const name = isolation === 'container' ? `journal-${process.pid}` : 'journal';
const source = path.join(__dirname, 'journal/function.js');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'journal-'));
/** Ms between kills: instances need time to come back, or requests lose theirs twice. */
const recovery = isolation === 'container' ? 2000 : 700;
const ways = ['chain', 'fan', 'race', 'await', 'together', 'same', 'timer', 'late'];
const concurrency = 12;

let state = seed >>> 0;
/** mulberry32 @param {number} below */
function random(below) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return Math.floor(((t ^ (t >>> 14)) >>> 0) / 4294967296 * below);
}

/** @type {Invoker | undefined} */
let invoker;
const store = new Store();
const reference = new Reference(source, 6);
let numbers = 0;
let [port, admin] = [0, 0];

// Whatever happens, nothing outlives it.
process.on('exit', () => {
  invoker?.process.kill('SIGKILL');
  reference.kill();
});
main().then(code => process.exit(code), error => {
  console.error(error);
  process.exit(1);
});

async function main() {
  [port, admin] = await freePorts();
  const url = `http://127.0.0.1:${await store.listen()}`;
  const prepared = spawnSync('node', [path.join(root, 'javascript/js-transform/bin/js-transform.js'), source,
    '--out', path.join(folder, '.containerless', name, 'function'), '--name', name], { stdio: 'inherit' });
  if (prepared.status !== 0) throw new Error('the function was not prepared');
  await reference.start();
  const host = new URL(url).host;
  const common = {
    image_name: name, isolation, utilization_log: '', allowed_hosts: [host], artifacts_dir: '.containerless/',
    max_containers: 4,
  };

  // A trace of every way and number of calls, without a hole: published, and from here on served as it is.
  const training = ways.flatMap(way => [1, 2, 3].map(calls => ({ ...plan(url, way, calls), hole: 0 })));
  invoker = await start({ ...common, initial_state: 'Automatic', max_requests_to_trace: training.length, max_recompilations: 0 });
  await train(training);
  await invoker.stop();

  const part = Math.max(1, Math.floor(runs / 20));
  const tallies = [];
  const compiled = { ...common, initial_state: 'Decontainerized' };
  const disabled = { ...common, initial_state: 'DisableTracing' };
  const learning = { ...common, initial_state: 'Automatic', max_requests_to_trace: training.length, max_recompilations: 10 };
  const killed = `${instance}${isolation === 'container' ? 's' : 'es'} are killed`;
  if (!onlyKilled) tallies.push(await mode('compiled code gives up', compiled, runs - 5 * part, {}));
  tallies.push(await mode(`compiled code gives up, and ${killed}`, compiled, onlyKilled ? Math.ceil(runs / 2) : part, { kill: true }));
  tallies.push(await mode(`containers only, and ${killed}`, disabled, onlyKilled ? Math.floor(runs / 2) : part, { kill: true }));
  if (!onlyKilled) {
    tallies.push(await mode('compiled code gives up and learns', learning, part, { training }));
    tallies.push(await mode(`compiled code gives up and learns, and ${killed}`, learning, part, { training, kill: true }));
    tallies.push(await mode('compiled code gives up, and the invoker is killed', compiled, part, { killInvoker: true }));
  } else if (tallies.some(tally => tally.killed === 0)) throw new Error('nothing was killed: --runs is too low');

  const text = page(tallies);
  console.log(text);
  if (file) fs.writeFileSync(file, text);
  store.close();
  await reference.stop();
  if (isolation === 'container') docker('rmi', '--force', `${name}:latest`);
  if (!process.argv.includes('--keep')) fs.rmSync(folder, { recursive: true, force: true });
  return tallies.every(tally => tally.wrong.length === 0) ? 0 : 1;
}

/** @param {string} url @param {string} way @param {number} calls */
function plan(url, way, calls) {
  const run = `run${numbers++}`;
  // Some replies take so long that they are under way when the function gives up.
  const delays = Array.from({ length: calls }, () => random(4) === 0 ? 20 + random(30) : random(8));
  return { store: url, run, way, calls, delays, hole: 1 + random(3 * calls + 1), kind: random(11) };
}

/** Two ports that nobody listens at. */
async function freePorts() {
  const servers = [net.createServer(), net.createServer()];
  const ports = await Promise.all(servers.map(server => new Promise(resolve =>
    server.listen(0, '127.0.0.1', () => resolve(/** @type {net.AddressInfo} */ (server.address()).port)))));
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

/** Sends requests until the function is compiled. @param {any[]} bodies */
async function train(bodies) {
  await until(async () => {
    const { state } = await /** @type {Invoker} */ (invoker).status();
    if (state === 'Tracing') {
      for (const body of bodies) {
        const answer = await send({ port, body: { ...body, run: `run${numbers++}` } });
        if (answer.status !== 200) console.error(`while tracing: ${answer.status} ${answer.body}`);
        if (answer.headers['containerless-tier'] !== 'tracing') console.error(`while tracing: ${answer.headers['containerless-tier']} ${JSON.stringify(body)}`);
      }
    }
    return state === 'Decontainerized';
  }, 'compiled');
}

/** @param {any} config */
async function start(config) {
  const next = new Invoker(dll, folder, { ...config, bind_port: port, admin_port: admin });
  await next.ready();
  return next;
}

/**
 * @param {string} name @param {any} config @param {number} count
 * @param {{kill?: boolean, killInvoker?: boolean, training?: any[]}} how
 */
async function mode(name, config, count, how) {
  const tally = {
    name, runs: count, effects: 0, twice: 0, retried: 0, killed: 0, ended: 0, notCompared: 0,
    /** @type {Record<string, number>} */ tiers: {},
    /** @type {Record<string, number>} */ reexecuted: {},
    /** @type {string[]} */ wrong: [],
  };
  const url = `http://127.0.0.1:${/** @type {any} */ (store.server.address()).port}`;
  invoker = await start(config);
  if (how.training) await train(how.training);

  let left = count;
  let over = false;
  const killing = (async () => {
    while (how.killInvoker && !over) {
      await pause((isolation === 'container' ? 4000 : 1000) + random(1000)); // time enough to start, and to serve
      if (over) return;
      tally.killed++;
      await /** @type {Invoker} */ (invoker).stop('SIGKILL');
      invoker = await start(config);
    }
  })();
  let killedAt = 0;
  let effects = random(20);
  store.onEffect = () => {
    // Half-way: some instance has just called out.
    if (!how.kill || Date.now() - killedAt < recovery || effects-- > 0) return;
    effects = random(40);
    for (const id of /** @type {Invoker} */ (invoker).instances()) {
      if (!(/** @type {Invoker} */ (invoker).hurt(id, 'kill'))) continue; // it was stopped meanwhile
      tally.killed++;
      killedAt = Date.now();
    }
  };

  const work = async () => {
    while (left-- > 0) {
      // After the answer nobody is left who would run a request again.
      const way = ways[random(how.kill || how.killInvoker ? ways.length - 1 : ways.length)];
      await one(url, way, tally, how);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  over = true;
  store.onEffect = () => {};
  await killing;
  await invoker.stop();
  console.error(`${name}: ${count} runs, ${tally.wrong.length} wrong`);
  for (const wrong of tally.wrong.slice(0, 10)) console.error(wrong);
  return tally;
}

/** @param {string} url @param {string} way @param {any} tally @param {any} how */
async function one(url, way, tally, how) {
  const body = plan(url, way, 1 + random(5));
  let answer;
  let retries = 0;
  while (!answer) {
    try {
      answer = await send({ port, body });
    } catch (error) {
      if (!how.killInvoker) {
        tally.wrong.push(`${JSON.stringify(body)}: ${error}`);
        return;
      }
      // The client's own retry, of a request that an invoker took along when it was killed.
      retries++;
      await pause(100);
    }
  }
  const { 'containerless-tier': tier, 'containerless-reexecuted': reexecuted = 'not' } = answer.headers;
  tally.tiers[tier] = (tally.tiers[tier] ?? 0) + 1;
  tally.reexecuted[reexecuted] = (tally.reexecuted[reexecuted] ?? 0) + 1;
  if (retries > 0) tally.retried++;
  if (how.kill && ['InstanceEnded', 'Unavailable'].includes(JSON.parse(answer.body).error?.name)) {
    // It was killed twice, and is not tried a third time, or no other could be started: what it did, it did once.
    tally.ended++;
    for (const bodies of store.effectsOf(body.run).values()) {
      if (bodies.length > (way === 'same' ? body.calls : 1)) tally.wrong.push(`${JSON.stringify(body)}: ended, ${bodies.length} times`);
    }
    return;
  }
  const effects = store.effectsOf(body.run);
  if (way === 'late') await until(async () => effects.size === body.calls, `all effects of ${JSON.stringify(body)}`).catch(() => {});

  // Every effect, once; after a retry of the client at most once more each time.
  for (let k = 0; k < (way === 'same' ? 1 : body.calls); k++) {
    const seen = effects.get(`${k}`)?.length ?? 0;
    const once = way === 'same' ? body.calls : 1;
    tally.effects += seen;
    if (seen > once) tally.twice++;
    if (seen < once || seen > once * (1 + retries)) tally.wrong.push(`${JSON.stringify(body)}: effect ${k} ${seen} times; ${JSON.stringify(answer.headers)}`);
  }
  if (reexecuted === 'diverged' && !how.killInvoker) tally.wrong.push(`${JSON.stringify(body)}: diverged`);

  // The answer is Node's, and says of its effects what was sent.
  if (answer.status !== 200) {
    tally.wrong.push(`${JSON.stringify(body)}: ${answer.status} ${answer.body}`);
    return;
  }
  for (const entry of JSON.parse(answer.body).seen) {
    if (typeof entry !== 'object' || way === 'same') continue;
    const sent = (effects.get(`${entry.k}`) ?? []).at(-1);
    for (const field of ['after', 'chance', 'time']) {
      if (field in entry && entry[field] !== sent?.[field]) {
        tally.wrong.push(`${JSON.stringify(body)}: the answer's ${field} of ${entry.k} is ${entry[field]}, sent was ${sent?.[field]}`);
      }
    }
  }
  // How often the store had seen them shows that the client sent a request twice, as it would with Node.
  const got = retries > 0 ? answer.body.replace(/"seen":\d+/g, '"seen":1') : answer.body;
  const difference = retries > 0 && way === 'same' ? null : await reference.difference(body, got);
  if (difference === undefined) tally.notCompared++;
  else if (difference) tally.wrong.push(`${JSON.stringify(body)}: ${difference}`);
  store.runs.delete(body.run);
}

/** @param {any[]} tallies */
function page(tallies) {
  const cells = (/** @type {Record<string, number>} */ counts) => Object.entries(counts).sort().map(([name, n]) => `${name} ${n}`).join(', ');
  return `# Effects, counted

\`node bench/journal.js --runs ${runs} --seed ${seed}${isolation === 'container' ? ' --isolation container' : ''}${onlyKilled ? ' --only-killed' : ''} --write ${file ?? 'FILE'}\` writes this page; [invoker.md](invoker.md#what-a-request-that-is-run-again-does)
says what is promised. A function with one to five POSTs (in a chain, all at once, racing, awaited one by one or together, all
alike, after a timer, after its answer) gives up its compiled form at a point chosen at random: before a call, after it, in its
callback, before the answer. A store counts the effects. Each answer is compared with plain Node's, and what it says was sent,
numbers of chance and times included, with what the store was sent. A run is wrong when an effect did not happen exactly once,
when any of these differ, or when the answer says that it diverged. ${instance[0].toUpperCase()}${instance.slice(1)}${isolation === 'container' ? 's' : 'es'} are killed (SIGKILL) just when one of them
has had an effect. When the invoker is killed, the client sends the requests again whose connections broke, and an effect of such
a request may happen once more.

| | runs | effects | effects more than once | wrong | answered by | \`Containerless-Reexecuted\` | killed |
|---|---|---|---|---|---|---|---|
${tallies.map(t => `| ${t.name} | ${t.runs} | ${t.effects} | ${t.twice} | ${t.wrong.length} | ${cells(t.tiers)} | ${cells(t.reexecuted)} | ${t.killed} |`).join('\n')}

${tallies.map(t => [
    t.retried && `In "${t.name}" the client sent ${t.retried} requests again whose connection broke.`,
    t.ended && `In "${t.name}" ${t.ended} requests lost their ${instance} twice, or found no other, and were answered \`InstanceEnded\` or \`Unavailable\`: none of their effects happened twice.`,
    t.notCompared && `In "${t.name}" ${t.notCompared} answers were not compared: Node could not be made to see the replies in the same order.`,
  ].filter(Boolean).join('\n')).filter(Boolean).join('\n\n')}
`;
}
