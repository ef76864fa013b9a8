// @ts-check
'use strict';

const http = require('node:http');
const { open } = require('./sockets');

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
    request.resume();
    if (request.method === 'GET' && request.url === '/ping') return reply(response, 200, 'text/plain; charset=utf-8', 'ok');
    if (request.method === 'GET' && request.url === '/trace' && makeTrace) {
      return reply(response, 200, 'application/json', JSON.stringify(makeTrace()));
    }
    reply(response, 404, 'text/plain; charset=utf-8', 'not found');
  });
  open(server, address);
  return server;
}

/** @param {http.ServerResponse} response @param {number} status @param {string} type @param {string} body */
function reply(response, status, type, body) {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
}

module.exports = { provideTrace, openControl, reply };
