// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { transform, RefusedError } = require('./index');
const { bundle } = require('./bundle');
const { libraryFolder, filesBelow } = require('./hashes');

/**
 * Reads a function's source.
 * @param {string} file
 * @returns {string}
 * @throws {RefusedError} when it cannot be read or is not UTF-8
 */
function readSource(file) {
  let bytes;
  try {
    bytes = fs.readFileSync(file);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    const reasons = /** @type {Record<string, string>} */ ({
      ENOENT: 'no such file', EISDIR: 'this is a folder', EACCES: 'permission denied',
    });
    throw new RefusedError(`cannot be read: ${reasons[code ?? ''] ?? code}`);
  }
  try {
    // A byte order mark stays: it is part of the text that is hashed.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new RefusedError('this is not UTF-8 text');
  }
}

/**
 * Writes the folder of a prepared function (docs/wire.md).
 * @param {string} file the function's source
 * @param {string} folder made when it does not exist; files of the same names are replaced
 * @param {string} name the function's name
 * @returns {any} the manifest
 * @throws {RefusedError} when the file is refused
 */
function prepare(file, folder, name) {
  const { source, prelude } = bundle(readSource(file), file);
  const { code, skeleton } = transform(source, { fileName: file, prelude });
  const manifest = { name, source: skeleton.source, ...(prelude > 0 ? { prelude } : {}), hashes: skeleton.hashes };
  const library = libraryFolder();
  const target = path.join(folder, 'node_modules', 'containerless');
  fs.rmSync(target, { recursive: true, force: true });
  for (const part of filesBelow(library)) {
    fs.mkdirSync(path.dirname(path.join(target, part)), { recursive: true });
    fs.copyFileSync(path.join(library, part), path.join(target, part));
  }
  fs.writeFileSync(path.join(folder, 'index.js'), source);
  fs.writeFileSync(path.join(folder, 'traced.js'), code);
  fs.writeFileSync(path.join(folder, 'skeleton.json'), JSON.stringify(skeleton));
  fs.writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

module.exports = { prepare, readSource };
