#!/usr/bin/env node
// @ts-check
'use strict';

// Measures what the multi-invoker's forwarding costs, and over which connection it costs least, and writes its part of
// docs/multi-invoker.md: a server that answers at once, directly and behind the forwarding over HTTP/1.1 and h2c, TCP and Unix sockets
// (bench/proxy, the product's own classes), and a compiled function, its invoker asked directly and through the multi-invoker.
// Interleaved rounds; needs wrk on the PATH. Options: --rounds N (5), --seconds N (3).

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { needWrk } = require('./compare/wrk');
const { Invoker, pause, send, until } = require('./journal/invoker');
const { cpuOf } = require('./proxy/cpu');
const { write, machine } = require('./switch/page');

const root = path.join(__dirname, '..');
const given = (/** @type {string} */ name, /** @type {any} */ value) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? value : process.argv[i + 1];
};
const rounds = Number(given('rounds', 5));
const seconds = Number(given('seconds', 3));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'proxy-'));
const proxyDll = path.join(root, 'artifacts/bin/Proxy/release/Containerless.Bench.Proxy.dll');
const multiDll = path.join(root, 'artifacts/bin/MultiInvoker/release/Containerless.MultiInvoker.dll');
const port = 18500;
const connections = [1, 16];
/** @type {import('node:child_process').ChildProcess[]} */
const started = [];
/** @type {Invoker | undefined} */
let multi;

const source = `'use strict';
let containerless = require('containerless');
containerless.listen(function (request) { containerless.respond('Hello, ' + request.body.name + '!'); });
`;

/** @type {{ name: string, direct?: string, port: number, runs: Record<number, { rps: number, p50: number, p99: number, errors: number, cpu: number }[]>, pids: number[] }[]} */
const ways = [];

main().then(() => end(0), error => {
  console.error(error);
  return end(1);
});

/** @param {number} code */
async function end(code) {
  started.forEach(each => each.kill('SIGKILL'));
  await multi?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

async function main() {
  needWrk();
  fs.writeFileSync(path.join(folder, 'post.lua'),
    'wrk.method = "POST"\nwrk.body = \'{"name": "you"}\'\nwrk.headers["content-type"] = "application/json"\n'
    + fs.readFileSync(path.join(__dirname, 'requests.lua'), 'utf8').replace(/^[^]*?(?=done = )/, ''));
  // (1) A server that answers at once.
  for (const [i, way] of ['http1', 'h2c', 'http1-socket', 'h2c-socket'].entries()) {
    const address = way.endsWith('-socket') ? path.join(folder, way) : String(port + 10 + i);
    const backend = start('dotnet', [proxyDll, 'backend', way, address]);
    const front = start('dotnet', [proxyDll, 'front', way, address, String(port + i)]);
    if (way === 'http1') add('server, directly', port + 10, [backend]);
    add(`server, behind the forwarding, ${{
      http1: 'HTTP/1.1', h2c: 'h2c', 'http1-socket': 'HTTP/1.1 over a Unix socket', 'h2c-socket': 'h2c over a Unix socket',
    }[way]}`, port + i, [front, backend], 'server, directly');
    await until(async () => (await send({ port: port + i, body: { name: 'you' } })).status === 200, `${way} answers`);
  }
  // (2) A compiled function.
  fs.writeFileSync(path.join(folder, 'f.js'), source);
  const prepared = spawnSync('node', [path.join(root, 'javascript/js-transform/bin/js-transform.js'), path.join(folder, 'f.js'),
    '--out', path.join(folder, '.containerless/f/function'), '--name', 'f'], { encoding: 'utf8' });
  if (prepared.status !== 0) throw new Error(prepared.stdout + prepared.stderr);
  const side = { image_name: 'f', isolation: 'process', utilization_log: '', max_requests_to_trace: 6 };
  multi = new Invoker(multiDll, folder, {
    bind_port: port + 20, admin_port: port + 1020, config_a: { ...side, bind_port: port + 21, admin_port: port + 1021 },
    config_b: { ...side, bind_port: port + 22, admin_port: port + 1022 },
  });
  await multi.ready();
  for (let i = 0; i < 6; i++) await send({ port: port + 20, body: { name: 'you' } });
  await until(async () => (await multi?.status()).serving === 'B', 'B serves');
  const b = (await multi.status()).b.process;
  add('compiled function, its invoker asked directly', port + 22, [b]);
  add('compiled function, through the multi-invoker', port + 20, [multi.process, b], 'compiled function, its invoker asked directly');

  for (const way of ways) for (const n of connections) wrk(way, n, 2); // warms code and connections
  for (let round = 1; round <= rounds; round++) {
    for (const way of ways) {
      for (const n of connections) {
        const figure = wrk(way, n, seconds);
        (way.runs[n] ??= []).push(figure);
        console.log(`round ${round} ${way.name}, ${n}: ${figure.rps.toFixed(0)}/s, p50 ${figure.p50} ms, ${figure.cpu.toFixed(0)} us CPU`);
      }
    }
  }
  write('proxy', page());
}

/** @param {string} name @param {number} at @param {any[]} processes @param {string} [direct] */
function add(name, at, processes, direct) {
  ways.push({ name, direct, port: at, runs: {}, pids: processes.map(each => typeof each === 'number' ? each : each.pid) });
}

/** @param {{ port: number, pids: number[] }} way @param {number} n @param {number} duration */
function wrk(way, n, duration) {
  const cpu = cpuOf(way.pids);
  const result = spawnSync('wrk', ['-t', '1', '-c', String(n), '-d', `${duration}s`, '-s', path.join(folder, 'post.lua'),
    `http://127.0.0.1:${way.port}/`], { encoding: 'utf8' });
  const line = /RESULT (.*)/.exec(result.stdout);
  if (!line) throw new Error(result.stdout + result.stderr);
  const r = JSON.parse(line[1]);
  return { rps: r.requests / r.seconds, p50: r.p50_ms, p99: r.p99_ms, errors: r.errors, cpu: cpu() / r.requests };
}

/** @param {string} command @param {string[]} args */
function start(command, args) {
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  started.push(child);
  return child;
}

function page() {
  const median = (/** @type {number[]} */ values) => [...values].sort((a, b) => a - b)[values.length >> 1];
  const cell = (/** @type {any[]} */ figures, /** @type {string} */ key, digits = 0) => {
    const values = figures.map(f => f[key]);
    const show = (/** @type {number} */ v) => v.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
    return `${show(median(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
  };
  const errors = ways.flatMap(way => connections.flatMap(n => way.runs[n])).reduce((sum, f) => sum + f.errors, 0);
  // Rounds are interleaved, so what one round has in common, such as other load on the machine, leaves its ratio.
  const ratio = (/** @type {any} */ way, /** @type {number} */ n, /** @type {string} */ key) => {
    const direct = ways.find(each => each.name === way.direct);
    return direct ? median(way.runs[n].map((/** @type {any} */ f, /** @type {number} */ i) => f[key] / (/** @type {any} */ (direct.runs[n][i]))[key])).toFixed(2) : '';
  };
  return [
    `Written by \`node bench/proxy.js --rounds ${rounds} --seconds ${seconds}\`; do not edit. ${machine()}; wrk and everything it asks share the `
      + 'machine; median, in brackets the lowest and highest round. CPU is of all processes that a request passes. The ratios are to the '
      + 'direct way of the same round.', '',
    '| | requests/s, 1 connection | ratio | p50 ms, 1 | requests/s, 16 | ratio | p99 ms, 16 | CPU µs a request, 16 |', '|---|---|---|---|---|---|---|---|',
    ...ways.map(way => `| ${way.name} | ${cell(way.runs[1], 'rps')} | ${ratio(way, 1, 'rps')} | ${cell(way.runs[1], 'p50', 3)} | `
      + `${cell(way.runs[16], 'rps')} | ${ratio(way, 16, 'rps')} | ${cell(way.runs[16], 'p99', 2)} | ${cell(way.runs[16], 'cpu')} |`), '',
    `Failed requests: ${errors}.`, '',
  ];
}
