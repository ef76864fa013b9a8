// @ts-check
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, describe, test } = require('node:test');
const { bundle } = require('../lib/bundle');
const { prepare } = require('../lib/prepare');
const { startFunction } = require('../lib/run');

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'bundle-'));
after(() => fs.rmSync(work, { recursive: true, force: true }));

/** @param {string} name @param {string} content */
function write(name, content) {
  const file = path.join(work, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  return file;
}

write('node_modules/shout/package.json', '{"name": "shout", "main": "main.js"}');
write('node_modules/shout/main.js', `
  let times = 0;
  module.exports = text => {
    if (typeof text !== 'string') throw new TypeError('a text is needed');
    return text.toUpperCase() + '!' + ++times;
  };`);
write('own/twice.js', "exports.twice = text => text + text;\nexports.table = require('./table.json');\n");
write('own/table.json', '{"a": 1}');

const lines = [
  "'use strict';",
  "const c = require('containerless');",
  'const shout = require(',
  "  'shout');",
  "const { twice, table } = require('./own/twice');",
  'c.listen(request => {',
  '  if (request.body.bad) shout(1);',
  '  if (request.body.own) null.x;',
  '  c.respond(shout(twice(request.body.text)) + table.a + (function () { return this === undefined; })());',
  '});',
];

describe('bundle', () => {
  test('leaves a function alone that requires nothing of its own', () => {
    const source = "require('containerless').listen(() => {}); require('fs'); require('node:path'); (require => require('x'))(String);";
    assert.deepEqual(bundle(source, path.join(work, 'f.js')), { source, prelude: 0 });
  });

  test('puts packages and files in front, and the function after them line by line', () => {
    const { source, prelude } = bundle(lines.join('\n'), path.join(work, 'f.js'));
    const result = source.split('\n');
    assert.ok(prelude > 0);
    lines.forEach((line, i) => {
      assert.equal(result[prelude + i].replace(/\$packages/g, 'require'), line);
    });
    assert.deepEqual(bundle(lines.join('\n'), path.join(work, 'f.js')), { source, prelude });
  });

  test('a name of the packages that the function uses itself is not taken', () => {
    const { source } = bundle("let $packages = 1; require('containerless').listen(() => require('shout'));", path.join(work, 'f.js'));
    assert.match(source, /\$packages_\('shout'\)/);
  });

  test('a shebang and a byte order mark become nothing that would not parse', () => {
    for (const start of ['#!/usr/bin/env node\n', '\uFEFF', '\uFEFF// x\n']) {
      const { source, prelude } = bundle(`${start}require('shout');\nrequire('containerless').listen(() => {});`, path.join(work, 'f.js'));
      new Function('require', source);
      assert.ok(prelude > 0);
    }
  });

  test('plain and instrumented answer alike, and errors have the line of the function', async () => {
    const folder = path.join(work, 'out');
    const manifest = prepare(write('f.js', lines.join('\n')), folder, 'f');
    assert.ok(manifest.prelude > 0);
    for (const program of ['index.js', 'traced.js']) {
      const running = await startFunction(path.join(folder, program));
      try {
        assert.equal((await running.send({ path: '/', body: { text: 'ab' } })).body, 'ABAB!11true');
        assert.equal((await running.send({ path: '/', body: { text: 'ab' } })).body, 'ABAB!21true');
        assert.deepEqual(JSON.parse((await running.send({ path: '/', body: { bad: 1 } })).body).error,
          { name: 'TypeError', message: 'a text is needed', line: null });
        assert.deepEqual(JSON.parse((await running.send({ path: '/', body: { own: 1 } })).body).error,
          { name: 'TypeError', message: "Cannot read properties of null (reading 'x')", line: 8 });
        if (program === 'traced.js') assert.equal((await running.trace()).prelude, manifest.prelude);
      } finally {
        await running.stop();
      }
    }
  });

  test('what is missing is named, with its place in the function', () => {
    const file = path.join(work, 'f.js');
    const fault = (/** @type {string} */ source) => {
      try {
        bundle(source, file);
      } catch (error) {
        return /** @type {any} */ (error).format('f.js');
      }
      return null;
    };
    assert.match(fault("let a;\nlet b = require('no-such-package');"), /^f\.js:2:9: the package 'no-such-package' is not installed: run 'npm install no-such-package' in /);
    assert.match(fault("require('./nothing');"), /^f\.js:1:1: there is no '\.\/nothing'$/);
    write('broken.js', 'let x = ;');
    assert.match(fault("require('./broken');"), /^f\.js: what it requires cannot be bundled: .* \(broken\.js:1:9\)$/);
  });
});
