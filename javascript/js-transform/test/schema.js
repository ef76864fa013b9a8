// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const Ajv = require('ajv').default;

const file = path.join(__dirname, '../../../docs/trace.schema.json');
const validate = new Ajv({ strict: true, strictTuples: false, strictTypes: false, strictRequired: false })
  .compile(JSON.parse(fs.readFileSync(file, 'utf8')));

/** What of a trace is not as docs/trace.schema.json says; empty when all is. @param {any} trace @returns {string[]} */
function schemaErrors(trace) {
  if (validate(trace)) return [];
  return (validate.errors ?? []).map(error => `${error.instancePath} ${error.message}`);
}

module.exports = { schemaErrors };
