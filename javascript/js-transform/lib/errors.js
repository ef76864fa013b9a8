// @ts-check
'use strict';

/** A source file that is refused: it does not parse, or it is not a function. */
class RefusedError extends Error {
  /**
   * @param {string} message what is wrong, without a position
   * @param {{line: number, column: number}} [position] 1-based line, 0-based column
   */
  constructor(message, position) {
    super(message);
    this.name = 'RefusedError';
    this.position = position;
  }

  /**
   * One line for a terminal. Columns are shown 1-based, as editors show them.
   * @param {string} fileName
   */
  format(fileName) {
    if (!this.position) return `${fileName}: ${this.message}`;
    return `${fileName}:${this.position.line}:${this.position.column + 1}: ${this.message}`;
  }
}

/**
 * Runs work that recurses with the program; thousands of levels are no program that a person wrote.
 * @template T
 * @param {() => T} work @returns {T}
 * @throws {RefusedError} when the stack ends
 */
function refusingDepth(work) {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new RefusedError('the program is nested too deeply');
    throw error;
  }
}

module.exports = { RefusedError, refusingDepth };
