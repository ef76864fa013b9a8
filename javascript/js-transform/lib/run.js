// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { once } = require('node:events');

/**
 * Runs a prepared function over Unix sockets, for the tests and bin/trace.js.
 *
 * @typedef {{path: string, query?: Record<string, any>, body?: any, headers?: Record<string, string>, method?: string}} Request
 * @typedef {{status: number, body: string, headers: http.IncomingHttpHeaders}} Answer
 */

/** @param {string} file a JSON array of requests @returns {Request[]} */
function readRequests(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

class Running {
  /** @param {import('node:child_process').ChildProcess} child @param {string} folder */
  constructor(child, folder) {
    this.child = child;
    this.folder = folder;
    this.output = '';
    this.errors = '';
    child.stdout?.on('data', chunk => { this.output += chunk; });
    child.stderr?.on('data', chunk => { this.errors += chunk; });
    this.exited = once(child, 'exit');
    this.agent = new http.Agent({ keepAlive: true });
  }

  /** @param {string} socket @param {{method: string, path: string, headers?: any}} options @param {string | Buffer} [body] @returns {Promise<Answer>} */
  request(socket, options, body) {
    return new Promise((resolve, reject) => {
      const request = http.request({ socketPath: path.join(this.folder, socket), agent: this.agent, ...options }, response => {
        /** @type {Buffer[]} */
        const chunks = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () => resolve({
          status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8'), headers: response.headers,
        }));
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Sends a request as the requests file means it. @param {Request} request */
  send({ path: target, query, body, headers, method = 'POST' }) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {})) {
      for (const each of Array.isArray(value) ? value : [value]) search.append(name, each);
    }
    const full = search.size > 0 ? `${target}?${search}` : target;
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const type = body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' };
    return this.request('f', { method, path: full, headers: { ...type, ...headers } }, text);
  }

  async trace() {
    const { status, body } = await this.request('c', { method: 'GET', path: '/trace' });
    if (status !== 200) throw new Error(`no trace: ${status} ${body}`);
    return JSON.parse(body);
  }

  /** @returns {Promise<number | null>} the exit code */
  async stop() {
    this.agent.destroy();
    this.child.kill('SIGTERM');
    const [code] = await this.exited;
    fs.rmSync(this.folder, { recursive: true, force: true });
    return code;
  }
}

/**
 * Starts `node FILE` and waits until it answers.
 * @param {string} file index.js or traced.js
 * @param {{environment?: Record<string, string | undefined>, egress?: string}} [options]
 * @returns {Promise<Running>}
 */
async function startFunction(file, options = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'run-'));
  // Probes make frames larger: with twice V8's usual stack (984 KB) what fits without them fits with them.
  const limits = path.basename(file) === 'traced.js' ? ['--stack-size=1968'] : [];
  const child = spawn(process.execPath, [...limits, file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...options.environment,
      TZ: 'UTC',
      CONTAINERLESS_LISTEN: `unix:${path.join(folder, 'f')}`,
      CONTAINERLESS_CONTROL: `unix:${path.join(folder, 'c')}`,
      ...(options.egress ? { CONTAINERLESS_EGRESS: options.egress } : {}),
    },
  });
  const running = new Running(child, folder);
  for (let i = 0; i < 400; i++) {
    try {
      if ((await running.request('c', { method: 'GET', path: '/ping' })).status === 200) return running;
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== 'ENOENT' && code !== 'ECONNREFUSED') throw error;
    }
    if (child.exitCode !== null) {
      fs.rmSync(folder, { recursive: true, force: true });
      throw new Error(`${path.basename(file)} ended with code ${child.exitCode}: ${running.errors}`);
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  await running.stop();
  throw new Error(`${path.basename(file)} did not start: ${running.errors}`);
}

module.exports = { startFunction, readRequests };
