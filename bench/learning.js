#!/usr/bin/env node
// @ts-check
'use strict';

// Runs a function with ten rarely taken branches under steady load while it learns, and writes docs/learning.md and
// docs/learning.svg: bail-outs a second falling to zero, and recompilations over time. Every answer is compared with what
// it must be. Options: --seconds N (60), --rate N (100, requests a second). Requests go to 127.0.0.1 only.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const http = require('node:http');
const { spawn, spawnSync } = require('node:child_process');

const root = path.join(__dirname, '..');
const option = (name, value) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? value : Number(process.argv[i + 1]);
};
const seconds = Math.min(option('seconds', 60), 600);
const rate = Math.min(option('rate', 100), 1000);
const traced = 20;
const port = 18180;
const name = 'bench-learning';
const invokerDll = path.join(root, 'artifacts/bin/Invoker/release/Containerless.Invoker.dll');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'learning-'));
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });

/** The branches, and after how many requests each is taken again: every 25th, every 38th, up to every 961st. */
const branches = Array.from({ length: 10 }, (_, i) => ({ path: `/rare${i}`, every: Math.round(25 * 1.5 ** i) }));

const source = `'use strict';
let containerless = require('containerless');
containerless.listen(function (request) {
  let n = request.body.n;
${branches.map((b, i) => `  if (request.path === '${b.path}') {
    let total = 0;
    for (let i = 0; i <= n; i++) total += i * ${i + 1};
    containerless.respond('rare ${i}: ' + total);
    return;
  }
`).join('')}  containerless.respond('usual: ' + (n + 1));
});
`;

const expected = (target, n) => {
  const i = branches.findIndex(b => b.path === target);
  return i < 0 ? `usual: ${n + 1}` : `rare ${i}: ${(n * (n + 1) / 2) * (i + 1)}`;
};

/** @type {import('node:child_process').ChildProcess | undefined} */
let invoker;

main().then(
  code => process.exit(code),
  error => {
    console.error(error);
    invoker?.kill('SIGKILL');
    process.exit(1);
  });

async function main() {
  run('dotnet', ['build', path.join(root, 'Invoker'), '-c', 'Release', '-v', 'q', '-nologo']);
  const file = path.join(folder, 'learning.js');
  fs.writeFileSync(file, source);
  run(path.join(root, 'containerless'), ['prepare', file, '--name', name], folder);
  await start();
  for (let i = 0; i < traced; i++) await send('/usual', i);
  await until(async () => (await status()).state === 'Decontainerized');
  const isolation = (await status()).isolation;

  const seen = await load();
  const last = await status();
  const stopped = new Promise(resolve => invoker?.once('exit', resolve));
  invoker?.kill('SIGTERM');
  await stopped;
  fs.rmSync(folder, { recursive: true, force: true });
  spawnSync('docker', ['image', 'rm', name], { stdio: 'ignore' });

  fs.writeFileSync(path.join(root, 'docs/learning.svg'), plot(seen));
  fs.writeFileSync(path.join(root, 'docs/learning.md'), page(seen, last, isolation));
  console.log(`wrote docs/learning.md and docs/learning.svg: ${seen.requests} requests, ${seen.failures.length} failed`);
  for (const failure of seen.failures.slice(0, 10)) console.error(failure);
  return seen.failures.length === 0 ? 0 : 1;
}

/** Sends requests at a steady rate, each at its time whatever became of those before it. */
async function load() {
  const perSecond = () => new Array(seconds).fill(0);
  const seen = {
    requests: 0, bailouts: perSecond(), tiers: {}, slowest: 0,
    /** @type {string[]} */ failures: [],
    /** @type {{at: number, number: number, trigger: string, outcome: string}[]} */ recompilations: [],
  };
  const begun = Date.now();
  const elapsed = () => (Date.now() - begun) / 1000;
  const pending = [];
  const watching = setInterval(async () => {
    const { learning } = await status();
    const at = elapsed();
    if (learning.recompilations > seen.recompilations.length && learning.state !== 'compiling') {
      seen.recompilations.push({ at, number: learning.recompilations, trigger: learning.trigger, outcome: learning.outcome });
      console.log(`${at.toFixed(1)} s: ${learning.outcome}; ${learning.trigger}`);
    }
  }, 200);
  for (let i = 1; i <= seconds * rate; i++) {
    const wait = i / rate * 1000 - (Date.now() - begun);
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
    const target = branches.find(b => i % b.every === 0)?.path ?? '/usual';
    const sent = Date.now();
    const second = Math.min(Math.floor(elapsed()), seconds - 1);
    seen.requests++;
    pending.push(send(target, i % 50).then(answer => {
      if (answer.status !== 200 || answer.body !== expected(target, i % 50)) {
        seen.failures.push(`${elapsed().toFixed(1)} s: ${target}: ${answer.status} ${answer.body}`);
      }
      if (answer.bailout) seen.bailouts[second]++;
      seen.tiers[answer.tier] = (seen.tiers[answer.tier] ?? 0) + 1;
      seen.slowest = Math.max(seen.slowest, Date.now() - sent);
    }, error => seen.failures.push(`${elapsed().toFixed(1)} s: ${target}: ${error.message}`)));
  }
  await Promise.all(pending);
  clearInterval(watching);
  return seen;
}

async function start() {
  const log = fs.openSync(path.join(folder, 'log'), 'w');
  const config = {
    image_name: name, bind_port: port, initial_state: 'Automatic', max_requests_to_trace: traced, utilization_log: '',
  };
  invoker = spawn('dotnet', [invokerDll, '--config', JSON.stringify(config)], { cwd: folder, stdio: ['ignore', log, log] });
  await until(async () => {
    if (invoker?.exitCode !== null) throw new Error(`the invoker ended:\n${fs.readFileSync(path.join(folder, 'log'), 'utf8')}`);
    return (await exchange({ port, path: '/ping', method: 'GET' }, '')).status === 200;
  });
}

async function until(condition) {
  for (let i = 0; i < 600; i++) {
    if (await condition().catch(error => {
      if (error.code !== 'ECONNREFUSED') throw error;
    })) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('it never came to that');
}

async function status() {
  return JSON.parse((await exchange({ port: port + 1000, path: '/_containerless/status', method: 'GET' }, '')).body);
}

function send(target, n) {
  return exchange({ port, path: target, method: 'POST', headers: { 'content-type': 'application/json' } }, JSON.stringify({ n }));
}

function exchange(options, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', agent, ...options }, answer => {
      let text = '';
      answer.setEncoding('utf8').on('data', d => { text += d; });
      answer.on('end', () => resolve({
        status: answer.statusCode, tier: answer.headers['containerless-tier'], bailout: answer.headers['containerless-bailout'],
        body: text,
      }));
    });
    request.on('error', reject).end(body);
  });
}

function run(command, args, cwd = root) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (result.error || result.status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${result.error?.message ?? ''}${result.stdout}${result.stderr}`);
  }
}

function page(seen, last, isolation) {
  const total = seen.bailouts.reduce((a, b) => a + b, 0);
  const quiet = seen.bailouts.findLastIndex(b => b > 0) + 1;
  return [
    '# Learning under load', '',
    'Written by `bench/learning.js`; run it again on your machine. Do not edit.', '',
    `A function with ten branches that are taken rarely, every 25th request the first and every 961st the last, was traced `
      + `with ${traced} requests that took none of them, and then served ${rate} requests a second for ${seconds} s in `
      + `\`Automatic\`. ${os.cpus().length} × ${os.cpus()[0].model.trim()}, Linux ${os.release()}, Node ${process.version}; `
      + `load generator and invoker share the machine; functions ran in `
      + (isolation === 'container' ? 'containers.' : 'plain Node processes: no container engine was there.'), '',
    '![Bail-outs a second, and recompilations](learning.svg)', '',
    `${seen.requests} requests, ${seen.failures.length} failed or were answered wrongly. ${total} bailed out and were answered `
      + `from Node all the same, the last one ${quiet < seconds ? `within ${quiet} s` : 'in the last second'}. By tier: `
      + `${Object.entries(seen.tiers).map(([tier, n]) => `${tier} ${n}`).join(', ')}. The slowest answer took ${seen.slowest} ms.`, '',
    '| s | recompilation | what it began with |', '|---|---|---|',
    ...seen.recompilations.map(r => `| ${r.at.toFixed(1)} | ${r.outcome} | ${r.trigger} |`), '',
    `At the end: ${last.learning.recompilations} of ${last.learning.of} recompilations, ${last.learning.loaded_versions} versions `
      + `loaded, ${last.realms.live} realms. What is learnt waits for others to come, twice as long after each recompilation `
      + '([invoker.md](invoker.md), "Learning").', '',
  ].join('\n');
}

/** Bars: bail-outs in each second. Steps: recompilations so far. */
function plot(seen) {
  const [width, height, left, right, top, bottom] = [760, 320, 50, 50, 30, 40];
  const most = Math.max(5, ...seen.bailouts);
  const recompilations = Math.max(2, seen.recompilations.length);
  const x = s => left + s / seconds * (width - left - right);
  const y = (v, max) => height - bottom - v / max * (height - top - bottom);
  const f = v => v.toFixed(1);
  let steps = `M${f(x(0))} ${f(y(0, recompilations))}`;
  for (const [i, r] of seen.recompilations.entries()) steps += `H${f(x(r.at))}V${f(y(i + 1, recompilations))}`;
  steps += `H${f(x(seconds))}`;
  const text = (px, py, label, extra = '') => `<text x="${f(px)}" y="${f(py)}" ${extra}>${label}</text>`;
  const ticks = [];
  for (let s = 0; s <= seconds; s += seconds / 6) ticks.push(text(x(s), height - bottom + 18, Math.round(s), 'text-anchor="middle"'));
  for (let v = 0; v <= most; v += Math.max(1, Math.ceil(most / 5))) ticks.push(text(left - 8, y(v, most) + 4, v, 'text-anchor="end" fill="#b4442a"'));
  for (let v = 0; v <= recompilations; v++) ticks.push(text(width - right + 8, y(v, recompilations) + 4, v, 'fill="#1f5fa8"'));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...seen.bailouts.map((b, s) => b === 0 ? '' : `<rect x="${f(x(s) + 0.5)}" y="${f(y(b, most))}" width="${f(x(1) - x(0) - 1)}" height="${f(y(0, most) - y(b, most))}" fill="#e2856e"/>`).filter(Boolean),
    `<path d="${steps}" fill="none" stroke="#1f5fa8" stroke-width="2"/>`,
    `<path d="M${left} ${top}V${height - bottom}H${width - right}V${top}" fill="none" stroke="#444"/>`,
    ...ticks,
    text(left, 18, 'bail-outs a second', 'fill="#b4442a"'),
    text(width - right, 18, 'recompilations', 'text-anchor="end" fill="#1f5fa8"'),
    text((left + width - right) / 2, height - 6, 'seconds', 'text-anchor="middle"'),
    '</svg>', '',
  ].join('\n');
}
