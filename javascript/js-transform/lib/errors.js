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

module.exports = { RefusedError };
