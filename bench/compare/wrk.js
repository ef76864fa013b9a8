// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { execFile, spawnSync } = require('node:child_process');
const { promisify } = require('node:util');

const root = path.join(__dirname, '../..');

/** Fails where wrk is missing. */
function needWrk() {
  if (spawnSync('wrk', ['-v']).error) throw new Error('wrk is missing: apt-get install wrk');
}

/** The requests that come with an example. @param {string} name @returns {{path: string, body: string, headers: Record<string, string>}[]} */
function requestsOf(name) {
  return JSON.parse(fs.readFileSync(path.join(root, `javascript/examples/${name}.requests.json`), 'utf8'))
    .map((/** @type {any} */ r) => {
      const isText = typeof r.body === 'string' && r.headers?.['content-type'];
      return {
        path: r.path + queryOf(r.query),
        body: r.body === undefined ? '' : isText ? r.body : JSON.stringify(r.body),
        headers: { 'content-type': 'application/json', ...r.headers },
      };
    });
}

const queryOf = (/** @type {any} */ query) => query && Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : '';

const luaText = (/** @type {string} */ text) => `"${[...Buffer.from(text)].map(b => `\\${String(b).padStart(3, '0')}`).join('')}"`;

const luaRequest = (/** @type {any} */ r) => `{path=${luaText(r.path)},body=${luaText(r.body)},headers={${
  Object.entries(r.headers).map(([k, v]) => `[${luaText(k)}]=${luaText(v)}`).join(',')}}}`;

/** Writes requests down for `wrk`. @param {string} file @param {ReturnType<typeof requestsOf>} requests */
function writeRequests(file, requests) {
  fs.writeFileSync(file, `return {${requests.map(luaRequest).join(',')}}`);
}

/**
 * Sends the requests of a file in turn, as fast as they are answered.
 * @param {string} file @param {number} port @param {number} connections @param {number} seconds
 * @returns {Promise<{requests: number, seconds: number, p50_ms: number, p99_ms: number, errors: number}>}
 */
async function wrk(file, port, connections, seconds) {
  const { stdout, stderr } = await promisify(execFile)('wrk', ['-t', '1', '-c', String(connections), '-d', `${seconds}s`,
    '--timeout', '10s', '-s', path.join(root, 'bench/requests.lua'), `http://127.0.0.1:${port}`],
  { env: { ...process.env, REQUESTS_LUA: file } });
  const line = /RESULT (.*)/.exec(stdout);
  if (!line) throw new Error(stdout + stderr);
  return JSON.parse(line[1]);
}

module.exports = { needWrk, requestsOf, writeRequests, wrk };
