// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { describe, test } = require('node:test');
const { withServer } = require('./harness');

const token = 'the-token';
const relay = `c.listen(r => {
  const done = reply => c.respond(reply === undefined ? 'undefined' : JSON.stringify(reply));
  if (r.path === '/get') c.get(r.body, done);
  else if (r.path === '/many') Promise.all(r.body.map(url => new Promise(all => c.get(url, all)))).then(done);
  else c.respond(r.path);
});`;

/** @returns {Promise<number>} */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * @param {number} port @param {{method?: string, path: string, headers?: any}} options @param {string} [body]
 * @returns {Promise<{status: number | undefined, body: string}>}
 */
function ask(port, options, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'containerless-token': token, ...options.headers };
    for (const name of Object.keys(headers)) if (headers[name] === undefined) delete headers[name];
    const request = http.request({ host: '127.0.0.1', port, agent: false, method: 'POST', ...options, headers }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', chunk => { text += chunk; });
      response.on('end', () => resolve({ status: response.statusCode, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/**
 * Opens a connection for the function's calls, as the invoker does, and puts it through to a server.
 * @param {number} control @param {number} to @returns {Promise<import('node:stream').Duplex>}
 */
function lend(control, to) {
  return new Promise((resolve, reject) => {
    const headers = { connection: 'upgrade', upgrade: 'containerless-egress', 'containerless-token': token };
    const request = http.request({ host: '127.0.0.1', port: control, path: '/egress', headers });
    request.on('upgrade', (_, socket, head) => {
      const out = net.connect(to, '127.0.0.1');
      // A call that waited may begin right behind the answer.
      out.write(head);
      socket.on('error', () => {});
      out.on('error', () => {});
      socket.pipe(out).pipe(socket);
      resolve(socket);
    });
    request.on('response', response => reject(new Error(`${response.statusCode}`)));
    request.on('error', reject);
    request.end();
  });
}

/**
 * @param {string} source
 * @param {(f: {port: number, control: number, child: import('node:child_process').ChildProcess}) => Promise<void>} work
 */
async function withTcpFunction(source, work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tcp-'));
  const [port, control] = [await freePort(), await freePort()];
  fs.writeFileSync(path.join(folder, 'index.js'), `const c = require(${JSON.stringify(path.join(__dirname, '..'))});\n${source}`);
  const child = spawn(process.execPath, [path.join(folder, 'index.js')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      CONTAINERLESS_LISTEN: `tcp:0.0.0.0:${port}`, CONTAINERLESS_CONTROL: `tcp:0.0.0.0:${control}`, CONTAINERLESS_EGRESS: 'control',
      CONTAINERLESS_TOKEN: `sha256:${createHash('sha256').update(token).digest('hex')}`,
    },
  });
  try {
    for (let i = 0; ; i++) {
      const answer = await ask(control, { method: 'GET', path: '/ping' }).catch(() => null);
      if (answer?.status === 200) break;
      assert.ok(i < 200, 'it does not start');
      await new Promise(resolve => setTimeout(resolve, 25));
    }
    await work({ port, control, child });
  } finally {
    child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

describe('over TCP', () => {
  test('nothing is answered without the token', () => withTcpFunction(relay, async ({ port, control }) => {
    assert.deepEqual(await ask(port, { path: '/x' }, '{}'), { status: 200, body: '/x' });
    for (const headers of [{ 'containerless-token': undefined }, { 'containerless-token': 'the-tokem' }, { 'containerless-token': '' }]) {
      for (const [where, target] of /** @type {[number, string][]} */ ([[port, '/x'], [control, '/ping'], [control, '/trace']])) {
        assert.deepEqual(await ask(where, { path: target, method: 'GET', headers }),
          { status: 403, body: 'Containerless-Token is missing or wrong' });
      }
    }
    const socket = net.connect(control, '127.0.0.1');
    socket.write('GET /egress HTTP/1.1\r\nHost: c\r\nConnection: upgrade\r\nUpgrade: containerless-egress\r\n\r\n');
    assert.match(`${(await once(socket, 'data'))[0]}`, /^HTTP\/1\.1 403 /);
    socket.destroy();
  }));

  test('calls go over connections that come in, and keep them', () => withServer({ '/json': response => response.end('[1]') },
    server => withTcpFunction(relay, async ({ port, control }) => {
      await lend(control, server.port);
      for (let i = 0; i < 3; i++) {
        assert.equal((await ask(port, { path: '/get' }, '"http://somewhere/json"')).body, '[1]');
      }
      assert.deepEqual(server.seen.map(request => [request.url, request.headers.host]), Array(3).fill(['http://somewhere/json', 'somewhere']));
      assert.ok(server.seen.every(request => request.headers['containerless-token'] === undefined));
    })));

  test('calls say over them whose they are', () => withServer({ '/json': response => response.end('[1]') },
    server => withTcpFunction(relay, async ({ port, control }) => {
      await lend(control, server.port);
      const headers = { 'containerless-request': 'abc', 'containerless-random': '0'.repeat(32) };
      for (let i = 0; i < 2; i++) await ask(port, { path: '/get', headers }, '"http://somewhere/json"');
      assert.deepEqual(server.seen.map(request => request.headers['containerless-request']), ['abc 0', 'abc 0']);
    })));

  test('calls wait for a connection, and each gets its own', () => withServer({ '/json': response => setTimeout(() => response.end('[1]'), 50) },
    server => withTcpFunction(relay, async ({ port, control }) => {
      const answer = ask(port, { path: '/many' }, JSON.stringify(Array(3).fill('http://somewhere/json')));
      await new Promise(resolve => setTimeout(resolve, 100));
      for (let i = 0; i < 3; i++) await lend(control, server.port);
      assert.equal((await answer).body, '[[1],[1],[1]]');
    })));

  test('a connection that ended before it was used is not used', () => withServer({ '/json': response => response.end('[1]') },
    server => withTcpFunction(relay, async ({ port, control }) => {
      (await lend(control, server.port)).destroy();
      await new Promise(resolve => setTimeout(resolve, 100));
      await lend(control, server.port);
      assert.equal((await ask(port, { path: '/get' }, '"http://somewhere/json"')).body, '[1]');
    })));

  test('without a connection a call fails in the end', () => withTcpFunction(relay, async ({ port }) => {
    assert.equal((await ask(port, { path: '/get' }, '"http://somewhere/json"')).body, 'undefined');
  }));

  test('SIGTERM ends it while connections for calls are open', () => withServer({}, server => withTcpFunction(relay, async ({ control, child }) => {
    await lend(control, server.port);
    const start = Date.now();
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.ok(Date.now() - start < 3_000);
  })));
});
