#!/usr/bin/env node
// @ts-check
'use strict';

// Measures what the invoker's telemetry costs compiled functions, above all while nobody listens, and writes docs/telemetry-cost.md.
// Builds the invoker twice, as it is and with -p:Telemetry=false, and compares in each round fresh processes of both, and of the latter
// twice, since two processes of one build differ as well: invokers under load from wrk, and their request handler alone
// (bench/telemetry/Program.cs). Needs wrk on the PATH. Options: --rounds N (20), --seconds N (3, of each load, in turns of one),
// --seed N (1, of the order), --no-report. Requests go to 127.0.0.1 only. Exit code 1 when something failed, never for a cost.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { parseArgs } = require('node:util');
const { needWrk, requestsOf, writeRequests, wrk } = require('./compare/wrk');
const { Invoker, send, until } = require('./journal/invoker');
const { cpuOf } = require('./proxy/cpu');
const { randomFrom } = require('./switch/random');
const { Handler } = require('./telemetry/handler');
const { page } = require('./telemetry/page');
const { Sink } = require('./telemetry/sink');
const { median, shuffled } = require('./telemetry/statistics');

const { values: given } = parseArgs({ options: {
  rounds: { type: 'string', default: '20' }, seconds: { type: 'string', default: '3' }, seed: { type: 'string', default: '1' },
  'no-report': { type: 'boolean', default: false },
} });
const [rounds, seconds, seed] = [Number(given.rounds), Number(given.seconds), Number(given.seed)];
const load = os.loadavg()[0]; // what else the machine does, before this adds to it
const root = path.join(__dirname, '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'telemetry-'));
const port = 18800;
const cores = os.cpus().length;
const pinned = cores > 1;
const functions = ['hello', 'login'];
const connections = [1, 16];

const ordinary = path.join(root, 'artifacts');
const without = path.join(root, 'artifacts/no-telemetry');
const dllOf = (/** @type {string} */ artifacts, /** @type {string} */ name) => path.join(artifacts, `bin/${name}/release/Containerless.${name === 'Handler' ? 'Bench.' : ''}${name}.dll`);
/** What the calls of `login` are answered where there is no store. */
const reply = { username: 'javascript', password: 'rust' };
/** Turns that the handlers take in a round: each is short, and only the fastest counts. */
const handlerTurns = 40;

/** The first is what the others are compared with; the second is the same, and shows what the comparison is worth. */
const variants = [
  { name: 'compiled out', artifacts: without, listened: false },
  { name: 'compiled out, a second process', artifacts: without, listened: false },
  { name: 'nobody listens', artifacts: ordinary, listened: false },
  { name: 'exporting', artifacts: ordinary, listened: true },
];

/**
 * Of one variant in one round: under load, a request's CPU time in µs, requests a second and the median latency in ms; of the handler alone,
 * nanoseconds and allocated bytes a request.
 * @typedef {{ cpu: number, rps: number, p50: number }} Loaded
 * @typedef {{ ns: number, bytes: number }} Alone
 */
/** By setting (`hello, 1 connection`), round and variant. @type {Record<string, Record<string, Loaded>[]>} */
const loaded = {};
/** By function, round and variant. @type {Record<string, Record<string, Alone>[]>} */
const alone = {};
const random = randomFrom(seed);
const sink = new Sink();
/** @type {Set<Invoker | Handler>} */
const running = new Set();
/** @type {import('node:child_process').ChildProcess | undefined} */
let store;

for (const name of Object.keys(process.env)) if (name.startsWith('OTEL_')) delete process.env[name];
main().then(() => end(0), error => {
  console.error(error);
  return end(1);
});

/** @param {number} code */
async function end(code) {
  for (const each of running) each.process.kill('SIGKILL');
  store?.kill('SIGTERM');
  sink.close();
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

async function main() {
  needWrk();
  for (const project of ['LocalMock', 'bench/telemetry']) build(project); // the latter takes the invoker with it
  build('bench/telemetry', '-p:Telemetry=false', `-p:ArtifactsPath=${without}`);
  // The invokers get a core of their own, and everything else the others: what is started from here inherits that.
  if (pinned) must('taskset', ['-acp', `0-${cores - 2}`, String(process.pid)]);
  store = spawn('dotnet', [dllOf(ordinary, 'LocalMock'), '--port', String(port + 99), '--delay-ms', '0-0'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  await until(async () => (await send({ port: port + 99, method: 'GET' })).status === 200, 'the store answers');
  await sink.listen();
  for (const name of functions) await compile(name);
  await checkThatOneExports();

  for (let round = 1; round <= rounds; round++) {
    for (const name of shuffled(functions, random)) {
      await measureAlone(round, name);
      await measureLoaded(round, name);
    }
  }
  const text = page({ command: `node bench/telemetry.js --rounds ${rounds} --seconds ${seconds} --seed ${seed}`, load, pinned, variants: variants.map(v => v.name), loaded, alone, random });
  if (!given['no-report']) fs.writeFileSync(path.join(root, 'docs/telemetry-cost.md'), text);
  console.log(text);
}

/** @param {string} project @param {string[]} properties */
function build(project, ...properties) {
  must('dotnet', ['build', path.join(root, project), '-c', 'Release', '-v', 'q', '-nologo', ...properties]);
}

/** @param {string} command @param {string[]} args */
function must(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${result.error?.message ?? ''}${result.stdout}${result.stderr}`);
}

/** Prepares an example and has an invoker trace and compile it. @param {string} name */
async function compile(name) {
  must('node', [path.join(root, 'javascript/js-transform/bin/js-transform.js'), path.join(root, `javascript/examples/${name}.js`),
    '--out', path.join(folder, `.containerless/${name}/function`), '--name', name]);
  const requests = requestsOf(name);
  writeRequests(requestsFile(name), requests);
  const invoker = await start(name, ordinary, 0, 'Automatic', {}, { max_requests_to_trace: requests.length });
  for (const request of requests) await send({ port: invoker.port, path: request.path, body: JSON.parse(request.body) });
  await until(async () => (await invoker.status()).state === 'Decontainerized', `${name} is compiled`);
  await stop(invoker);
}

/** That a build reports requests, and the other does not, is seen at the sink, not taken for granted. */
async function checkThatOneExports() {
  for (const [build, artifacts] of Object.entries({ ordinary, without })) {
    const invoker = await start('hello', artifacts, 0, 'Decontainerized', sink.environment(`check-${build}`));
    const answer = await send({ port: invoker.port, body: {} });
    if (answer.body !== 'Hello from C#!') throw new Error(`${build}: ${answer.status} ${answer.body}`);
    await stop(invoker); // which sends what there is
  }
  if (sink.traces('check-ordinary') === 0) throw new Error('the ordinary build sends no spans');
  if (sink.traces('check-without') !== 0) throw new Error('the build without telemetry sends spans');
}

/**
 * One round of one function's handler: a fresh process of each variant. Turns are in random order, so that what else the machine does
 * meets them all.
 * @param {number} round @param {string} name
 */
async function measureAlone(round, name) {
  const handlers = variants.map(variant => {
    const handler = new Handler(dllOf(variant.artifacts, 'Handler'), folder, configOf(name), requestsOf(name), reply,
      variant.listened ? sink.environment('measured') : {}, command);
    running.add(handler);
    return handler;
  });
  /** @type {Alone[][]} */
  const turns = variants.map(() => []);
  for (let turn = 0; turn < handlerTurns; turn++) {
    for (const place of shuffled([...handlers.keys()], random)) turns[place].push(await handlers[place].turn());
  }
  for (const handler of handlers) await stop(handler);
  note(alone, round, name, turns.map(taken => ({ ns: Math.min(...taken.map(t => t.ns)), bytes: median(taken.map(t => t.bytes)) })));
}

/** The same with invokers and load. @param {number} round @param {string} name */
async function measureLoaded(round, name) {
  /** @type {Invoker[]} */
  const invokers = [];
  for (const [place, variant] of variants.entries()) {
    invokers.push(await start(name, variant.artifacts, place, 'Decontainerized', variant.listened ? sink.environment('measured') : {}));
  }
  for (const invoker of invokers) {
    // Enough requests for the JIT to have done its work, however slow the machine is.
    for (let i = 0, served = 0; i < 20 && served < 20_000; i++) served += (await wrk(requestsFile(name), invoker.port, 16, 1)).requests;
  }
  for (const n of shuffled(connections, random)) {
    /** @type {Loaded[][]} */
    const turns = variants.map(() => []);
    for (let turn = 0; turn < seconds; turn++) {
      for (const place of shuffled([...invokers.keys()], random)) turns[place].push(await loadFor1s(name, invokers[place], n));
    }
    const middle = (/** @type {Loaded[]} */ taken, /** @type {keyof Loaded} */ key) => median(taken.map(t => t[key]));
    note(loaded, round, `${name}, ${n} connection${n === 1 ? '' : 's'}`,
      turns.map(taken => ({ cpu: middle(taken, 'cpu'), rps: middle(taken, 'rps'), p50: middle(taken, 'p50') })));
  }
  for (const invoker of invokers) {
    const { requests } = await invoker.status();
    if (requests.compiled === 0 || requests.container + requests.tracing > 0) throw new Error(`${name}: not all was compiled: ${JSON.stringify(requests)}`);
    await stop(invoker);
  }
  if (sink.traces('measured') === 0) throw new Error('nothing was exported');
}

/** @param {string} name @param {Invoker} invoker @param {number} n connections @returns {Promise<Loaded>} */
async function loadFor1s(name, invoker, n) {
  const cpu = cpuOf([/** @type {number} */ (invoker.process.pid)]);
  const result = await wrk(requestsFile(name), invoker.port, n, 1);
  const taken = cpu();
  if (result.errors > 0) throw new Error(`${name}: ${result.errors} requests failed`);
  return { cpu: taken / result.requests, rps: result.requests / result.seconds, p50: result.p50_ms };
}

/** @template T @param {Record<string, Record<string, T>[]>} where @param {number} round @param {string} setting @param {T[]} figures of the variants */
function note(where, round, setting, figures) {
  (where[setting] ??= []).push(Object.fromEntries(variants.map((variant, place) => [variant.name, figures[place]])));
  figures.forEach((figure, place) => console.log(`round ${round} ${setting}, ${variants[place].name}: ${JSON.stringify(figure)}`));
}

const command = pinned ? ['taskset', '-c', String(cores - 1), 'dotnet'] : ['dotnet'];
const requestsFile = (/** @type {string} */ name) => path.join(folder, `${name}.lua`);
const configOf = (/** @type {string} */ name) => ({
  image_name: name, isolation: 'process', utilization_log: '', environment: { STORE_URL: `http://127.0.0.1:${port + 99}` }, allowed_hosts: [`127.0.0.1:${port + 99}`],
});

/** @param {string} name @param {string} artifacts @param {number} place @param {string} state @param {Record<string, string>} environment @param {any} [options] */
async function start(name, artifacts, place, state, environment, options = {}) {
  const config = { ...configOf(name), bind_port: port + place, admin_port: port + 1000 + place, initial_state: state, ...options };
  const invoker = new Invoker(dllOf(artifacts, 'Invoker'), folder, config, environment, command);
  running.add(invoker);
  await invoker.ready();
  return invoker;
}

/** @param {Invoker | Handler} each */
async function stop(each) {
  await each.stop();
  running.delete(each);
}
