// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, describe, test } = require('node:test');
const { startFunction } = require('../lib/run');

const command = path.join(__dirname, '../bin/js-transform.js');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'command-'));
after(() => fs.rmSync(work, { recursive: true, force: true }));

/** @param {string[]} args */
function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', cwd: work });
  return { status, stdout, stderr };
}

/** @param {string} name @param {string | Buffer} content */
function write(name, content) {
  fs.writeFileSync(path.join(work, name), content);
  return name;
}

const hello = "let c = require('containerless');\nc.listen(() => c.hello());\n";

describe('js-transform', () => {
  test('writes the folder of a prepared function, which runs by itself', async () => {
    const { status, stdout, stderr } = run(write('good.js', hello), '--out', 'out/deep', '--name', 'my-name', '--json');
    assert.deepEqual([status, stderr], [0, '']);
    const folder = path.join(work, 'out/deep');
    assert.deepEqual(fs.readdirSync(folder).sort(), ['index.js', 'manifest.json', 'node_modules', 'skeleton.json', 'traced.js']);
    assert.equal(fs.readFileSync(path.join(folder, 'index.js'), 'utf8'), hello);
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    assert.deepEqual(manifest, JSON.parse(stdout));
    assert.deepEqual(Object.keys(manifest), ['name', 'source', 'hashes']);
    assert.deepEqual([manifest.name, manifest.source], ['my-name', 'good.js']);
    assert.equal(manifest.hashes.source, crypto.createHash('sha256').update(hello).digest('hex'));
    assert.equal(manifest.hashes.node, process.version);
    for (const program of ['index.js', 'traced.js']) {
      const running = await startFunction(path.join(folder, program));
      assert.equal((await running.send({ path: '/' })).body, 'Hello from JavaScript!');
      assert.equal(await running.stop(), 0);
    }
  });

  test('is repeatable', () => {
    write('again.js', hello);
    run('again.js', '--out', 'a');
    run('again.js', '--out', 'b');
    for (const file of ['traced.js', 'skeleton.json', 'manifest.json']) {
      assert.equal(fs.readFileSync(path.join(work, 'a', file), 'utf8'), fs.readFileSync(path.join(work, 'b', file), 'utf8'));
    }
  });

  /** @type {[string, string | Buffer | null, RegExp][]} */
  const refused = [
    ['syntax.js', "let a = 1;\n  let = ;\n", /^syntax\.js:2:9: Unexpected token\n$/],
    ['module.js', "import c from 'containerless';\n", /^module\.js:1:1: .*import.*\n$/],
    ['silent.js', "let c = require('containerless');\nc.respond(1);\n", /^silent\.js: this is not a function: it never calls listen.*\n$/],
    ['other.js', "require('http').createServer().listen(1);\n", /^other\.js: this is not a function.*\n$/],
    ['bytes.js', Buffer.from([0xff, 0xfe]), /^bytes\.js: this is not UTF-8 text\n$/],
    ['deep.js', `${hello}let a = ${'['.repeat(1e5)}${']'.repeat(1e5)};`, /^deep\.js: the program is nested too deeply\n$/],
    ['missing.js', null, /^missing\.js: cannot be read: no such file\n$/],
  ];
  for (const [name, content, message] of refused) {
    test(`refuses ${name}`, () => {
      if (content !== null) write(name, content);
      const { status, stdout, stderr } = run(name, '--out', 'refused');
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.equal(fs.existsSync(path.join(work, 'refused')), false);
    });
  }

  test('refusals for machines', () => {
    write('machine.js', 'let = ;\n');
    assert.deepEqual(JSON.parse(run('machine.js', '--out', 'x', '--json').stdout),
      { error: { file: 'machine.js', message: 'Unexpected token', line: 1, column: 6 } });
  });

  test('wrong usage', () => {
    assert.equal(run().status, 2);
    assert.match(run('a.js').stderr, /^usage: /);
    assert.equal(run('a.js', '--nonsense').status, 2);
  });

  for (const source of [
    "const { listen } = require('containerless'); listen(() => {});",
    "const { listen: start = 1 } = require('containerless'); start(() => {});",
    "require('containerless').listen(() => {});",
    "let c; c = require('containerless'); c['listen'](() => {});",
    "const c = require('containerless'); const d = c; const l = d.listen; function go() { l(() => {}); } go();",
  ]) {
    test(`knows a function: ${source}`, () => {
      assert.equal(run(write('knows.js', source), '--out', 'knows').stderr, '');
    });
  }
});

describe('the traced program', () => {
  test('shows the text and the lines of its source', async () => {
    const source = [
      "let c = require('containerless');",
      'let arrow = (a) => a.b ? 1 : 2;',
      'let o = { m(x) { return x.y; }, f: function () { return arrow({}); } };',
      'function named(a) { if (a) return a.b; }',
      'c.listen(({}, request) => 1);',
      'c.listen(function (request) {',
      "  if (request.path === '/throw') {",
      '    null.x;',
      '  }',
      '  c.respond([arrow, o.m, o.f, named, Math.max, Function.prototype.toString].join() + `${named}` + arrow.toString.length);',
      '});',
    ].join('\n');
    run(write('text.js', source), '--out', 'text');
    const [plain, traced] = await Promise.all(['index.js', 'traced.js'].map(file => startFunction(path.join(work, 'text', file))));
    try {
      const [expected, actual] = [await plain.send({ path: '/' }), await traced.send({ path: '/' })];
      assert.match(expected.body, /^\(a\) => a\.b \? 1 : 2,m\(x\) \{ return x\.y; \}/);
      assert.equal(actual.body, expected.body);
      for (const each of [plain, traced]) {
        const { status, body } = await each.send({ path: '/throw' });
        assert.equal(status, 500);
        assert.equal(JSON.parse(body).error.line, 8);
      }
    } finally {
      await Promise.all([plain.stop(), traced.stop()]);
    }
  });
});
