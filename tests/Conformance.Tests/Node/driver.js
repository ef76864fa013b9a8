// @ts-check
'use strict';

// Serves functions to the conformance tests: jobs come as lines of JSON on standard input, results leave as lines on
// standard output. Each job is one instance of one function, in a worker of its own (function.js): its own globals, its
// own copy of the library, its own process.env. Starting a worker costs half of what a process does.
//
// A job of kind `generate` makes random programs instead (Fuzzing/Generator), one of kind `reduce` lists smaller programs.
//
// job:    {"id", "kind": "plain" | "traced", "source", "environment": {…}, "requests": [{"target", "type", "body": base64}]}
// result: {"id", "answers": [{"status", "body"}], "trace": text or null, "fault": text or null}

const fs = require('node:fs');
const path = require('node:path');
const readline = require('node:readline');
const { Worker } = require('node:worker_threads');

const [, , root, folder] = process.argv;
const { transform } = require(path.join(root, 'javascript/js-transform'));
const { makeBatch } = require('../Fuzzing/Generator/program');
const { smallerPrograms } = require('../Fuzzing/Generator/smaller');

/** Longer than any honest function takes on a machine that is busy with other things. */
const patienceMilliseconds = 60_000;

// Functions find the library as a prepared function does: beside them.
fs.mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
fs.symlinkSync(path.join(root, 'javascript/containerless'), path.join(folder, 'node_modules', 'containerless'), 'dir');

let folders = 0;
/** @type {Map<string, string>} */
const prepared = new Map();

/** The folder of a prepared function (docs/wire.md), without its copy of the library. @param {string} source */
function prepare(source) {
  let made = prepared.get(source);
  if (!made) {
    made = path.join(folder, `f${++folders}`);
    const { code, skeleton } = transform(source, { fileName: 'case.js' });
    fs.mkdirSync(made);
    fs.writeFileSync(path.join(made, 'index.js'), source);
    fs.writeFileSync(path.join(made, 'traced.js'), code);
    fs.writeFileSync(path.join(made, 'skeleton.json'), JSON.stringify(skeleton));
    prepared.set(source, made);
  }
  return made;
}

/** @param {any} job @returns {Promise<any>} */
function run({ kind, source, environment, requests }) {
  return new Promise((resolve, reject) => {
    const file = path.join(prepare(source), kind === 'traced' ? 'traced.js' : 'index.js');
    const worker = new Worker(path.join(__dirname, 'function.js'), {
      workerData: { file, requests, traced: kind === 'traced' },
      env: { ...environment, CONTAINERLESS_CONTROL: 'tcp:127.0.0.1:1', CONTAINERLESS_EGRESS: 'unix:/nonexistent/egress' },
      stdout: true,
      stderr: true,
    });
    let errors = '';
    worker.stdout.resume();
    worker.stderr.on('data', chunk => { errors += chunk; });
    /** @type {{status: number, body: string}[]} */
    const answers = [];
    const timer = setTimeout(() => worker.terminate(), patienceMilliseconds);
    worker.on('message', message => {
      if (message.answer) answers.push(message.answer);
      else {
        resolve({ answers, trace: message.trace, fault: null });
        worker.terminate();
      }
    });
    worker.on('error', reject);
    worker.on('exit', code => {
      clearTimeout(timer);
      resolve({ answers, trace: null, fault: `the function ended with code ${code}: ${errors}` });
    });
  });
}

readline.createInterface({ input: process.stdin }).on('line', async line => {
  const job = JSON.parse(line);
  let result;
  try {
    result = job.kind === 'generate' ? makeBatch(job.seed, job.first, job.count)
      : job.kind === 'reduce' ? { programs: smallerPrograms(root, job.source) }
        : await run(job);
  } catch (error) {
    result = { answers: [], trace: null, fault: `${/** @type {any} */ (error)?.stack ?? error}` };
  }
  process.stdout.write(`${JSON.stringify({ id: job.id, ...result })}\n`);
}).on('close', () => process.exit(0));
