// @ts-check
'use strict';

const http = require('node:http');
const environment = require('./environment');

/** The functions of the platform, before the function's own tracked ones take their place (see timers.js). */
const { setTimeout, clearTimeout } = globalThis;

/** A call fails when no connection comes in for this long; the invoker keeps some ready. */
const patienceMilliseconds = 5_000;

/**
 * Connections that came in and are not used yet.
 * @type {Set<import('node:net').Socket>}
 */
const spare = new Set();

/**
 * Calls that wait for one.
 * @type {Set<(socket: import('node:net').Socket) => void>}
 */
const waiting = new Set();

/** All connections that came in. @type {Set<import('node:net').Socket>} */
const all = new Set();

/** Keeps a connection that the invoker opened for a call. @param {import('node:net').Socket} socket */
function offer(socket) {
  // A server's connections may be half open; a client's end with the other side.
  socket.allowHalfOpen = false;
  socket.setTimeout(0);
  socket.setNoDelay(true);
  socket.on('error', () => {});
  socket.on('close', () => {
    spare.delete(socket);
    all.delete(socket);
  });
  // Read, so that its end is seen. The invoker says nothing before it is asked.
  socket.on('data', unasked);
  all.add(socket);
  const [first] = waiting;
  if (first) first(take(socket));
  else spare.add(socket);
}

/** @this {import('node:net').Socket} */
function unasked() {
  this.destroy();
}

/** @param {import('node:net').Socket} socket */
function take(socket) {
  spare.delete(socket);
  socket.off('data', unasked);
  return socket;
}

/** Makes connections for calls out of those that came in. */
class LentAgent extends http.Agent {
  /** @param {any} _options @param {(error: Error | null, socket?: import('node:net').Socket) => void} done */
  createConnection(_options, done) {
    const [first] = spare;
    if (first) {
      done(null, take(first));
      return undefined;
    }
    /** @param {import('node:net').Socket} socket */
    const use = socket => {
      waiting.delete(use);
      clearTimeout(timer);
      done(null, socket);
    };
    const timer = setTimeout(() => {
      waiting.delete(use);
      done(new Error('there is no connection to the egress'));
    }, patienceMilliseconds);
    waiting.add(use);
    return undefined;
  }
}

/**
 * The options of a request that reach the egress; null where calls go straight to the network.
 * @param {import('node:http').AgentOptions} options of the agent
 * @returns {any}
 */
function egressOptions(options) {
  const { egress } = environment;
  if (!egress) return null;
  if (egress === 'control') return { host: 'egress', agent: new LentAgent(options) };
  const where = 'path' in egress ? { socketPath: egress.path } : { host: egress.host, port: egress.port };
  return { ...where, agent: new http.Agent(options) };
}

/** Ends the connections that came in: a server that closes waits for them. */
function closeLent() {
  for (const socket of all) socket.destroy();
}

module.exports = { offer, egressOptions, closeLent };
