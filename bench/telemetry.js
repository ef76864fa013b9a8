#!/usr/bin/env node
// @ts-check
'use strict';

// Measures what the invoker's telemetry costs compiled functions, above all while nobody listens, and writes docs/telemetry-cost.md.
// Builds the invoker twice, as it is and with -p:Telemetry=false, and compares in each round fresh processes of both, and of the latter
// twice: two processes of one build differ as well. Needs wrk on the PATH. Options: --rounds N (20), --seconds N (2, of each measurement, in turns of one),
// --seed N (1, of the order), --no-report. Requests go to 127.0.0.1 only. Exit code 1 when something failed, never for a cost.

const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { parseArgs } = require('node:util');
const { needWrk, requestsOf, writeRequests, wrk } = require('./compare/wrk');
const { Invoker, send, until } = require('./journal/invoker');
const { randomFrom } = require('./switch/random');
const { page } = require('./telemetry/page');
const { Sink } = require('./telemetry/sink');
const { shuffled } = require('./telemetry/statistics');

const { values: given } = parseArgs({ options: {
  rounds: { type: 'string', default: '20' }, seconds: { type: 'string', default: '2' }, seed: { type: 'string', default: '1' },
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

const dlls = {
  ordinary: path.join(root, 'artifacts/bin/Invoker/release/Containerless.Invoker.dll'),
  without: path.join(root, 'artifacts/no-telemetry/bin/Invoker/release/Containerless.Invoker.dll'),
};
const storeDll = path.join(root, 'artifacts/bin/LocalMock/release/Containerless.LocalMock.dll');
const hookDll = path.join(root, 'artifacts/bin/StartupHook/release/Containerless.Bench.StartupHook.dll');

/** The first is what the others are compared with; the second is the same, and shows what the comparison is worth. */
const variants = [
  { name: 'compiled out', dll: dlls.without, listened: false },
  { name: 'compiled out, a second process', dll: dlls.without, listened: false },
  { name: 'nobody listens', dll: dlls.ordinary, listened: false },
  { name: 'exporting', dll: dlls.ordinary, listened: true },
];

/** @typedef {{ cpu: number, rps: number, p50: number }} Figure a request's CPU time in µs; requests a second; the median latency in ms */
/** @typedef {Awaited<ReturnType<typeof wrk>> & { cpu: number }} Turn with the CPU time that it took, in µs */
/** By setting (`hello, 1 connection`), round and variant. @type {Record<string, Record<string, Figure>[]>} */
const figures = {};
/** Allocated bytes a request, by function, round and variant. @type {Record<string, Record<string, number>[]>} */
const bytes = {};
const random = randomFrom(seed);
const sink = new Sink();
/** @type {Set<Invoker>} */
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
  for (const project of ['Invoker', 'LocalMock', 'bench/telemetry']) build(project);
  build('Invoker', '-p:Telemetry=false', `-p:ArtifactsPath=${path.join(root, 'artifacts/no-telemetry')}`);
  // The invokers get a core of their own, and everything else the others: what is started from here inherits that.
  if (pinned) must('taskset', ['-acp', `0-${cores - 2}`, String(process.pid)]);
  store = spawn('dotnet', [storeDll, '--port', String(port + 99), '--delay-ms', '0-0'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  await until(async () => (await send({ port: port + 99, method: 'GET' })).status === 200, 'the store answers');
  await sink.listen();
  for (const name of functions) await compile(name);
  await checkThatOneExports();

  for (let round = 1; round <= rounds; round++) {
    for (const name of shuffled(functions, random)) await measureAll(round, name);
  }
  const text = page({ command: `node bench/telemetry.js --rounds ${rounds} --seconds ${seconds} --seed ${seed}`, load, pinned, variants: variants.map(v => v.name), figures, bytes, random });
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
  const invoker = await start(name, dlls.ordinary, 0, 'Automatic', {}, { max_requests_to_trace: requests.length });
  for (const request of requests) await send({ port: invoker.port, path: request.path, body: JSON.parse(request.body) });
  await until(async () => (await invoker.status()).state === 'Decontainerized', `${name} is compiled`);
  await stop(invoker);
}

/** That a build reports requests, and the other does not, is seen at the sink, not taken for granted. */
async function checkThatOneExports() {
  for (const [build, dll] of Object.entries(dlls)) {
    const invoker = await start('hello', dll, 0, 'Decontainerized', sink.environment(`check-${build}`));
    const answer = await send({ port: invoker.port, body: {} });
    if (answer.body !== 'Hello from C#!') throw new Error(`${build}: ${answer.status} ${answer.body}`);
    await stop(invoker); // which sends what there is
  }
  if (sink.traces('check-ordinary') === 0) throw new Error('the ordinary build sends no spans');
  if (sink.traces('check-without') !== 0) throw new Error('the build without telemetry sends spans');
}

/**
 * One round of one function: a fresh process of each variant. They take turns of a second, in random order, so that what else the
 * machine does meanwhile meets them all.
 * @param {number} round @param {string} name
 */
async function measureAll(round, name) {
  /** @type {Invoker[]} */
  const invokers = [];
  for (const [place, variant] of variants.entries()) {
    invokers[place] = await start(name, variant.dll, place, 'Decontainerized',
      { DOTNET_STARTUP_HOOKS: hookDll, BENCH_USAGE: usageSocket(place), ...(variant.listened ? sink.environment('measured') : {}) });
  }
  for (const place of invokers.keys()) await warm(name, place);
  for (const n of shuffled(connections, random)) {
    /** @type {Turn[][]} */
    const turns = variants.map(() => []);
    for (let turn = 0; turn < seconds; turn++) {
      for (const place of shuffled([...invokers.keys()], random)) turns[place].push(await measure(name, place, n));
    }
    const figuresOfRound = Object.fromEntries(variants.map((variant, place) => [variant.name, figureOf(turns[place])]));
    (figures[`${name}, ${n} connection${n === 1 ? '' : 's'}`] ??= []).push(figuresOfRound);
    for (const [variant, figure] of Object.entries(figuresOfRound)) {
      console.log(`round ${round} ${name}, ${n}, ${variant}: ${figure.cpu.toFixed(2)} us CPU, ${figure.rps.toFixed(0)}/s, p50 ${figure.p50.toFixed(3)} ms`);
    }
  }
  /** @type {Record<string, number>} */
  const bytesOfRound = {};
  for (const place of shuffled([...invokers.keys()], random)) bytesOfRound[variants[place].name] = await allocated(name, place);
  (bytes[name] ??= []).push(bytesOfRound);
  console.log(`round ${round} ${name}: bytes ${JSON.stringify(bytesOfRound)}`);
  for (const invoker of invokers) {
    const { requests } = await invoker.status();
    if (requests.compiled === 0 || requests.container + requests.tracing > 0) throw new Error(`${name}: not all was compiled: ${JSON.stringify(requests)}`);
    await stop(invoker);
  }
  if (sink.traces('measured') === 0) throw new Error('nothing was exported');
}

/** Enough requests for the JIT to have done its work. @param {string} name @param {number} place */
async function warm(name, place) {
  for (let i = 0, served = 0; i < 20 && served < 20_000; i++) served += (await measure(name, place, 16)).requests;
}

/** Asks a variant for a second. @param {string} name @param {number} place @param {number} n connections @returns {Promise<Turn>} */
async function measure(name, place, n) {
  const before = await usage(place);
  const result = await wrk(requestsFile(name), port + place, n, 1);
  const after = await usage(place);
  if (result.errors > 0) throw new Error(`${name}: ${result.errors} requests failed`);
  return { ...result, cpu: after.cpu - before.cpu };
}

/**
 * Bytes that a variant allocates for a request. Sent one by one over one connection, so that neither connections nor how many requests
 * a second the machine happens to manage are in it.
 * @param {string} name @param {number} place
 */
async function allocated(name, place) {
  const requests = requestsOf(name).map(r => ({ port: port + place, path: r.path, body: JSON.parse(r.body) }));
  await send(requests[0]); // opens the connection
  const before = await usage(place);
  for (let i = 0; i < 2000; i++) await send(requests[i % requests.length]);
  return ((await usage(place)).bytes - before.bytes) / 2000;
}

/** @param {Turn[]} turns @returns {Figure} */
function figureOf(turns) {
  const sum = (/** @type {keyof Turn} */ key) => turns.reduce((total, turn) => total + turn[key], 0);
  return { cpu: sum('cpu') / sum('requests'), rps: sum('requests') / sum('seconds'), p50: sum('p50_ms') / turns.length };
}

/** What a process has used since it began. @param {number} place @returns {Promise<{ cpu: number, bytes: number }>} */
async function usage(place) {
  let text = '';
  for await (const chunk of net.connect(usageSocket(place))) text += chunk;
  return JSON.parse(text);
}

const usageSocket = (/** @type {number} */ place) => path.join(folder, `usage-${place}`);
const requestsFile = (/** @type {string} */ name) => path.join(folder, `${name}.lua`);

/** @param {string} name @param {string} dll @param {number} place @param {string} state @param {Record<string, string>} environment @param {any} [options] */
async function start(name, dll, place, state, environment, options = {}) {
  fs.rmSync(usageSocket(place), { force: true });
  const invoker = new Invoker(dll, folder, {
    image_name: name, bind_port: port + place, admin_port: port + 1000 + place, initial_state: state, isolation: 'process', utilization_log: '',
    environment: { STORE_URL: `http://127.0.0.1:${port + 99}` }, allowed_hosts: [`127.0.0.1:${port + 99}`], ...options,
  }, environment, pinned ? ['taskset', '-c', String(cores - 1), 'dotnet'] : ['dotnet']);
  running.add(invoker);
  await invoker.ready();
  return invoker;
}

/** @param {Invoker} invoker */
async function stop(invoker) {
  await invoker.stop();
  running.delete(invoker);
}
