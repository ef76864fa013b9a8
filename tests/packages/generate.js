'use strict';

// Writes functions/generated: what a build step would make, with the packages beside this file.

const fs = require('node:fs');
const path = require('node:path');
const Ajv = require('ajv');
const standaloneCode = require('ajv/dist/standalone').default;
const Handlebars = require('handlebars');

const folder = path.join(__dirname, 'functions/generated');

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    age: { type: 'integer', minimum: 0, maximum: 150 },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 3 },
    email: { type: 'string', pattern: '^[^@]+@[^@]+$' },
  },
  required: ['name', 'age'],
  additionalProperties: false,
};
const ajv = new Ajv({ code: { source: true }, allErrors: true });
const template = 'Hello {{name}}!{{#each items}} [{{@index}}: {{this.n}}]{{else}} nothing{{/each}}{{#if admin}} admin{{/if}} {{{name}}}';

fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'validate.js'), standaloneCode(ajv, ajv.compile(schema)));
fs.writeFileSync(path.join(folder, 'greeting.js'), `module.exports = ${Handlebars.precompile(template)};\n`);
