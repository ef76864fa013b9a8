#!/usr/bin/env node
// @ts-check
'use strict';

// Leaves an invoker running under load while what surrounds it fails at random, and writes docs/reliability.md and
// docs/reliability.svg: its memory, handles and processes over time, and what became of the requests. Options: --minutes N (20),
// --rate N (20, requests a second), --seed N (1), --isolation process|container (process), --invoker DLL. Requests go to 127.0.0.1
// only; signals to the invoker's own processes only. With containers it starts an engine of its own, which is restarted too: that
// needs root and dockerd. Exit code 1 when an answer was wrong, something grew, or something was left.

const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { Worker } = require('node:worker_threads');
const { Engine } = require('./journal/engine');
const { Invoker, docker, pause, send, until } = require('./journal/invoker');
const { randomFrom } = require('./switch/random');

const root = path.join(__dirname, '..');
const given = (/** @type {string} */ name, /** @type {any} */ value) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? value : process.argv[i + 1];
};
const minutes = Math.min(Number(given('minutes', 20)), 60);
const rate = Math.min(Number(given('rate', 20)), 200);
const seed = Number(given('seed', 1));
const dll = given('invoker', path.join(root, 'artifacts/bin/Invoker/release/Containerless.Invoker.dll'));
const isolation = given('isolation', 'process');
const inContainers = isolation === 'container';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'soak-'));
const temporary = path.join(folder, 'tmp');
const [port, admin, storePort] = [18280, 18281, 18282];
const longest = 5; // seconds: limits.time

const source = `'use strict';
let containerless = require('containerless');
let served = 0;
containerless.listen(function (request) {
  served = served + 1;
  let n = request.body.n;
  if (request.path === '/store') {
    containerless.get('http://127.0.0.1:${storePort}/' + n, reply => containerless.respond('store ' + JSON.stringify(reply)));
  } else if (request.path === '/never') {
    containerless.respond('never ' + (BigInt(n) * 2n));
  } else if (request.path === '/rare') {
    containerless.respond('rare ' + n);
  } else if (request.path === '/loop') {
    while (true) served = served + 1;
  } else {
    let text = '';
    for (let i = 0; i < 50; i++) text = text + (n + i) + ',';
    containerless.respond('usual ' + text.length + ' ' + n);
  }
});
`;

const random = randomFrom(seed);
const pick = (/** @type {any[]} */ list) => list[Math.floor(random() * list.length)];

/** @type {Record<string, number>} */
const outcomes = {};
/** @type {Record<string, number>} */
const faults = {};
/** @type {string[]} */
const wrong = [];
/** @type {{at: number, memory: number, handles: number, threads: number, processes: number, containers: number}[]} */
const samples = [];
/** When instances were killed or stopped, in ms. @type {number[]} */
const ended = [];
/** Instances that were stopped. Whoever gets one, whenever that is, fails. @type {Set<string>} */
const stopped = new Set();
/** Until when what a fault causes may be seen, in ms. */
let [stoppedUntil, storeUntil, engineUntil] = [0, 0, 0];

const config = {
  image_name: 'soak', bind_port: port, admin_port: admin, initial_state: 'Automatic', max_requests_to_trace: 6, isolation,
  utilization_log: '', allowed_hosts: [`127.0.0.1:${storePort}`], limits: { time: longest }, max_containers: 3,
  min_container_lifespan: 5,
};

/** @type {any} */
let invoker;
/** @type {Engine | undefined} */
let engine;
/** @type {Worker} */
let store;

main().then(code => process.exit(code), error => {
  console.error(error);
  invoker?.process.kill('SIGKILL');
  engine?.process?.kill('SIGTERM');
  process.exit(1);
});

async function main() {
  fs.mkdirSync(temporary);
  fs.writeFileSync(path.join(folder, 'soak.js'), source);
  if (inContainers) {
    engine = new Engine(path.join(folder, 'engine'));
    await engine.start();
    process.env.DOCKER_HOST = engine.address;
    process.env.CONTAINERLESS_RUNNER_BASE = 'local';
  }
  const prepared = spawnSync(path.join(root, 'containerless'), ['prepare', path.join(folder, 'soak.js'), '--name', 'soak'],
    { cwd: folder, encoding: 'utf8' });
  if (prepared.status !== 0) throw new Error(prepared.stdout + prepared.stderr);
  store = await openStore();
  process.env.TMPDIR = temporary;
  invoker = new Invoker(dll, folder, config);
  await invoker.ready();
  for (const target of ['/usual', '/usual', '/usual', '/store', '/store', '/store']) await send({ port, path: target, body: { n: 1 } });
  await until(async () => (await invoker.status()).state === 'Decontainerized', 'it is compiled');

  const begun = Date.now();
  const elapsed = () => (Date.now() - begun) / 1000;
  const end = minutes * 60;
  const sampling = setInterval(() => sample(elapsed()), 5000);
  const failing = (async () => {
    while (elapsed() < end - 15) {
      await pause(2000 + random() * 6000);
      await fail();
    }
  })();
  const pending = new Set();
  for (let i = 1; elapsed() < end; i++) {
    const wait = i / rate * 1000 - (Date.now() - begun);
    if (wait > 0) await pause(wait);
    const one = ask(i % 97 === 0 ? '/loop' : i % 23 === 0 ? '/never' : i % 41 === 0 ? '/rare' : i % 5 === 0 ? '/store' : '/usual', i % 1000);
    pending.add(one);
    one.finally(() => pending.delete(one));
    if (pending.size > 500) await Promise.race(pending); // bounded, whatever happens
  }
  await Promise.all(pending);
  await failing;
  clearInterval(sampling);
  await until(async () => (await ask('/usual', 1)) === 'compiled', 'it serves as before');
  const last = await invoker.status();

  const processes = descendants(invoker.process.pid);
  invoker.process.kill('SIGTERM');
  const code = await invoker.exited;
  await store.terminate();
  await pause(500);
  const left = [
    ...code === 0 ? [] : [`exit code ${code}`],
    ...processes.filter(id => fs.existsSync(`/proc/${id}`)).map(id => `process ${id}`),
    ...fs.readdirSync(temporary),
    ...containersNow().map(id => `container ${id}`),
    ...socketFolders(invoker.process.pid),
  ];
  await engine?.end('SIGTERM');
  engine?.remove();
  return report(last, left);
}

/** One request, and whether its answer is what it may be now. @param {string} target @param {number} n */
async function ask(target, n) {
  const sent = Date.now();
  /** @type {any} */
  let answer;
  try {
    answer = await send({ port, path: target, body: { n } });
  } catch (error) {
    wrong.push(`${target} ${n}: ${error}`);
    return 'failed';
  }
  const during = (/** @type {number} */ until_) => sent <= until_;
  const length = Array.from({ length: 50 }, (_, i) => `${n + i},`).join('').length;
  const right = {
    '/usual': `usual ${length} ${n}`, '/store': `store {"n":${n}}`, '/never': `never ${2 * n}`, '/rare': `rare ${n}`, '/loop': null,
  }[target];
  const tier = answer.headers['containerless-tier'] ?? 'none';
  const kind = answer.status === 200 && answer.body === right ? tier
    : answer.status === 200 && target === '/store' && answer.body === 'store undefined' && during(storeUntil) ? 'store undefined'
    : answer.status === 500 && answer.body.includes('TimeLimitExceeded') && (target === '/loop' || during(stoppedUntil) || anyStopped())
      ? 'TimeLimitExceeded'
    : answer.status === 500 && answer.body.includes('InstanceEnded') && (ended.filter(at => at >= sent).length > 1 || during(engineUntil))
      ? 'InstanceEnded'
    : answer.status === 503 && during(stoppedUntil) ? '503'
    : answer.status === 503 && during(engineUntil) ? '503 engine'
    : 'wrong';
  if (kind === 'wrong') wrong.push(`${target} ${n}: ${answer.status} ${tier} ${answer.body.slice(0, 200)}`);
  outcomes[kind] = (outcomes[kind] ?? 0) + 1;
  return kind;
}

/** Whether an instance stands still, or was ended for that a moment ago. */
function anyStopped() {
  for (const id of stopped) {
    if (invoker.exists(id)) continue;
    stopped.delete(id);
    stoppedUntil = Date.now() + 5000;
  }
  return stopped.size > 0 || Date.now() <= stoppedUntil;
}

/** Causes a fault. */
async function fail() {
  const kind = pick(['kill', 'kill', 'stop', 'compiler', 'compiler stopped', 'store gone', 'store nonsense', 'store slow', 'bodies', 'connections',
    'slow clients', 'damaged artifact', 'second invoker', ...inContainers ? ['engine'] : []]);
  const instances = kind === 'kill' || kind === 'stop' ? invoker.instances() : [];
  faults[kind] = (faults[kind] ?? 0) + 1;
  switch (kind) {
    case 'kill':
      if (instances.length === 0) break;
      ended.push(Date.now());
      invoker.hurt(pick(instances), 'kill');
      break;
    case 'stop': {
      if (instances.length === 0) break;
      const id = pick(instances);
      ended.push(Date.now());
      stopped.add(id);
      stoppedUntil = Date.now() + 1000 * longest + 2000;
      invoker.hurt(id, 'stop');
      break;
    }
    case 'engine':
      engineUntil = Infinity;
      await /** @type {Engine} */ (engine).end(pick(['SIGTERM', 'SIGKILL']));
      await pause(1000);
      await /** @type {Engine} */ (engine).start();
      engineUntil = Date.now() + 5000; // starts are tried again when one is asked for, tracing instances a little later
      break;
    case 'compiler':
      compilers().forEach(id => signal(id, 'SIGKILL'));
      break;
    case 'compiler stopped': {
      const ids = compilers();
      ids.forEach(id => signal(id, 'SIGSTOP'));
      await pause(3000);
      ids.forEach(id => signal(id, 'SIGCONT'));
      break;
    }
    case 'store slow':
      store.postMessage('slow');
      await pause(2000);
      store.postMessage('good');
      break;
    case 'slow clients':
      await Promise.all(Array.from({ length: 20 }, drip));
      break;
    case 'damaged artifact': {
      // What is loaded is not read again; the next that starts refuses it.
      const dll = path.join(folder, '.containerless/soak', fs.readFileSync(path.join(folder, '.containerless/soak/current'), 'utf8').trim(), 'containerless.dll');
      const bytes = fs.readFileSync(dll);
      bytes[bytes.length >> 1] ^= 0x80;
      fs.writeFileSync(dll, bytes);
      const refused = another('Decontainerized');
      const code = await refused.exited;
      if (code !== 2) wrong.push(`an invoker of a damaged artifact ended with code ${code}`);
      bytes[bytes.length >> 1] ^= 0x80;
      fs.writeFileSync(dll, bytes);
      break;
    }
    case 'second invoker': {
      const second = another('DisableTracing');
      await second.ready();
      const { status, body } = await send({ port: second.port, path: '/usual', body: { n: 1 } });
      if (status !== 200) wrong.push(`a second invoker answered ${status} ${body}`);
      second.process.kill('SIGTERM');
      const code = await second.exited;
      if (code !== 0) wrong.push(`a second invoker ended with code ${code}`);
      break;
    }
    case 'store gone':
    case 'store nonsense':
      storeUntil = Infinity;
      store.postMessage(kind === 'store gone' ? 'gone' : 'nonsense');
      await pause(2000);
      store.postMessage('good');
      storeUntil = Date.now() + 1000 * longest;
      break;
    case 'bodies':
      for (const answer of await Promise.all(['{"n":', '\xff', '['.repeat(50_000), 'x'.repeat(1 << 20)].map(body => raw(
        `POST /usual HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`)))) {
        if (!answer.startsWith('HTTP/1.1 400 ')) wrong.push(`a broken body: ${answer.slice(0, 200)}`);
      }
      await raw('POST /usual HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf', true);
      break;
    case 'connections': {
      const idle = Array.from({ length: 200 }, () => net.connect(port, '127.0.0.1').on('error', () => {}));
      await pause(1000);
      idle.forEach(each => each.destroy());
    }
  }
}

/** The invoker's compilers. */
const compilers = () => descendants(invoker.process.pid).filter(id => commandOf(id).includes('Containerless.Compiler.dll'));

/** One more invoker of the function, beside the one under load. @param {string} initial */
const another = initial => new Invoker(dll, folder, { ...config, initial_state: initial, bind_port: port + 10, admin_port: admin + 10 });

/** Sends a request a byte at a time, and leaves before it is whole. @returns {Promise<void>} */
async function drip() {
  const socket = net.connect(port, '127.0.0.1').on('error', () => {}).resume();
  for (const byte of 'POST /usual HTTP/1.1\r\nHost: x') {
    socket.write(byte);
    await pause(100);
  }
  socket.destroy();
}

/** Sends bytes on a connection of their own; what came back. @param {string} bytes @param {boolean} [breaksOff] @returns {Promise<string>} */
function raw(bytes, breaksOff = false) {
  return new Promise(resolve => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write(bytes, 'latin1', () => { if (breaksOff) socket.destroy(); });
    });
    socket.on('error', () => {}).on('close', () => resolve(answer)).on('data', data => { answer += data; });
    setTimeout(() => socket.destroy(), 10_000).unref();
  });
}

/** The store, on a thread of its own, so that nothing else here makes it slow. @returns {Promise<Worker>} */
function openStore() {
  const worker = new Worker(path.join(__dirname, 'journal/flaky-store.js'), { workerData: storePort });
  return new Promise((resolve, reject) => worker.once('message', () => resolve(worker)).once('error', reject));
}

/** @param {number} id @param {NodeJS.Signals} name */
function signal(id, name) {
  try {
    process.kill(id, name);
  } catch {
    // It has ended meanwhile.
  }
}

/** @param {number} id */
function commandOf(id) {
  try {
    return fs.readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Processes below one. @param {number} id @returns {number[]} */
function descendants(id) {
  try {
    return fs.readdirSync(`/proc/${id}/task`).flatMap(task =>
      fs.readFileSync(`/proc/${id}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number))
      .flatMap(child => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

/** All containers of ours, also those that have ended. */
const containersNow = () => inContainers ? docker('ps', '--all', '--quiet', '--filter', 'label=containerless=soak') : [];

/** Folders of sockets that are an invoker's. @param {number} id */
function socketFolders(id) {
  return ['/dev/shm', '/tmp', temporary].flatMap(base => fs.readdirSync(base).filter(name => name.startsWith('containerless-i-'))
    .map(name => path.join(base, name))).filter(each => {
    try {
      return fs.readFileSync(path.join(each, 'owner'), 'utf8').split('/')[2] === `${id}`;
    } catch {
      return false; // another's
    }
  });
}

/** @param {number} at */
async function sample(at) {
  const id = invoker.process.pid;
  const status = fs.readFileSync(`/proc/${id}/status`, 'utf8');
  const read = (/** @type {string} */ name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  samples.push({
    at, memory: read('VmRSS') / 1024, handles: fs.readdirSync(`/proc/${id}/fd`).length, threads: read('Threads'),
    processes: descendants(id).length, containers: containersNow().length,
  });
}

const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** @param {any} last @param {string[]} left */
function report(last, left) {
  const quarter = Math.floor(samples.length / 4);
  const rows = /** @type {const} */ (['memory', 'handles', 'threads', 'processes', ...inContainers ? ['containers'] : []]).map(key => {
    const early = median(samples.slice(quarter, 2 * quarter).map(s => s[key]));
    const late = median(samples.slice(-quarter).map(s => s[key]));
    const most = { memory: early * 1.15 + 16, handles: early * 1.1 + 10, threads: early * 1.1 + 10, processes: early + 3, containers: early + 3 }[key];
    return { key, early, late, most: Math.max(...samples.map(s => s[key])), grew: late > most };
  });
  const thing = inContainers ? 'container' : 'Node process';
  const total = Object.values(outcomes).reduce((a, b) => a + b, 0);
  fs.writeFileSync(path.join(root, 'docs/reliability.svg'), plot());
  fs.writeFileSync(path.join(root, 'docs/reliability.md'), [
    '# Left running', '',
    `Written by \`node bench/soak.js --minutes ${minutes} --rate ${rate} --seed ${seed}${inContainers ? ' --isolation container' : ''}\`; run it again on your machine. Do not edit.`, '',
    `One invoker in \`Automatic\` with ${rate} requests a second for ${minutes} minutes, one in 97 of which never ends by itself, while what `
      + `surrounds it fails every few seconds. Functions ran in ${inContainers ? 'containers' : 'plain Node processes'}. `
      + `${os.cpus().length} × ${os.cpus()[0].model.trim()}, Linux ${os.release()}, Node ${process.version}.`, '',
    `![Memory, handles and ${inContainers ? 'containers' : 'processes'} over time](reliability.svg)`, '',
    '| of the invoker | second quarter, median | last quarter, median | most |', '|---|---|---|---|',
    ...rows.map(r => `| ${r.key === 'memory' ? 'resident memory, MB' : r.key} | ${r.early.toFixed(0)} | ${r.late.toFixed(0)} | ${r.most.toFixed(0)} |`), '',
    '| fault | times |', '|---|---|',
    ...Object.entries(faults).sort().map(([kind, n]) => `| ${{
      kill: `a ${thing} is killed`, stop: `a ${thing} is ${inContainers ? 'paused' : 'stopped (SIGSTOP)'}`, engine: 'the engine ends (SIGTERM, SIGKILL) and starts again',
      compiler: 'the compiler is killed', 'compiler stopped': 'the compiler is stopped, 3 s',
      'store gone': 'the store breaks connections off, 2 s', 'store nonsense': 'the store answers nonsense, 2 s',
      'store slow': 'the store takes a second to answer, 2 s', 'slow clients': '20 clients that send a byte at a time, and leave',
      'damaged artifact': 'the artifact on the disk is damaged, and an invoker started with it refuses it',
      'second invoker': 'a second invoker of the function starts, serves and ends with SIGTERM',
      bodies: 'broken, deep, long and unfinished bodies', connections: '200 idle connections, 1 s',
    }[kind]} | ${n} |`), '',
    `| ${total} requests were answered | times |`, '|---|---|',
    ...Object.entries(outcomes).sort((a, b) => b[1] - a[1]).map(([kind, n]) => `| ${{
      compiled: 'rightly, compiled', container: 'rightly, from a container', tracing: 'rightly, from the tracing container',
      'store undefined': 'with what a function sees of a store that fails', TimeLimitExceeded: '500 TimeLimitExceeded: endless ones, and those whose instance was stopped',
      InstanceEnded: '500 InstanceEnded: two instances ended under one request', 503: '503, while an instance was stopped',
      '503 engine': '503, while there was no engine', wrong: '**wrongly**',
    }[kind] ?? kind} | ${n} |`), '',
    `Wrong or without an answer: ${wrong.length}. Left when it had ended: ${left.length === 0 ? 'nothing' : left.join(', ')}. `
      + `${last.learning.loaded_versions} versions of the code were loaded.`, '',
  ].join('\n'));
  console.log(JSON.stringify({ outcomes, faults, rows, left, wrong: wrong.length, log: invoker.log }, null, 1));
  wrong.slice(0, 20).forEach(each => console.error(each));
  return wrong.length === 0 && left.length === 0 && !rows.some(r => r.grew) ? 0 : 1;
}

/** Three curves, each on its own scale from zero. */
function plot() {
  const [width, height, left, bottom, top] = [760, 320, 20, 30, 40];
  const x = (/** @type {number} */ s) => left + s / (minutes * 60) * (width - 2 * left);
  const curves = [['memory', '#1f5fa8', 'resident memory, MB'], ['handles', '#b4442a', 'handles'], inContainers ? ['containers', '#3a7d44', 'containers'] : ['processes', '#3a7d44', 'processes']];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...curves.flatMap(([key, colour, label], i) => {
      const of = (/** @type {any} */ s) => /** @type {number} */ (s[key]);
      const most = Math.max(1, ...samples.map(of));
      const y = (/** @type {number} */ v) => height - bottom - v / most * (height - top - bottom);
      return [
        `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${samples.map(s => `${x(s.at).toFixed(1)},${y(of(s)).toFixed(1)}`).join(' ')}"/>`,
        `<text x="${left + i * 240}" y="18" fill="${colour}">${label}: at most ${most.toFixed(0)}</text>`,
      ];
    }),
    `<path d="M${left} ${top}V${height - bottom}H${width - left}" fill="none" stroke="#444"/>`,
    `<text x="${width / 2}" y="${height - 8}" text-anchor="middle">${minutes} minutes</text>`,
    '</svg>', '',
  ].join('\n');
}
