#!/usr/bin/env node
// @ts-check
'use strict';

const path = require('node:path');
const { parseArgs } = require('node:util');
const { prepare } = require('../lib/prepare');
const { RefusedError } = require('../lib/errors');

const usage = 'usage: js-transform FILE.js --out DIR [--name NAME] [--json]';

/** @param {string[]} args @returns {number} the exit code */
function main(args) {
  let options;
  try {
    options = parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: 'string' }, name: { type: 'string' }, json: { type: 'boolean' } },
    });
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}\n${usage}`);
    return 2;
  }
  const [file, ...rest] = options.positionals;
  const { out, name, json } = options.values;
  if (!file || rest.length > 0 || !out) {
    console.error(usage);
    return 2;
  }
  try {
    const manifest = prepare(file, out, name ?? path.basename(file, path.extname(file)));
    if (json) console.log(JSON.stringify(manifest));
    return 0;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (json) console.log(JSON.stringify({ error: { file, message: error.message, ...error.position } }));
    console.error(error.format(file));
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
