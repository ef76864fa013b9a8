// @ts-check
'use strict';

const http = require('node:http');
const https = require('node:https');
const { egressOptions } = require('./egress');

const { setImmediate } = globalThis;

/** A free connection is given up before a server's usual 5 s, so that its closing does not meet our next call. */
const idleMilliseconds = 4_000;
/** A call without egress in front of it fails after this long without a byte. */
const silenceMilliseconds = 60_000;

/** Where all calls go; null: straight to the network. */
const egress = egressOptions({ keepAlive: true, timeout: idleMilliseconds });

const agents = {
  'http:': new http.Agent({ keepAlive: true, timeout: idleMilliseconds }),
  'https:': new https.Agent({ keepAlive: true, timeout: idleMilliseconds }),
};

/** Headers that are the connection's business, not the function's. */
const reserved = new Set([
  'connection', 'content-length', 'expect', 'host', 'keep-alive', 'proxy-connection', 'te', 'trailer',
  'transfer-encoding', 'upgrade',
]);

/**
 * Makes a call. `done` gets the reply parsed as JSON, whatever its status, or undefined; never before this returns.
 * @typedef {{method: 'GET' | 'POST', url: string, headers: [string, string][], body: string | undefined,
 *   journal?: import('./journal').Journal | null}} Call its journal is that of the request that makes it
 * @param {Call} call @param {(reply: any) => void} done
 */
function call(call, done) {
  if (call.url.startsWith('data:')) {
    const reply = parse(call.url.slice('data:'.length));
    setImmediate(() => done(reply));
    return;
  }
  let options;
  try {
    options = makeOptions(call);
  } catch {
    setImmediate(() => done(undefined));
    return;
  }
  send(options, call, done);
}

/**
 * @param {Call} call
 * @returns {{transport: typeof http | typeof https, options: any, body: Buffer | undefined, identity?: [string, string][]}}
 */
function makeOptions({ method, url, headers, body }) {
  const target = new URL(url);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') throw new Error(`unsupported protocol: ${target.protocol}`);
  const bytes = body === undefined ? undefined : Buffer.from(body);
  /** @type {Record<string, string | number>} */
  const all = { host: target.host, accept: 'application/json' };
  if (bytes) {
    all['content-type'] = 'application/json';
    all['content-length'] = bytes.length;
  }
  if (target.username || target.password) all.authorization = basic(decodeURIComponent(target.username), decodeURIComponent(target.password));
  for (const [name, value] of headers) if (!reserved.has(name.toLowerCase())) all[name.toLowerCase()] = value;
  target.username = target.password = target.hash = '';

  if (egress) {
    // Not for the function to say: they are between us and the egress.
    for (const name of Object.keys(all)) if (name.startsWith('containerless-')) delete all[name];
    return { transport: http, body: bytes, options: { ...egress, method, path: target.href, headers: all } };
  }
  const transport = target.protocol === 'http:' ? http : https;
  const hostname = target.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    transport,
    body: bytes,
    options: {
      hostname, port: target.port || undefined, method, path: target.pathname + target.search, headers: all,
      agent: agents[target.protocol], timeout: silenceMilliseconds,
    },
  };
}

/**
 * @param {{transport: typeof http | typeof https, options: any, body: Buffer | undefined, identity?: [string, string][]}} prepared
 * @param {Call} call @param {(reply: any) => void} done
 */
function send({ transport, options, body, identity }, call, done) {
  const { journal } = call;
  let finished = false;
  const finish = (/** @type {any} */ reply, /** @type {any} */ place = undefined) => {
    if (finished) return;
    finished = true;
    if (journal && place !== undefined) journal.arrived(place, () => done(reply));
    else done(reply);
  };
  const miss = () => {
    if (!finished) journal?.missed();
    finish(undefined);
  };
  let request;
  try {
    request = transport.request(options);
  } catch {
    // A header that HTTP does not allow.
    setImmediate(() => finish(undefined));
    return;
  }
  if (egress && journal) {
    // A call that is sent again is the same one.
    identity ??= journal.identify();
    for (const [name, value] of identity) request.setHeader(name, value);
  }
  request.on('timeout', () => { if (options.timeout) request.destroy(new Error('timeout')); });
  request.on('error', error => {
    // The server closed a kept connection just then. What has an effect is not sent twice.
    const stale = request.reusedSocket && /** @type {NodeJS.ErrnoException} */ (error).code === 'ECONNRESET';
    if (!finished && stale && call.method === 'GET') {
      finished = true;
      send({ transport, options, body, identity }, call, done);
    } else miss();
  });
  request.on('response', response => {
    /** @type {Buffer[]} */
    const chunks = [];
    response.on('data', chunk => chunks.push(chunk));
    response.on('error', miss);
    response.on('end', () => {
      const place = response.headers['containerless-arrival'];
      if (response.headers['containerless-egress-error'] !== undefined) finish(undefined, place);
      else finish(parse(Buffer.concat(chunks).toString('utf8')), place);
    });
  });
  request.end(body);
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {string} user @param {string} password */
function basic(user, password) {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

module.exports = { call, basic };
