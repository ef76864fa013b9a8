#!/usr/bin/env node
// @ts-check
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { prepare } = require('../lib/prepare');
const { RefusedError } = require('../lib/errors');
const { startFunction, readRequests } = require('../lib/run');

/** Traces FILE.js with the requests of REQUESTS.json and prints the trace; the answers go to stderr. */
async function main() {
  const [file, requestsFile] = process.argv.slice(2);
  if (!file || !requestsFile) {
    console.error('usage: trace FILE.js REQUESTS.json > trace.json');
    return 2;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trace-'));
  try {
    prepare(file, folder, path.basename(file, '.js'));
    const running = await startFunction(path.join(folder, 'traced.js'), { environment: process.env });
    try {
      for (const request of readRequests(requestsFile)) {
        const answer = await running.send(request);
        console.error(`${request.path} → ${answer.status} ${answer.body}`);
      }
      process.stdout.write(`${JSON.stringify(await running.trace(), null, 1)}\n`);
    } finally {
      await running.stop();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    console.error(error.format(file));
    return 2;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main().then(code => { process.exitCode = code; });
