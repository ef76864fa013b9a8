// @ts-check
'use strict';

/**
 * Makes `toString` of the instrumented program's functions give their text in the source, as it would without probes.
 * The probes in a function's text tell it from every other, so the text itself is the key.
 * @param {{source: string, code: string, ranges: ([number, number, number, number] | null)[]}} program
 */
function hideProbes({ source, code, ranges }) {
  /** @type {Map<string, string>} */
  const originals = new Map();
  for (const range of ranges) {
    if (!range) continue;
    const [start, end, codeStart, codeEnd] = range;
    originals.set(code.slice(codeStart, codeEnd), source.slice(start, end));
  }
  const get = Map.prototype.get.bind(originals);
  const native = Function.prototype.toString;
  const call = Function.prototype.call.bind(native);
  // A method, for it has no prototype and cannot be constructed, like the original; its own text is the original's.
  const { toString } = {
    toString() {
      const text = call(this === toString ? native : this);
      return get(text) ?? text;
    },
  };
  Object.defineProperty(Function.prototype, 'toString', { value: toString, writable: true, enumerable: false, configurable: true });
}

module.exports = { hideProbes };
