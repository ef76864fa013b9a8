// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { types } = require('node:util');

/**
 * What an answer says about an error (docs/wire.md). Reading the error may run code of the function, which may throw.
 * @param {any} error whatever was thrown
 * @param {string | undefined} file the function's file
 * @returns {{name: string, message: string, line: number | null}}
 */
function describe(error, file) {
  repair(error);
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
 * The line where the error was made: that of the innermost frame in the function's file; null where that is code of a
 * package. The instrumented program has the lines of the source.
 * @param {Error} error @param {string | undefined} file @returns {number | null}
 */
function lineOf(error, file) {
  const stack = Object.getOwnPropertyDescriptor(error, 'stack')?.value;
  if (typeof stack !== 'string' || file === undefined) return null;
  for (const frame of stack.split('\n')) {
    const start = frame.indexOf(`${file}:`);
    const position = start < 0 ? null : /^(\d+):\d+\)?$/.exec(frame.slice(start + file.length + 1));
    if (position && /^\s+at /.test(frame)) return ownLine(Number(position[1]), file);
  }
  return null;
}

/** Lines of packages in front of the function, by its file. @type {Map<string, number>} */
const preludes = new Map();

/**
 * The line in the function's own text.
 * @param {number} line in its file, which may begin with packages @param {string} file @returns {number | null}
 */
function ownLine(line, file) {
  let prelude = preludes.get(file);
  if (prelude === undefined) {
    // Only a prepared function has a manifest, and only one with packages has a prelude.
    const manifest = path.join(path.dirname(file), 'manifest.json');
    prelude = fs.existsSync(manifest) ? JSON.parse(fs.readFileSync(manifest, 'utf8')).prelude ?? 0 : 0;
    preludes.set(file, /** @type {number} */ (prelude));
  }
  return line > /** @type {number} */ (prelude) ? line - /** @type {number} */ (prelude) : null;
}

/** What makes an error that the instrumented program ended with the one that the source ends with. */
let repair = (/** @type {any} */ _error) => {};

/** @param {(error: any) => void} f */
function repairWith(f) {
  repair = f;
}

module.exports = { describe, repairWith };
