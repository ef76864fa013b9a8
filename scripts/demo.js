#!/usr/bin/env node
// @ts-check
'use strict';

// Starts `containerless run` on a function (hello), sends it requests at a steady rate and draws each answer's tier:
// on a terminal as a picture that changes, elsewhere as a line a second. Ends after --seconds (20), or with Ctrl+C.

const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const readline = require('node:readline');
const { spawn } = require('node:child_process');
const { parseArgs } = require('node:util');

const root = path.join(__dirname, '..');
const usage = 'usage: demo.sh [FILE.js] [--requests R.json] [--rate N] [--seconds N]';
/** @type {Record<string, {letter: string, color: number}>} */
const tiers = {
  tracing: { letter: 't', color: 33 },
  container: { letter: 'c', color: 34 },
  compiled: { letter: '#', color: 32 },
  failed: { letter: '!', color: 31 },
};
const picture = process.stdout.isTTY === true;
const started = performance.now();
/** @type {{tier: string, ms: number}[]} what was answered, oldest first */
const answers = [];
let state = 'starting';
let latest = '';
/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let ending = false;

main(options()).then(code => process.exit(code), error => {
  process.stderr.write(`demo: ${error.message}\n`);
  end(2);
});

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { requests: { type: 'string' }, rate: { type: 'string', default: '20' }, seconds: { type: 'string', default: '20' } },
    });
    const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
    if (positionals.length > 1 || !(rate > 0 && rate <= 1000) || !(seconds > 0 && seconds <= 3600)) throw new Error('one function, --rate up to 1000, --seconds up to 3600');
    const file = path.resolve(positionals[0] ?? path.join(root, 'javascript/examples/hello.js'));
    return { file, requests: values.requests ?? file.replace(/\.js$/, '.requests.json'), rate, seconds };
  } catch (error) {
    process.stderr.write(`demo: ${/** @type {Error} */ (error).message}\n${usage}\n`);
    process.exit(2);
  }
}

/** @param {{file: string, requests: string, rate: number, seconds: number}} given */
async function main({ file, requests, rate, seconds }) {
  const all = fs.existsSync(requests) ? JSON.parse(fs.readFileSync(requests, 'utf8')) : [{ path: '/', body: {} }];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'containerless-demo-'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(0));
  process.stdout.write(`Serving ${path.relative('.', file)} and sending ${rate} requests a second for ${seconds} s.\n`);
  const { port, status } = await serve(file, folder);
  const from = performance.now();
  const drawing = setInterval(() => watch(status).then(draw), picture ? 100 : 1000);
  let sent = 0;
  for (const total = Math.ceil(seconds * rate); sent < total;) {
    // Steady: what is late is sent at once, whether or not earlier ones have been answered.
    for (const due = Math.min(total - 1, Math.floor((performance.now() - from) / 1000 * rate)); sent <= due; sent++) send(port, all[sent % all.length]);
    await new Promise(resolve => setTimeout(resolve, 1000 / rate));
  }
  while (answers.length < sent && performance.now() - from < (seconds + 30) * 1000) await new Promise(resolve => setTimeout(resolve, 50));
  clearInterval(drawing);
  await watch(status).then(draw);
  summary(sent);
  return end(0);
}

/** Starts the server; resolves when it has said where it listens. @param {string} file @param {string} folder */
function serve(file, folder) {
  const config = { bind_port: 0, admin_port: 0, artifacts_dir: folder };
  const child = server = spawn(path.join(root, 'containerless'), ['run', file, '--config', JSON.stringify(config)], { stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {string[]} */
  const said = [];
  return new Promise((/** @type {(where: {port: number, status: string}) => void} */ resolve, reject) => {
    let port = 0;
    readline.createInterface({ input: child.stdout }).on('line', line => {
      port = Number(/curl .*localhost:(\d+)/.exec(line)?.[1] ?? port);
      const status = /^Status: +(\S+)/.exec(line);
      if (status) resolve({ port, status: status[1] });
    });
    readline.createInterface({ input: child.stderr }).on('line', line => { if (said.push(line) > 20) said.shift(); });
    child.on('error', reject);
    child.on('exit', code => {
      if (!ending) {
        reject(new Error(`the server ended with code ${code}\n${said.join('\n')}`));
        end(2);
      }
    });
  });
}

/** @param {number} port @param {any} request */
function send(port, request) {
  const sentAt = performance.now();
  /** @param {string} tier */
  const done = tier => answers.push({ tier, ms: performance.now() - sentAt });
  const query = new URLSearchParams(request.query).toString();
  const body = request.body === undefined ? '' : typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
  http.request({ port, host: '127.0.0.1', method: 'POST', path: request.path + (query && `?${query}`), headers: request.headers, agent }, reply => {
    let text = '';
    reply.setEncoding('utf8').on('data', part => { text += part; }).on('end', () => {
      latest = text.split('\n')[0].slice(0, 60);
      done(reply.statusCode === 200 ? String(reply.headers['containerless-tier']) : 'failed');
    });
  }).on('error', () => done('failed')).end(body);
}
const agent = new http.Agent({ keepAlive: true });

/** @param {string} url */
async function watch(url) {
  try {
    const document = await (await fetch(url)).json();
    state = `${document.state}: ${document.cause}`;
  } catch {
    state = 'no status';
  }
}

function draw() {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
  if (!picture) {
    const recent = answers.slice(printed);
    printed = answers.length;
    process.stdout.write(`${seconds} s  ${recent.map(({ tier }) => tiers[tier].letter).join('')}  ${state}  ${latest}\n`);
    return;
  }
  const width = Math.min(process.stdout.columns ?? 80, 100);
  const shown = answers.slice(-width * 6).map(({ tier }) => paint(tiers[tier].letter, tier));
  const lines = [`${seconds} s  ${state}`.slice(0, width), '', ...bars(width - 40), ''];
  for (let i = 0; i < 6; i++) lines.push(shown.slice(i * width, (i + 1) * width).join(''));
  lines.push('', `latest answer: ${latest}`.slice(0, width));
  process.stdout.write(`${drawn ? `\x1b[${drawn}A` : ''}${lines.map(line => `\x1b[2K${line}\n`).join('')}`);
  drawn = lines.length;
}
let drawn = 0;
let printed = 0;

/** A line a tier: how many of the latest hundred, how many in all, the median time of the latest. @param {number} width */
function bars(width) {
  return Object.keys(tiers).map(tier => {
    const part = answers.slice(-100).filter(answer => answer.tier === tier).length;
    const bar = '█'.repeat(Math.ceil(part / 100 * width)).padEnd(width);
    return `${tier.padEnd(10)}${paint(bar, tier)} ${count(tier)}`;
  });
}

/** @param {string} tier */
function count(tier) {
  const times = answers.filter(answer => answer.tier === tier).map(({ ms }) => ms);
  const late = times.slice(-100).sort((a, b) => a - b);
  return `${String(times.length).padStart(6)}${late.length ? `  median ${late[late.length >> 1].toFixed(2)} ms` : ''}`;
}

/** @param {number} sent */
function summary(sent) {
  process.stdout.write(`\n${sent} requests sent, ${answers.length} answered\n`);
  for (const tier of Object.keys(tiers)) process.stdout.write(`${tier.padEnd(10)}${count(tier)}\n`);
}

/** @param {string} text @param {string} tier */
function paint(text, tier) {
  return picture && !process.env.NO_COLOR ? `\x1b[${tiers[tier].color}m${text}\x1b[0m` : text;
}

/** Stops the server, and this process with it. @param {number} code @returns {Promise<never>} */
function end(code) {
  ending = true;
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) process.exit(code);
  server.on('exit', () => process.exit(code));
  server.kill('SIGTERM');
  setTimeout(() => server?.kill('SIGKILL'), 45_000).unref();
  return new Promise(() => {});
}
