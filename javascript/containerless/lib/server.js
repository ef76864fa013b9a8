// @ts-check
'use strict';

const http = require('node:http');
const environment = require('./environment');
const { openControl, reply } = require('./control');
const { closeLent } = require('./egress');
const { readJournal } = require('./journal');
const { readRequest, BadRequest } = require('./request');
const { open } = require('./sockets');
const { isOurs, refuse } = require('./token');

/** A client's headers, as many as the invoker takes, and the invoker's own. */
const maxHeaderSize = 64 << 10;
/** After SIGTERM, the longest that running requests are waited for. */
const graceMilliseconds = 5_000;

/**
 * Opens the function's listener and, when there is to be one, the control listener.
 * @param {import('./instance').Instance} instance
 */
function openServers(instance) {
  const server = http.createServer({ maxHeaderSize }, (request, response) => {
    if (!isOurs(request)) return refuse(response);
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => accept(instance, request, response, Buffer.concat(chunks)));
  });
  const servers = [server];
  // The control listener answers only when the function's own does.
  open(server, environment.listen, () => {
    if (environment.control) servers.push(openControl(environment.control));
  });

  if (environment.lifeline === 'stdin') {
    // Whoever started the process holds the other end: it closes when that one stops us, and when it is killed.
    process.stdin.on('end', () => process.exit(0));
    process.stdin.on('error', () => process.exit(0));
    process.stdin.resume();
  }

  process.once('SIGTERM', () => {
    let left = servers.length;
    // Requests may still call out until they are answered.
    server.on('close', closeLent);
    for (const each of servers) {
      each.close(() => { if (--left === 0) process.exit(0); });
      each.closeIdleConnections();
    }
    setTimeout(() => process.exit(0), graceMilliseconds).unref();
  });
}

/**
 * @param {import('./instance').Instance} instance @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response @param {Buffer} body
 */
function accept(instance, request, response, body) {
  // A client that went away is no reason to stop.
  response.on('error', () => {});
  let read;
  try {
    read = readRequest(/** @type {string} */ (request.url), request.headers['content-type'], body);
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    replyError(response, 400, { name: 'BadRequest', message: error.message, line: null });
    return;
  }
  instance.submit({
    request: read,
    journal: readJournal(request.headers),
    reply: (status, outcome) => status === 200
      ? reply(response, 200, 'text/plain; charset=utf-8', outcome)
      : replyError(response, status, outcome),
  });
}

/** @param {http.ServerResponse} response @param {number} status @param {any} error */
function replyError(response, status, error) {
  reply(response, status, 'application/json', JSON.stringify({ error }));
}

module.exports = { openServers };
