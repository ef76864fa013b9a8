// @ts-check
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/** @param {string | Buffer} text @returns {string} SHA-256 in lower-case hexadecimal, of the UTF-8 bytes */
function hashText(text) {
  return crypto.createHash('sha256').update(text).digest('hex');
}

/** Files below a folder, by relative path with forward slashes, sorted. @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  /** @type {string[]} */
  const files = [];
  const visit = (/** @type {string} */ relative) => {
    for (const entry of fs.readdirSync(path.join(folder, relative), { withFileTypes: true })) {
      const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'test' && entry.name !== 'node_modules') visit(name);
      } else if (/\.(js|json)$/.test(entry.name)) files.push(name);
    }
  };
  visit('');
  return files.sort();
}

/** Hash over the names and contents of a package's own files. @param {string} folder */
function hashFolder(folder) {
  const hash = crypto.createHash('sha256');
  for (const file of filesBelow(folder)) {
    const content = fs.readFileSync(path.join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** The folder of the functions' library. */
function libraryFolder() {
  return path.dirname(fs.realpathSync(require.resolve('containerless/package.json')));
}

/** @type {string | undefined} */
let transformOnce;
/** @type {string | undefined} */
let libraryOnce;

/** Hash of this transform, its parser's version included. */
function transformHash() {
  return transformOnce ??= hashText(hashFolder(path.join(__dirname, '..')) + require('acorn').version);
}

/** Hash of the functions' library. */
function libraryHash() {
  return libraryOnce ??= hashFolder(libraryFolder());
}

module.exports = { hashText, transformHash, libraryHash, libraryFolder, filesBelow };
