#!/usr/bin/env node
// @ts-check
'use strict';

// Deposits and withdrawals, many at a time, through the banking example behind a multi-invoker and across its switch, against the
// mock store. At the end each balance must be what it was at the start plus and minus what was answered `Done!`, whoever answered.
// Writes its part of docs/multi-invoker.md. Options: --requests N (20000), --clients N (16), --seed N (1), --multi DLL, --store DLL,
// --no-report (checks only). Exit code 1 when a balance is wrong or a request failed.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { Invoker, send, until } = require('./journal/invoker');
const { write, machine } = require('./switch/page');
const { randomFrom } = require('./switch/random');

const root = path.join(__dirname, '..');
const given = (/** @type {string} */ name, /** @type {any} */ value) => {
  const i = process.argv.indexOf(`--${name}`);
  return i < 0 ? value : process.argv[i + 1];
};
const count = Number(given('requests', 20_000));
const clients = Math.min(Number(given('clients', 16)), 256);
const seed = Number(given('seed', 1));
const multiDll = given('multi', path.join(root, 'artifacts/bin/MultiInvoker/release/Containerless.MultiInvoker.dll'));
const storeDll = given('store', path.join(root, 'artifacts/bin/LocalMock/release/Containerless.LocalMock.dll'));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'banking-'));
const [port, storePort] = [18600, 18699];
const accounts = ['coffee', 'tea', 'milk'];

const random = randomFrom(seed);

/** @type {import('node:child_process').ChildProcess | undefined} */
let store;
/** @type {Invoker | undefined} */
let multi;

main().then(end, error => {
  console.error(error);
  return end(1);
});

/** @param {number} code */
async function end(code) {
  await multi?.stop();
  store?.kill('SIGTERM');
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

async function main() {
  store = spawn('dotnet', [storeDll, '--port', String(storePort), '--delay-ms', '0-2'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  await until(async () => (await send({ port: storePort, path: '/', method: 'GET' })).status === 200, 'the store answers');
  const prepared = spawnSync('node', [path.join(root, 'javascript/js-transform/bin/js-transform.js'),
    path.join(root, 'javascript/examples/banking.js'), '--out', path.join(folder, '.containerless/banking/function'), '--name', 'banking'], { encoding: 'utf8' });
  if (prepared.status !== 0) throw new Error(prepared.stdout + prepared.stderr);
  const side = {
    image_name: 'banking', isolation: 'process', utilization_log: '', max_requests_to_trace: Math.min(500, Math.ceil(count / 10)),
    environment: { STORE_URL: `http://127.0.0.1:${storePort}` }, allowed_hosts: [`127.0.0.1:${storePort}`],
  };
  multi = new Invoker(multiDll, folder, {
    bind_port: port, admin_port: port + 1000, config_a: { ...side, bind_port: port + 1, admin_port: port + 1001 },
    config_b: { ...side, bind_port: port + 2, admin_port: port + 1002 },
  });
  await multi.ready();

  const before = await balances();
  const expected = { ...before };
  /** @type {Record<string, Record<string, number>>} */
  const answers = {};
  /** @type {string[]} */
  const wrong = [];
  let sent = 0;
  let extra = 0;
  const one = async () => {
    const [name, amount, deposit] = [accounts[Math.floor(random() * 3)], 1 + Math.floor(random() * 50), random() < 0.6];
    const reply = await send({ port, path: deposit ? '/deposit' : '/withdraw', body: { name, amount } });
    const tier = reply.headers['containerless-tier'] ?? 'none';
    const said = reply.body.trim();
    answers[tier] ??= {};
    answers[tier][said] = (answers[tier][said] ?? 0) + 1;
    if (said === 'Done!') expected[name] += deposit ? amount : -amount;
    else if (said !== 'Conflict!' && said !== 'The balance is too low.') wrong.push(`${reply.status} ${tier} ${said}`);
  };
  await Promise.all(Array.from({ length: clients }, async () => {
    // On a fast machine all may be sent before B serves: then some more follow.
    while (sent < count || (!answers.compiled && extra++ < 200_000)) {
      sent++;
      await one();
    }
  }));
  const after = await balances();
  const status = await multi.status();
  for (const name of accounts) {
    if (after[name] !== expected[name]) wrong.push(`${name}: ${before[name]} became ${after[name]}, not ${expected[name]}`);
  }
  if (status.switches !== 1 || !answers.tracing || !answers.container || !answers.compiled) wrong.push(`not across the switch: ${JSON.stringify(answers)}`);

  const kinds = ['Done!', 'Conflict!', 'The balance is too low.'];
  const lines = [
    `Written by \`node bench/banking.js --requests ${count} --clients ${clients} --seed ${seed}\`; do not edit. ${machine()}.`, '',
    `${sent} deposits and withdrawals by ${clients} clients at a time through the banking example, across the switch. A commit that conflicts with `
      + 'another is answered `Conflict!`, and nothing was done.', '',
    `| answered by | ${kinds.join(' | ')} |`, '|---|---|---|---|',
    ...['tracing', 'container', 'compiled'].map(tier => `| ${tier} | ${kinds.map(kind => answers[tier]?.[kind] ?? 0).join(' | ')} |`), '',
    '| account | at the start | what was `Done!` | at the end |', '|---|---|---|---|',
    ...accounts.map(name => `| ${name} | ${before[name]} | ${expected[name] - before[name]} | ${after[name]} |`), '',
    `Wrong balances, failed or other answers: ${wrong.length}.`, '',
  ];
  if (!process.argv.includes('--no-report')) write('banking', lines);
  console.log(lines.join('\n'));
  wrong.slice(0, 20).forEach(each => console.error(each));
  return wrong.length === 0 ? 0 : 1;
}

/** What the store says, asked directly. @returns {Promise<Record<string, number>>} */
async function balances() {
  const found = await Promise.all(accounts.map(async name =>
    [name, JSON.parse((await send({ port: storePort, path: '/balance', body: { name } })).body).balance]));
  return Object.fromEntries(found);
}
