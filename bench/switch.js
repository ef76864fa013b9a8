#!/usr/bin/env node
// @ts-check
'use strict';

// Sends requests at a steady rate through a multi-invoker across its switch, each with an effect at a store that counts them;
// does the same the seed's way (A quits, then B starts); and kills A at random moments. Writes its part of docs/multi-invoker.md
// and docs/switch.svg. Options: --requests N (50000), --rate N (120, a second), --seed-requests N (12000, the seed's way), --kills N (50), --seed N (1), --multi DLL,
// --no-report (checks only). Requests go to 127.0.0.1 only; signals to processes of its own only. Exit code 1 when a request
// failed that may not, or an effect happened more often than it may.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { Invoker, pause, until } = require('./journal/invoker');
const { Store } = require('./journal/store');
const { load } = require('./switch/load');
const { randomFrom } = require('./switch/random');
const { write, machine, quantile, plot } = require('./switch/page');

const root = path.join(__dirname, '..');
const given = (/** @type {string} */ name, /** @type {any} */ value) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? value : process.argv[i + 1];
};
const count = Number(given('requests', 50_000));
const rate = Math.min(Number(given('rate', 120)), 2000);
const seedCount = Number(given('seed-requests', 12_000));
const kills = Number(given('kills', 50));
const seed = Number(given('seed', 1));
const report = !process.argv.includes('--no-report');
const multiDll = given('multi', path.join(root, 'artifacts/bin/MultiInvoker/release/Containerless.MultiInvoker.dll'));
const invokerDll = path.join(path.dirname(multiDll), 'Containerless.Invoker.dll');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'switch-'));
const port = Number(given('port', 18400));

const source = `'use strict';
let containerless = require('containerless');
containerless.listen(function (request) {
  let n = request.body.n;
  containerless.post({ url: request.body.store + n, body: { delay: 0 } }, function (reply) {
    containerless.respond('done ' + n + ' ' + (reply === undefined ? 'nothing' : reply.k));
  });
});
`;

const random = randomFrom(seed);

/** @type {Set<Invoker>} */
const running = new Set();
const store = new Store();
/** @type {string[]} */
const wrong = [];

main().then(code => process.exit(code), error => {
  console.error(error);
  for (const each of running) each.process.kill('SIGKILL');
  process.exit(1);
});

async function main() {
  const storePort = await store.listen();
  fs.writeFileSync(path.join(folder, 'switch.js'), source);
  const prepared = spawnSync('node', [path.join(root, 'javascript/js-transform/bin/js-transform.js'), path.join(folder, 'switch.js'),
    '--out', path.join(folder, '.containerless/switch/function'), '--name', 'switch'], { encoding: 'utf8' });
  if (prepared.status !== 0) throw new Error(prepared.stdout + prepared.stderr);
  const side = {
    image_name: 'switch', isolation: 'process', utilization_log: '', allowed_hosts: [`127.0.0.1:${storePort}`],
    max_requests_to_trace: 400, max_containers: 3,
    // On a busy machine requests pile up before the switch; none is to be refused for that.
    max_queued_requests: 20_000,
  };
  const bodyOf = (/** @type {string} */ run) => (/** @type {number} */ n) =>
    ({ path: '/', body: { n, store: `http://127.0.0.1:${storePort}/effects/${run}/` } });

  if (count > 0) {
    const multi = await acrossTheSwitch(side, bodyOf('multi'));
    const seeds = await theSeedsWay(side, bodyOf('seed'));
    if (report) plot([multi, seeds]);
    publish('switch', tell(multi, seeds));
  }
  if (kills > 0) publish('kills', await killAtRandom(side, bodyOf));
  store.close();
  fs.rmSync(folder, { recursive: true, force: true });
  wrong.slice(0, 20).forEach(each => console.error(each));
  return wrong.length === 0 ? 0 : 1;
}

/** @param {string} name @param {string[]} lines */
function publish(name, lines) {
  if (report) write(name, lines);
  console.log(lines.join('\n'));
}

/** @param {any} side @param {(n: number) => any} bodyOf */
async function acrossTheSwitch(side, bodyOf) {
  const { multi, began } = await startMulti(side);
  const loadBegan = Date.now();
  const answers = await load({ port, rate, count, bodyOf });
  const status = await multi.status();
  await stop(multi);
  check('multi', answers, a => a.status === 200, 1);
  if (status.switches !== 1) wrong.push(`${status.switches} switches: ${JSON.stringify(status.history)}`);
  const marks = status.history.filter((/** @type {any} */ h) => Date.parse(h.at) > loadBegan)
    .map((/** @type {any} */ h) => ({ at: Date.parse(h.at) - loadBegan, label: h.state }));
  console.log(`multi-invoker, started in ${loadBegan - began} ms: ${JSON.stringify(status.history)}`);
  return { title: 'Multi-invoker', answers, failed: (/** @type {any} */ a) => a.status !== 200, marks, status };
}

/** A quits when it has compiled; then B is started at the same port. @param {any} side @param {(n: number) => any} bodyOf */
async function theSeedsWay(side, bodyOf) {
  fs.rmSync(path.join(folder, '.containerless/switch/current'), { force: true });
  const config = { ...side, bind_port: port, admin_port: port + 1000 };
  let current = start(invokerDll, { ...config, initial_state: 'Tracing' });
  await current.ready();
  /** @type {{ at: number, label: string }[]} */
  const marks = [];
  const loadBegan = Date.now();
  const switched = current.exited.then(async () => {
    running.delete(current);
    marks.push({ at: Date.now() - loadBegan, label: 'A has quit' });
    current = start(invokerDll, { ...config, initial_state: 'Decontainerized' });
    await current.ready();
    marks.push({ at: Date.now() - loadBegan, label: 'B serves' });
  });
  const answers = await load({ port, rate, count: Math.min(count, seedCount), bodyOf });
  await switched;
  await stop(current);
  return { title: 'The seed’s way: A quits, then B starts', answers, failed: (/** @type {any} */ a) => a.status !== 200, marks, status: null };
}

/** The life of A, in the words of the status. */
const life = ['StartingA', 'ServingA, Tracing', 'ServingA, Compiling', 'StartingB', 'ServingB'];

/** @param {any} status @returns {string} where A is in its life; empty when it has ended */
const phaseOf = ({ a, state }) => a.process === null || a.phase === 'ended' ? '' : state === 'ServingA' ? `ServingA, ${a.state}` : state;

/**
 * Fifty multi-invokers, each with its A killed once: in each phase of its life as often, and at a random moment of it.
 * @param {any} side @param {(run: string) => (n: number) => any} bodyOf
 */
async function killAtRandom(side, bodyOf) {
  /** @type {Record<string, number>} */
  const phases = {};
  const total = { requests: 0, answered: 0, retried: 0, twice: 0, slowest: 0 };
  /** @type {Record<string, number>} */
  const refused = {};
  for (let i = 0, tries = 0; i < kills && tries < 3 * kills; tries++) {
    fs.rmSync(path.join(folder, '.containerless/switch/current'), { force: true });
    const { multi } = await startMulti({ ...side, max_requests_to_trace: 40 }, { queue_seconds: 3 }, false);
    const wanted = i % life.length;
    const moment = random() * 400;
    let phase = '';
    const killing = (async () => {
      let status = await multi.status();
      for (const began = Date.now(); life.indexOf(phaseOf(status)) < wanted && Date.now() - began < 60_000; status = await multi.status()) await pause(2);
      // Some phases are short: where it is when the moment has come is what counts.
      await pause(moment);
      status = await multi.status();
      if (phaseOf(status) === '') return;
      try {
        process.kill(status.a.process, 'SIGKILL');
        phase = phaseOf(status);
      } catch {
        // It has ended meanwhile: another try.
      }
    })();
    let served = 0;
    const run = `kill${i}-${tries}`;
    const answers = await load({
      port, rate: 100, count: 6000, bodyOf: bodyOf(run),
      until: list => { served = list.filter(a => a.tier === 'compiled').length; return served >= 20 && phase !== '' || served > 300; },
    });
    await killing;
    const status = await multi.status();
    await stop(multi);
    const served503 = (/** @type {any} */ a) => a.status === 503 && a.retryAfter !== '' && a.body.includes('"Unavailable"');
    check(run, answers, a => a.status === 200 || served503(a), 2);
    if (phase === '') continue;
    i++;
    if (served < 20) wrong.push(`${run}: B never served: ${JSON.stringify(status)}`);
    phases[phase] = (phases[phase] ?? 0) + 1;
    total.requests += answers.length;
    total.answered += answers.filter(a => a.status === 200).length;
    total.retried += answers.filter(a => a.retried !== '').length;
    total.twice += [...store.effectsOf(run).values()].filter(seen => seen.length > 1).length;
    total.slowest = Math.max(total.slowest, ...answers.map(a => a.ms));
    const counted = Object.values(status.refused).reduce((/** @type {number} */ a, b) => a + Number(b), 0);
    const seen503 = answers.filter(served503).length;
    if (counted !== seen503) wrong.push(`${run}: ${seen503} refused, ${counted} counted: ${JSON.stringify(status.refused)}`);
    for (const [cause, n] of Object.entries(status.refused)) refused[cause] = (refused[cause] ?? 0) + Number(n);
    console.log(`kill ${i} (${phase}): ${answers.length} requests, ${JSON.stringify(status.retried)} ${JSON.stringify(status.refused)}`);
  }
  const done = Object.values(phases).reduce((sum, n) => sum + n, 0);
  if (done < kills) wrong.push(`A was killed ${done} times only`);
  return [`Written by \`node bench/switch.js --requests 0 --kills ${kills} --seed ${seed}\`. **A is killed** (SIGKILL) at a random moment of each phase of its life, ${kills} times, each time in a new multi-invoker under 100 requests a second, which may `
    + `wait for 3 s, until B serves. When it was killed: ${Object.entries(phases).sort().map(([phase, n]) => `${phase} ${n}`).join('; ')}. Of ${total.requests} requests `
    + `${total.answered} were answered, ${total.retried} of them after they were sent once more, and `
    + `${total.requests - total.answered} were refused with 503, \`Retry-After\` and a cause`
    + `${Object.keys(refused).length ? ` (${Object.entries(refused).map(([cause, n]) => `${cause} ${n}`).join(', ')})` : ''}. ${total.twice} effects happened `
    + `twice, all of requests that were sent once more; none happened three times. The slowest answer took ${(total.slowest / 1000).toFixed(1)} s. `
    + `Wrong or unanswered: ${wrong.length}.`, ''];
}

/** Right answers, and effects as often as they may be. @param {string} run @param {import('./switch/load').Answer[]} answers @param {(a: any) => boolean} may @param {number} most */
function check(run, answers, may, most) {
  const effects = store.effectsOf(run);
  for (const a of answers) {
    const seen = effects.get(String(a.n))?.length ?? 0;
    const allowed = a.retried === '' && a.status === 200 ? 1 : most;
    if (!may(a)) wrong.push(`${run} ${a.n} at ${a.at.toFixed(0)} ms: ${a.status} ${a.error} ${a.body}`);
    else if (a.status === 200 && a.body !== `done ${a.n} ${a.n}`) wrong.push(`${run} ${a.n}: ${a.tier} ${a.body}`);
    else if (seen > allowed || a.status === 200 && seen === 0) wrong.push(`${run} ${a.n}: ${seen} effects, ${a.status} ${a.retried}`);
  }
}

/** @param {any} side @param {any} options @param {boolean} serving waits until it serves */
async function startMulti(side, options = {}, serving = true) {
  const began = Date.now();
  const multi = start(multiDll, {
    bind_port: port, admin_port: port + 1000, config_a: { ...side, bind_port: port + 1, admin_port: port + 1001 },
    config_b: { ...side, bind_port: port + 2, admin_port: port + 1002 }, ...options,
  });
  await (serving ? multi.ready() : until(async () => Boolean(await multi.status()), 'the multi-invoker listens'));
  return { multi, began };
}

/** @param {string} dll @param {any} config */
function start(dll, config) {
  const started = new Invoker(dll, folder, config);
  running.add(started);
  return started;
}

/** @param {Invoker} invoker */
async function stop(invoker) {
  await invoker.stop();
  running.delete(invoker);
}

/** @param {any} multi @param {any} seeds */
function tell(multi, seeds) {
  const row = (/** @type {any} */ run) => {
    const good = run.answers.filter((/** @type {any} */ a) => a.status === 200);
    const sorted = good.map((/** @type {any} */ a) => a.ms).sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
    return `| ${run.title} | ${run.answers.length} | ${run.answers.length - good.length} | ${['tracing', 'container', 'compiled'].map(tier =>
      good.filter((/** @type {any} */ a) => a.tier === tier).length).join(' / ')} | ${quantile(sorted, 0.5).toFixed(1)} | ${quantile(sorted, 0.99).toFixed(1)} | ${sorted.at(-1).toFixed(0)} |`;
  };
  const twice = [...store.effectsOf('multi').values()].filter(seen => seen.length > 1).length;
  const at = (/** @type {string} */ label) => multi.marks.find((/** @type {any} */ m) => m.label === label)?.at;
  const gap = seeds.marks.length === 2 ? seeds.marks[1].at - seeds.marks[0].at : NaN;
  return [
    `Written by \`node bench/switch.js --requests ${count} --rate ${rate} --seed-requests ${seedCount} --kills 0\`; do not edit. ${machine()}; load generator, store, `
      + `invokers and Node processes share the machine, whose load average was ${os.loadavg()[0].toFixed(0)}. Each request has an effect at a store.`, '',
    '![Latency over time](switch.svg)', '',
    '| | requests | failed | tracing / container / compiled | median ms | p99 ms | slowest ms |', '|---|---|---|---|---|---|---|',
    row(multi), row(seeds), '',
    `Through the multi-invoker ${twice} effects happened twice, and B took over ${((at('ServingB') - at('StartingB')) / 1000).toFixed(1)} s after A had `
      + `compiled; until then A's containers answered. The seed's way, nobody listens for ${(gap / 1000).toFixed(1)} s.`,
  ];
}
