// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { Store } = require('./store');

const root = path.join(__dirname, '../..');
/** Milliseconds between replies that are to come one after the other; each further try takes four times as long. */
const gaps = [6, 24, 96];

/** Plain Node with the functions' library, and no invoker; some processes, since each serves one request at a time. */
class Reference {
  /** @param {string} source @param {number} count */
  constructor(source, count) {
    this.source = source;
    this.count = count;
    this.store = new Store();
    /** @type {{process: import('node:child_process').ChildProcess, socket: string}[]} */
    this.free = [];
    /** @type {((node: any) => void)[]} */
    this.waiting = [];
    /** @type {import('node:child_process').ChildProcess[]} */
    this.all = [];
  }

  async start() {
    this.port = await this.store.listen();
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reference-'));
    fs.mkdirSync(path.join(this.folder, 'node_modules'));
    fs.symlinkSync(path.join(root, 'javascript/containerless'), path.join(this.folder, 'node_modules/containerless'));
    fs.copyFileSync(this.source, path.join(this.folder, 'index.js'));
    for (let i = 0; i < this.count; i++) {
      const socket = path.join(this.folder, `s${i}`);
      const child = spawn('node', [path.join(this.folder, 'index.js')], {
        env: { PATH: process.env.PATH, CONTAINERLESS_LISTEN: `unix:${socket}`, TZ: 'UTC' }, stdio: ['ignore', 'inherit', 'inherit'],
      });
      this.all.push(child);
      while (!fs.existsSync(socket)) await new Promise(resolve => setTimeout(resolve, 20));
      this.free.push({ process: child, socket });
    }
  }

  /** Ends its processes at once. */
  kill() {
    for (const child of this.all) child.kill('SIGKILL');
  }

  async stop() {
    this.kill();
    this.store.close();
    fs.rmSync(/** @type {string} */ (this.folder), { recursive: true, force: true });
  }

  /**
   * Asks Node for the answer to a request, with replies in the order that an answer tells of.
   * @param {any} body @param {string} got
   * @returns {Promise<string | null | undefined>} how the answer differs; null where it does not, undefined where Node was
   *   given the replies in another order, however far apart
   */
  async difference(body, got) {
    const order = orderOf(got);
    let expected = '';
    for (const gap of gaps) {
      const node = this.free.pop() ?? await new Promise(resolve => this.waiting.push(resolve));
      try {
        const delays = delaysFor(body, order, gap);
        expected = await post(node.socket, { ...body, store: `http://127.0.0.1:${this.port}`, delays });
      } finally {
        const next = this.waiting.shift();
        if (next) next(node);
        else this.free.push(node);
      }
      this.store.runs.delete(body.run);
      if (masked(expected) === masked(got)) return null;
      if (orderOf(expected).join() === order.join()) return `got ${got}, Node answers ${expected}`;
    }
    return undefined;
  }
}

/** @param {string} answer @returns {number[]} */
function orderOf(answer) {
  return JSON.parse(answer).seen.filter((/** @type {any} */ entry) => typeof entry === 'object').map((/** @type {any} */ entry) => entry.k);
}

/** @param {any} body @param {number[]} order @param {number} gap */
function delaysFor({ way, calls }, order, gap) {
  const delays = new Array(calls).fill(0);
  if (way !== 'fan' && way !== 'race' && way !== 'timer') return delays;
  const last = calls - 1;
  const together = way === 'fan' ? order : order.filter(k => k !== last);
  together.forEach((k, i) => { delays[k] = (i + 1) * gap; });
  if (way === 'race') {
    // The last call is made when the first reply comes; who has not replied when it does is not told of.
    delays[last] = Math.max(0, together.length - 0.5) * gap;
    for (let k = 0; k < last; k++) if (!together.includes(k)) delays[k] = (together.length + 3) * gap;
  }
  return delays;
}

/** Chance and time are different each time. @param {string} answer */
function masked(answer) {
  return JSON.stringify(JSON.parse(answer), (name, value) => name === 'chance' || name === 'time' ? typeof value : value);
}

/** @param {string} socketPath @param {any} body @returns {Promise<string>} */
function post(socketPath, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath, method: 'POST', path: '/', headers: { 'content-type': 'application/json' } }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', chunk => { text += chunk; }).on('end', () => resolve(text));
    });
    request.on('error', reject).end(JSON.stringify(body));
  });
}

module.exports = { Reference };
