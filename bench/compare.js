#!/usr/bin/env node
// @ts-check
'use strict';

// Compares each example in a plain Node container, in the tracing container, and compiled, in one run on one machine,
// tiers and rounds interleaved, and writes docs/benchmarks.md. Needs wrk on the PATH; without a container engine it
// measures plain Node processes and says so. Options: --rounds N (3), --seconds N (4), --only a,b.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const http = require('node:http');
const { spawn, spawnSync } = require('node:child_process');
const { needWrk, requestsOf, writeRequests, wrk } = require('./compare/wrk');

const root = path.join(__dirname, '..');
const option = (name, value) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? value : process.argv[i + 1];
};
const rounds = Number(option('rounds', 3));
const seconds = Number(option('seconds', 4));
const examples = option('only', 'echo,hello,autocomplete,maze,status,login,upload,banking,file-server').split(',');
const port = 18080;
const storePort = 17999;
const artifacts = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
const invokerDll = path.join(root, 'artifacts/bin/Invoker/release/Containerless.Invoker.dll');
const storeDll = path.join(root, 'artifacts/bin/LocalMock/release/Containerless.LocalMock.dll');
const tiers = ['container', 'tracing', 'compiled'];
const initialState = { container: 'DisableTracing', tracing: 'Tracing', compiled: 'Decontainerized' };
const started = new Set();
let logs = 0;

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    for (const child of started) child.kill('SIGKILL');
    process.exit(1);
  });

async function main() {
  needWrk();
  run('dotnet', ['build', root, '-c', 'Release', '-v', 'q', '-nologo']);
  const store = start('dotnet', [storeDll, '--port', String(storePort), '--delay-ms', '0-0']);
  await ready(storePort, '/');
  const results = {};
  let isolation = 'process';
  for (const name of examples) {
    run(path.join(root, 'containerless'), [
      'prepare', path.join(root, `javascript/examples/${name}.js`), '--name', `bench-${name}`], { cwd: artifacts });
    await compile(name);
    results[name] = Object.fromEntries(tiers.map(t => [t, []]));
  }
  for (let round = 1; round <= rounds; round++) {
    for (const name of examples) {
      for (const tier of tiers) {
        const figure = await measure(name, tier);
        isolation = figure.isolation ?? isolation;
        results[name][tier].push(figure);
        console.log(`round ${round} ${name} ${tier}: ${JSON.stringify(figure)}`);
      }
    }
  }
  await stop(store);
  fs.rmSync(artifacts, { recursive: true, force: true });
  for (const name of examples) spawnSync('docker', ['image', 'rm', `bench-${name}`], { stdio: 'ignore' });
  fs.writeFileSync(path.join(root, 'docs/benchmarks.md'), page(results, isolation));
  console.log('wrote docs/benchmarks.md');
}

/** Sends the example's own requests, in turn, until the invoker has traced enough, compiled and quit. */
async function compile(name) {
  const requests = requestsOf(name);
  const invoker = await startInvoker(name, 'tracing', { max_requests_to_trace: 3 * requests.length });
  for (let i = 0; i < 20 * requests.length && invoker.child.exitCode === null; i++) {
    try {
      await send(requests[i % requests.length]);
    } catch (error) {
      if (error.code !== 'ECONNREFUSED' && error.code !== 'ECONNRESET') throw error;
      break; // it has quit
    }
  }
  await invoker.exited;
  if (invoker.child.exitCode !== 0) throw new Error(`${name}: the tracing invoker failed:\n${invoker.log()}`);
}

/** One tier of one example: cold start, latency over one connection, throughput over 16, memory. */
async function measure(name, tier) {
  const invoker = await startInvoker(name, tier, { max_requests_to_trace: 1000000 });
  const requests = requestsOf(name);
  const begun = process.hrtime.bigint();
  const first = await send(requests[0]);
  const coldMs = Number(process.hrtime.bigint() - begun) / 1e6;
  if (first.tier !== tier) throw new Error(`${name}: expected tier ${tier}, not ${first.tier}: ${first.body}`);

  const lua = path.join(artifacts, 'requests.lua');
  writeRequests(lua, requests);
  await wrk(lua, port, tier === 'tracing' ? 1 : 16, seconds); // warms code, and starts the containers that the load asks for
  await pause(500); // what wrk left in flight must not meet the first request of the next run
  const single = await wrk(lua, port, 1, seconds);
  const many = tier === 'tracing' ? null : await wrk(lua, port, 16, seconds); // the tracing container takes one at a time
  const status = JSON.parse((await get(port + 1000, '/_containerless/status')).body);
  const memory = memoryOf(invoker.child.pid, status);
  const served = status.requests[tier] ?? 0;
  const total = Object.values(status.requests).reduce((a, b) => a + b, 0);
  await stop(invoker);
  return {
    coldMs, p50: single.p50_ms, p99: single.p99_ms, rps1: single.requests / single.seconds,
    rps16: many && many.requests / many.seconds, errors: single.errors + (many?.errors ?? 0), ...memory,
    share: served / total, isolation: status.isolation,
  };
}

async function startInvoker(name, tier, options) {
  const config = {
    image_name: `bench-${name}`, bind_port: port, initial_state: initialState[tier],
    utilization_log: '', environment: { STORE_URL: `http://localhost:${storePort}` },
    allowed_hosts: [`localhost:${storePort}`], ...options,
  };
  const invoker = start('dotnet', [invokerDll, '--config', JSON.stringify(config)]);
  await ready(port, '/ping', invoker);
  return invoker;
}

/** Resident memory of the invoker, and of the function's containers or processes, in MB. */
function memoryOf(pid, status) {
  const kb = id => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
  let functions = 0;
  if (status.isolation === 'container') {
    const ids = run('docker', ['ps', '-q', '--no-trunc', '--filter', 'label=containerless']).trim().split('\n').filter(Boolean);
    for (const id of ids) {
      functions += run('docker', ['top', id, '-eo', 'pid']).trim().split('\n').slice(1).reduce((sum, p) => sum + kb(Number(p)), 0);
    }
  } else {
    functions = run('ps', ['-eo', 'pid,ppid,comm']).split('\n').map(l => l.trim().split(/\s+/))
      .filter(([, parent, name]) => Number(parent) === pid && name === 'node').reduce((sum, [id]) => sum + kb(Number(id)), 0);
  }
  return { invokerMb: kb(pid) / 1024, functionMb: functions / 1024 };
}

function start(command, args) {
  // A file, not a pipe: reading it would take time from what is measured.
  const file = path.join(artifacts, `log-${++logs}`);
  const output = fs.openSync(file, 'w');
  const child = spawn(command, args, { cwd: artifacts, stdio: ['ignore', output, output] });
  fs.closeSync(output);
  started.add(child);
  const exited = new Promise(resolve => child.once('exit', () => {
    started.delete(child);
    resolve(undefined);
  }));
  return { child, exited, log: () => fs.readFileSync(file, 'utf8').slice(-4000) };
}

async function stop(running) {
  running.child.kill('SIGTERM');
  await running.exited;
}

async function ready(at, target, running) {
  for (let i = 0; i < 300; i++) {
    if (running && running.child.exitCode !== null) throw new Error(`it ended at once:\n${running.log()}`);
    try {
      if ((await get(at, target)).status < 500) return;
    } catch {
      // not listening yet
    }
    await pause(100);
  }
  throw new Error(`nothing answers on port ${at}:\n${running?.log()}`);
}

function pause(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}

function get(at, target) {
  return exchange({ port: at, path: target, method: 'GET' }, '');
}

function send(request) {
  return exchange({ port, path: request.path, method: 'POST', headers: request.headers }, request.body);
}

function exchange(options, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', agent: false, ...options }, answer => {
      let text = '';
      answer.setEncoding('utf8').on('data', d => { text += d; });
      answer.on('end', () => resolve({ status: answer.statusCode, tier: answer.headers['containerless-tier'], body: text }));
    });
    request.on('error', reject).end(body);
  });
}

function run(command, args, { cwd = root } = {}) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (result.error || result.status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${result.error?.message ?? ''}${result.stdout}${result.stderr}`);
  }
  return result.stdout;
}

function page(results, isolation) {
  const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const cell = (figures, key, digits) => {
    const values = figures.map(f => f[key]).filter(v => v !== null && v !== undefined);
    if (values.length === 0) return '';
    const show = v => v.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
    return `${show(median(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
  };
  const lines = [
    '# Benchmarks', '',
    'Written by `bench/compare.js`; run it again on your machine. Do not edit.', '',
    `${os.cpus().length} × ${os.cpus()[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Linux ${os.release()}, `
      + `Node ${process.version}, ${rounds} rounds of ${seconds} s, tiers and rounds interleaved; load generator, mock store `
      + `and invoker share the machine. Each figure is the median, in brackets the lowest and highest. Functions ran in `
      + (isolation === 'container' ? '**containers**.' : '**plain Node processes**: no container engine was there.'), '',
    '- *container*: plain Node behind the invoker, up to 4 instances. *tracing*: the instrumented program, which takes one '
      + 'request at a time. *compiled*: in the invoker\'s process.',
    '- Latency and requests a second over one connection; *16* is requests a second over 16 connections.',
    '- Cold start: from sending the first request to its answer, the invoker itself being up.',
    '- Memory: resident, after the load; of the invoker, and of the function\'s containers or processes.', '',
    '| example | tier | p50 ms | p99 ms | requests/s | requests/s, 16 | cold start ms | invoker MB | function MB |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  const speedups = [];
  for (const [name, byTier] of Object.entries(results)) {
    for (const tier of tiers) {
      const f = byTier[tier];
      lines.push(`| ${name} | ${tier} | ${cell(f, 'p50', 2)} | ${cell(f, 'p99', 2)} | ${cell(f, 'rps1', 0)} | `
        + `${cell(f, 'rps16', 0)} | ${cell(f, 'coldMs', 0)} | ${cell(f, 'invokerMb', 0)} | ${cell(f, 'functionMb', 0)} |`);
    }
    speedups.push({
      name, one: median(byTier.compiled.map(f => f.rps1)) / median(byTier.container.map(f => f.rps1)),
      many: median(byTier.compiled.map(f => f.rps16)) / median(byTier.container.map(f => f.rps16)),
      tracing: median(byTier.tracing.map(f => f.rps1)) / median(byTier.container.map(f => f.rps1)),
      share: Math.min(...byTier.compiled.map(f => f.share)),
    });
  }
  const mean = key => Math.exp(speedups.reduce((sum, s) => sum + Math.log(s[key]), 0) / speedups.length);
  lines.push('', '## Ratios to the plain container', '',
    '| example | compiled, 1 connection | compiled, 16 | tracing, 1 | answered compiled |', '|---|---|---|---|---|',
    ...speedups.map(s => `| ${s.name} | ${s.one.toFixed(1)}× | ${s.many.toFixed(1)}× | ${s.tracing.toFixed(2)}× | ${(s.share * 100).toFixed(1)}% |`),
    `| geometric mean | ${mean('one').toFixed(1)}× | ${mean('many').toFixed(1)}× | ${mean('tracing').toFixed(2)}× | |`, '');
  const errors = Object.values(results).flatMap(r => tiers.flatMap(t => r[t])).reduce((sum, f) => sum + f.errors, 0);
  lines.push(`Failed requests in all of it: ${errors}.`, '');
  return lines.join('\n');
}
