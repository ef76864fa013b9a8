// @ts-check
'use strict';

const http = require('node:http');

/**
 * Counts effects: `POST /effects/RUN/K` is one, answered after the delay that it asks for with how often it was seen.
 */
class Store {
  constructor() {
    /** @type {Map<string, Map<string, any[]>>} */
    this.runs = new Map();
    this.total = 0;
    /** Told of each effect. @type {(run: string) => void} */
    this.onEffect = () => {};
    this.server = http.createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', chunk => { text += chunk; }).on('end', () => {
        const [, , run, k] = /** @type {string} */ (request.url).split('/');
        const body = JSON.parse(text);
        const effects = this.effectsOf(run);
        const bodies = effects.get(k) ?? [];
        effects.set(k, bodies);
        bodies.push(body);
        this.total++;
        this.onEffect(run);
        const reply = Buffer.from(JSON.stringify({ k: Number(k), seen: bodies.length }));
        setTimeout(() => response.writeHead(200, { 'content-type': 'application/json', 'content-length': reply.length }).end(reply), body.delay);
      });
    });
    this.server.keepAliveTimeout = 0;
  }

  /** @param {string} run */
  effectsOf(run) {
    let effects = this.runs.get(run);
    if (!effects) this.runs.set(run, effects = new Map());
    return effects;
  }

  /** @returns {Promise<number>} the port */
  listen() {
    return new Promise(resolve => this.server.listen(0, '127.0.0.1', () =>
      resolve(/** @type {import('node:net').AddressInfo} */ (this.server.address()).port)));
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

module.exports = { Store };
