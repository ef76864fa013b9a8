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
  if (!types.isNativeError(error)) return { name: 'Error', message: attempt(() => `${error}`, ''), line: null };
  return {
    name: attempt(() => `${error.name}`, ''),
    message: attempt(() => `${error.message}`, ''),
    // V8 writes the stack when it is first read, and asks the error for its name then.
    line: attempt(() => lineOf(error, file), null),
  };
}

/**
 * @template T
 * @param {() => T} read @param {T} otherwise what stands for a value that the function's own code keeps from us @returns {T}
 */
function attempt(read, otherwise) {
  try {
    return read();
  } catch {
    return otherwise;
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
