// @ts-check
'use strict';

const http = require('node:http');
const environment = require('./environment');
const { offer } = require('./egress');
const { open } = require('./sockets');
const { isOurs, refuse } = require('./token');

/** @type {(() => any) | null} */
let makeTrace = null;

/** @param {() => any} make what `GET /trace` gives, as JSON */
function provideTrace(make) {
  makeTrace = make;
}

/**
 * Opens the control listener, which only the invoker can reach.
 * @param {import('./environment').Address} address
 */
function openControl(address) {
  const server = http.createServer((request, response) => {
    if (!isOurs(request)) return refuse(response);
    request.resume();
    if (request.method === 'GET' && request.url === '/ping') return reply(response, 200, 'text/plain; charset=utf-8', 'ok');
    if (request.method === 'GET' && request.url === '/trace' && makeTrace) {
      return reply(response, 200, 'application/json', JSON.stringify(makeTrace()));
    }
    reply(response, 404, 'text/plain; charset=utf-8', 'not found');
  });
  if (environment.egress === 'control') server.on('upgrade', lend);
  open(server, address);
  return server;
}

/**
 * Takes a connection that the invoker opened for our calls: from now on we ask, and the egress at its other end answers.
 * @param {http.IncomingMessage} request @param {import('node:stream').Duplex} socket
 */
function lend(request, socket) {
  if (!isOurs(request) || request.url !== '/egress') {
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: containerless-egress\r\n\r\n');
  offer(/** @type {import('node:net').Socket} */ (socket));
}

/** @param {http.ServerResponse} response @param {number} status @param {string} type @param {string} body */
function reply(response, status, type, body) {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
}

module.exports = { provideTrace, openControl, reply };
