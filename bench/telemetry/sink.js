// @ts-check
'use strict';

const http = require('node:http');

/** Accepts OTLP over HTTP and throws it away, counting the messages by their path, `/SENDER/v1/traces` and so on. */
class Sink {
  constructor() {
    /** @type {Record<string, number>} */
    this.messages = {};
    this.server = http.createServer((request, response) => {
      request.resume().on('end', () => {
        this.messages[request.url ?? ''] = (this.messages[request.url ?? ''] ?? 0) + 1;
        response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
      });
    });
  }

  /** @returns {Promise<void>} */
  listen() {
    return new Promise((resolve, reject) => this.server.once('error', reject).listen(0, '127.0.0.1', resolve));
  }

  /** What makes a process send here. @param {string} sender */
  environment(sender) {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    return { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/${sender}`, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' };
  }

  /** Messages with spans from a sender. @param {string} sender */
  traces(sender) {
    return this.messages[`/${sender}/v1/traces`] ?? 0;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

module.exports = { Sink };
