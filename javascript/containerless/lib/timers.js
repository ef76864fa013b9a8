// @ts-check
'use strict';

const { promisify } = require('node:util');

/**
 * Counts the function's timeouts and immediates as pending callbacks, so that a request that answers from one is not
 * taken for one that never answers. Intervals do not count: they would never be over.
 * @param {import('./instance').Instance} instance
 */
function trackTimers(instance) {
  /** What was set and has not run yet, nor was cleared. @type {Map<any, {due: (turn: () => void) => void, fired: boolean}>} */
  const expected = new Map();

  for (const [set, clear] of /** @type {const} */ ([['setTimeout', 'clearTimeout'], ['setImmediate', 'clearImmediate']])) {
    const native = /** @type {any} */ (globalThis[set]);
    const nativeClear = /** @type {any} */ (globalThis[clear]);

    const tracked = { [set](/** @type {any} */ callback, /** @type {any[]} */ ...rest) {
      if (typeof callback !== 'function') return native(callback, ...rest);
      const run = (/** @type {any[]} */ ...args) => {
        const entry = expected.get(handle);
        if (!entry) {
          instance.turn(() => callback.apply(handle, args));  // a timer that has run before, refreshed
          return;
        }
        entry.fired = true;
        // The turn may have to wait for others, which may clear the timer.
        entry.due(() => { if (expected.delete(handle)) callback.apply(handle, args); });
      };
      const handle = set === 'setTimeout' ? native(run, rest[0], ...rest.slice(1)) : native(run, ...rest);
      expected.set(handle, { due: instance.expect(), fired: false });
      return handle;
    } }[set];
    Object.defineProperty(tracked, promisify.custom, { value: native[promisify.custom], enumerable: false });

    const trackedClear = { [clear](/** @type {any} */ handle) {
      nativeClear(handle);
      const entry = expected.get(handle);
      if (!entry) return;
      expected.delete(handle);
      if (!entry.fired) entry.due(() => {});
    } }[clear];
    /** @type {any} */ (globalThis)[set] = tracked;
    /** @type {any} */ (globalThis)[clear] = trackedClear;
  }
}

module.exports = { trackTimers };
