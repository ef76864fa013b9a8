// @ts-check
'use strict';

const environment = require('./environment');

/** What was found to be right before; the hash is computed once. @type {string | undefined} */
let known;

/**
 * Whether a request comes from whoever started us. Where nobody else can reach our listeners there is no token, and all do.
 * @param {import('node:http').IncomingMessage} request
 */
function isOurs(request) {
  if (environment.token === undefined) return true;
  const token = request.headers['containerless-token'];
  if (typeof token !== 'string') return false;
  if (known !== undefined) return token === known;
  // The environment has the hash alone: variables of containers show in the machine's list of processes.
  const { createHash } = require('node:crypto');
  if (`sha256:${createHash('sha256').update(token).digest('hex')}` !== environment.token) return false;
  known = token;
  return true;
}

/** @param {import('node:http').ServerResponse} response */
function refuse(response) {
  const text = 'Containerless-Token is missing or wrong';
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', 'content-length': text.length, connection: 'close' });
  response.end(text);
}

module.exports = { isOurs, refuse };
