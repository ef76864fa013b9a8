// Pins down globals: typeof of names that nobody declared, globalThis, and Node's own modules that are required but not used.
// Compiled rows: 0, 1, 3
let containerless = require('containerless');
let util = require('util');
let crypto = require('node:crypto');

let root = typeof globalThis === 'object' && globalThis && globalThis.Object === Object ? globalThis : null;

containerless.listen(function (request) {
  const b = request.body;
  const out = [typeof nobody, typeof window, typeof define, typeof Math, typeof parseInt, typeof JSON, root !== null, root === global, root.global === root,
    root.nobody, 'nobody' in root, typeof util, util === null, !crypto, typeof require, util.__esModule,
    typeof toString, toString === Object.prototype.toString, Function.prototype.toString.call(Object.prototype.hasOwnProperty), `${Map}`, process.platform];
  if (b.use === 'util') out.push(util.inspect({ a: 1 }));
  if (b.use === 'nobody') {
    try {
      nobody;
    } catch (error) {
      out.push(error.name, error.message);
    }
    try {
      undefined.method(nobody);
    } catch (error) {
      out.push(error.message);
    }
  }
  containerless.respond(JSON.stringify(out));
});
