// @ts-check
'use strict';

// One instance of one function, as `node index.js` runs it: the real library and the function as the main module. Only the
// network is a stand-in: `http.createServer` makes a server whose requests are those of the job, one after the other.

const { EventEmitter } = require('node:events');
const http = require('node:http');
const Module = require('node:module');
const { parentPort, workerData } = require('node:worker_threads');

const { setImmediate, setTimeout } = globalThis;
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const { file, requests, traced } = workerData;

/** Handlers of the servers that were opened: the function's, then the control listener's. @type {Function[]} */
const handlers = [];

/** @type {any} */ (http).createServer = (/** @type {any[]} */ ...given) => {
  const handler = given.at(-1);
  const server = new EventEmitter();
  return Object.assign(server, {
    listen(/** @type {any} */ _, /** @type {() => void} */ started) {
      const last = handlers.push(handler) === 2;
      setImmediate(() => {
        started();
        if (last) serve();
      });
    },
  });
};

/** @param {Function} handler @param {{method: string, url: string, headers: any}} head @param {Buffer} body @returns {Promise<{status: number, body: string}>} */
function exchange(handler, head, body) {
  return new Promise(resolve => {
    const request = Object.assign(new EventEmitter(), head, { resume() {} });
    let status = 0;
    const response = Object.assign(new EventEmitter(), {
      writeHead(/** @type {number} */ code) {
        status = code;
        return response;
      },
      end(/** @type {any} */ bytes) {
        resolve({ status, body: Buffer.from(bytes).toString('utf8') });
      },
    });
    handler(request, response);
    if (body.length > 0) request.emit('data', body);
    request.emit('end');
  });
}

async function serve() {
  for (const { target, type, body } of requests) {
    const headers = type === null ? {} : { 'content-type': type };
    const answer = await exchange(handlers[0], { method: 'POST', url: target, headers }, Buffer.from(body, 'base64'));
    port.postMessage({ answer });
  }
  if (!traced) return port.postMessage({ trace: null });
  await quiet();
  const { body } = await exchange(handlers[1], { method: 'GET', url: '/trace', headers: {} }, Buffer.alloc(0));
  port.postMessage({ trace: body });
}

/** What the function does after its last answer belongs to the trace. */
async function quiet() {
  const deadline = Date.now() + 500;
  do {
    await new Promise(resolve => setTimeout(resolve, 2));
  } while (process.getActiveResourcesInfo().some(name => name === 'Timeout' || name === 'Immediate') && Date.now() < deadline);
}

// The library asks for the main module's file; an error's line is found by it.
/** @type {any} */ (Module)._load(file, null, true);
