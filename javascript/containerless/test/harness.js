// @ts-check
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { startFunction } = require('js-transform/lib/run');

/**
 * Writes a function that requires this library and starts it over Unix sockets; `work` gets it and is followed by its end.
 * @param {string} source the function without its first line, which names the library `c`
 * @param {(running: Awaited<ReturnType<typeof startFunction>>) => Promise<void>} work
 * @param {Parameters<typeof startFunction>[1]} [options]
 */
async function withFunction(source, work, options) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'library-'));
  try {
    fs.mkdirSync(path.join(folder, 'node_modules'));
    fs.symlinkSync(path.join(__dirname, '..'), path.join(folder, 'node_modules', 'containerless'));
    fs.writeFileSync(path.join(folder, 'index.js'), `const c = require('containerless');\n${source}`);
    const running = await startFunction(path.join(folder, 'index.js'), options);
    try {
      await work(running);
    } finally {
      await running.stop();
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A server that keeps what it was sent and answers by path, on a Unix socket or on 127.0.0.1.
 * @param {Record<string, (response: http.ServerResponse, body: string) => void>} answers
 * @param {(server: {address: string, port: number, seen: {method?: string, url?: string, headers: any, raw: string[], body: string}[]}) => Promise<void>} work
 * @param {'unix' | 'tcp'} kind
 */
async function withServer(answers, work, kind = 'tcp') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'server-'));
  /** @type {any[]} */
  const seen = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', chunk => { body += chunk; }).on('end', () => {
      const { method, url, headers, rawHeaders } = request;
      seen.push({ method, url, headers, raw: rawHeaders, body });
      const { pathname } = new URL(/** @type {string} */ (url), 'http://localhost');
      const answer = answers[pathname];
      if (answer) answer(response, body);
      else response.writeHead(404).end('"nothing"');
    });
  });
  const socket = path.join(folder, 's');
  await new Promise(resolve => server.listen(kind === 'unix' ? socket : { host: '127.0.0.1', port: 0 }, () => resolve(undefined)));
  try {
    const port = kind === 'tcp' ? /** @type {import('node:net').AddressInfo} */ (server.address()).port : 0;
    await work({ address: kind === 'unix' ? `unix:${socket}` : `tcp:127.0.0.1:${port}`, port, seen });
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { withFunction, withServer };
