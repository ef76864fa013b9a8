// @ts-check
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { after, describe, test } = require('node:test');
const { prepare } = require('../lib/prepare');
const { startFunction, readRequests } = require('../lib/run');
const { schemaErrors } = require('./schema');
const { findAll } = require('./harness');

/**
 * The examples that call a store, with a store that always answers the same, so that answers can be compared; and for all
 * of them: what their requests leave of the trace.
 */
const examples = path.join(__dirname, '../../examples');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'examples-'));
after(() => fs.rmSync(work, { recursive: true, force: true }));

class Store {
  constructor() {
    /** @type {Record<string, number>} */
    this.accounts = { coffee: 100, tea: 12345, milk: 666 };
    /** @type {Record<string, any>} */
    this.files = {};
    this.commits = ['a'.repeat(40), 'b'.repeat(40), 'short'];
    this.server = http.createServer((request, response) => {
      let text = '';
      request.on('data', chunk => { text += chunk; });
      request.on('end', () => {
        const answer = this.answer(`${request.method} ${request.url}`, text === '' ? undefined : JSON.parse(text));
        response.end(JSON.stringify(answer));
      });
    });
  }

  /** @param {string} call @param {any} body @returns {any} */
  answer(call, body) {
    switch (call) {
      case 'POST /upload': return { body: 'Done uploading!\n' };
      case 'POST /login':
        return body.username === 'javascript' && body.password === 'rust' ? body : { body: 'User not found.' };
      case 'GET /status': {
        const sha = /** @type {string} */ (this.commits.shift());
        this.commits.push(sha);
        return { sha };
      }
      case 'POST /status': return { body: 'Done!' };
      case 'GET /begin': return { transaction: 7 };
      case 'POST /balance': return { balance: this.accounts[body.name] };
      case 'POST /commit':
        this.accounts[body.mutation.name] = body.mutation.balance;
        return { body: 'Done!' };
      case 'GET /files?prefix=file-server%2F':
        return { files: Object.keys(this.files).sort().map(name => ({ name, size: JSON.stringify(this.files[name]).length })) };
      default: return this.file(call, body);
    }
  }

  /** @param {string} call @param {any} body @returns {any} */
  file(call, body) {
    const [, method, escaped] = /^(GET|POST) \/files\/(file-server%2F.*)$/.exec(call) ?? assert.fail(`no such call: ${call}`);
    const name = decodeURIComponent(escaped);
    if (name.split('/').includes('..')) return { error: 'the name has a segment that is empty, . or ..' };
    if (method === 'POST') this.files[name] = body;
    return method === 'POST' ? { name } : this.files[name] ?? { error: `no file has the name ${name}` };
  }

  /** @returns {Promise<string>} its URL */
  async open() {
    await new Promise(resolve => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (this.server.address()).port}`;
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** @param {string} name @param {string} program @returns {Promise<{answers: [number, string][], trace: any}>} */
async function serve(name, program) {
  const store = new Store();
  const running = await startFunction(path.join(work, name, program), { environment: { STORE_URL: await store.open() } });
  try {
    /** @type {[number, string][]} */
    const answers = [];
    for (const request of readRequests(path.join(examples, `${name}.requests.json`))) {
      const { status, body } = await running.send(request);
      answers.push([status, body]);
    }
    return { answers, trace: program === 'traced.js' ? await running.trace() : null };
  } finally {
    await running.stop();
    store.close();
  }
}

/**
 * The lines that the requests leave unseen: the default of STORE_URL, and what only a broken store leads to.
 * @type {Record<string, number[]>}
 */
const holes = { login: [4, 11], upload: [4, 8], status: [4, 15, 25], banking: [4, 6, 13, 25, 38],
  'file-server': [4, 12, 18, 33, 45] };

/** @type {Record<string, RegExp[]>} */
const expected = {
  login: [/^Login successful/, /^Invalid/, /^Invalid/, /^Invalid/],
  upload: [/^Done uploading!$/m, /^Done/, /^Done/],
  banking: [/^coffee: 100$/m, /^Done!$/, /^Done!$/, /^The balance is too low/, /^tea: 12345$/m, /^Done!$/, /^Unknown command: \/close/],
  'file-server': [/^There are no files/, /^Stored notes.txt/, /^Remember the milk/, /^Stored lists/, /^\["milk",2,{"tea":null}\]$/,
    /^There is no file lists\/nothing/, /^\d+ lists\/shopping\n\d+ notes.txt\n$/, /^Not stored: /, /^Not stored: /, /^Stored/, /^7$/],
};

describe('examples', () => {
  for (const file of fs.readdirSync(examples).filter(each => each.endsWith('.js'))) {
    const name = path.basename(file, '.js');
    test(name, async () => {
      prepare(path.join(examples, file), path.join(work, name), name);
      const [plain, traced] = await Promise.all([serve(name, 'index.js'), serve(name, 'traced.js')]);
      assert.ok(plain.answers.every(([status]) => status === 200), JSON.stringify(plain.answers));
      assert.deepEqual(traced.answers, plain.answers);
      expected[name]?.forEach((pattern, i) => assert.match(plain.answers[i][1], pattern));
      assert.deepEqual(schemaErrors(traced.trace), []);
      assert.deepEqual(findAll(traced.trace, 'unsupported'), []);
      assert.deepEqual(findAll(traced.trace, 'unknown').map(node => node.at[0]), holes[name] ?? []);
    });
  }
});
