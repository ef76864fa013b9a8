// @ts-check
'use strict';

const acorn = require('acorn');
const { RefusedError } = require('./errors');

/** The ECMAScript edition that the pinned Node (the v20 line) understands. */
const ecmaVersion = 2023;

/**
 * Parses a CommonJS file.
 * @param {string} source
 * @returns {any} the ESTree program
 * @throws {RefusedError} when it does not parse
 */
function parse(source) {
  try {
    return acorn.parse(source, {
      ecmaVersion,
      sourceType: 'script',
      // Node wraps the file in a function: `return` is legal, and so is `new.target`.
      allowReturnOutsideFunction: true,
      allowHashBang: true,
      locations: true,
    });
  } catch (error) {
    if (error instanceof SyntaxError && 'loc' in error) {
      const message = error.message.replace(/ \(\d+:\d+\)$/, '');
      throw new RefusedError(message, /** @type {any} */ (error.loc));
    }
    throw error;
  }
}

module.exports = { parse };
