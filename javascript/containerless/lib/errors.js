// @ts-check
'use strict';

const { types } = require('node:util');

/**
 * What an answer says about an error (docs/wire.md). Reading the error may run code of the function, which may throw.
 * @param {any} error whatever was thrown
 * @param {string | undefined} file the function's file
 * @returns {{name: string, message: string, line: number | null}}
 */
function describe(error, file) {
  if (!types.isNativeError(error)) return { name: 'Error', message: textOf(() => `${error}`), line: null };
  return {
    name: textOf(() => `${error.name}`),
    message: textOf(() => `${error.message}`),
    line: lineOf(error, file),
  };
}

/** @param {() => string} read */
function textOf(read) {
  try {
    return read();
  } catch {
    return '';
  }
}

/**
 * The line where the error was made: that of the innermost frame in the function's file. The instrumented program has
 * the lines of the source.
 * @param {Error} error @param {string | undefined} file @returns {number | null}
 */
function lineOf(error, file) {
  const stack = Object.getOwnPropertyDescriptor(error, 'stack')?.value;
  if (typeof stack !== 'string' || file === undefined) return null;
  for (const frame of stack.split('\n')) {
    const start = frame.indexOf(`${file}:`);
    const position = start < 0 ? null : /^(\d+):\d+\)?$/.exec(frame.slice(start + file.length + 1));
    if (position && /^\s+at /.test(frame)) return Number(position[1]);
  }
  return null;
}

module.exports = { describe };
