// @ts-check
'use strict';

const fs = require('node:fs');

/**
 * Starts a server at an address.
 * @param {import('node:http').Server} server @param {import('./environment').Address} address @param {() => void} [started]
 */
function open(server, address, started) {
  server.on('error', error => {
    console.error(`containerless: ${error.message}`);
    process.exit(1);
  });
  server.listen(address, () => {
    // Invoker and function may be different users. What keeps others out is the folder that the socket is in.
    if ('path' in address) fs.chmodSync(address.path, 0o666);
    started?.();
  });
  // Clients keep connections; closing idle ones would race with their next request.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
}

module.exports = { open };
