// @ts-check
'use strict';

const { promisify } = require('node:util');

/**
 * Counts the function's timeouts and immediates as pending callbacks, so that a request that answers from one is not
 * taken for one that never answers. Intervals do not count: they would never be over.
 * @param {import('./instance').Instance} instance
 */
function trackTimers(instance) {
  /** @type {Map<any, (turn: () => void) => void>} */
  const expected = new Map();

  for (const [set, clear] of /** @type {const} */ ([['setTimeout', 'clearTimeout'], ['setImmediate', 'clearImmediate']])) {
    const native = /** @type {any} */ (globalThis[set]);
    const nativeClear = /** @type {any} */ (globalThis[clear]);

    const tracked = { [set](/** @type {any} */ callback, /** @type {any[]} */ ...rest) {
      if (typeof callback !== 'function') return native(callback, ...rest);
      const run = (/** @type {any[]} */ ...args) => {
        const due = /** @type {(turn: () => void) => void} */ (expected.get(handle));
        expected.delete(handle);
        due(() => callback.apply(handle, args));
      };
      const handle = set === 'setTimeout' ? native(run, rest[0], ...rest.slice(1)) : native(run, ...rest);
      expected.set(handle, instance.expect());
      return handle;
    } }[set];
    Object.defineProperty(tracked, promisify.custom, { value: native[promisify.custom], enumerable: false });

    const trackedClear = { [clear](/** @type {any} */ handle) {
      nativeClear(handle);
      const due = expected.get(handle);
      if (due) {
        expected.delete(handle);
        due(() => {});
      }
    } }[clear];
    /** @type {any} */ (globalThis)[set] = tracked;
    /** @type {any} */ (globalThis)[clear] = trackedClear;
  }
}

module.exports = { trackTimers };
