// @ts-check
'use strict';

const { rewriteTexts } = require('../texts');

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
  rewriteTexts(Map.prototype.get.bind(originals));
}

module.exports = { hideProbes };
