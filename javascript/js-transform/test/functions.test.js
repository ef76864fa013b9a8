// @ts-check
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, describe, test } = require('node:test');
const { prepare } = require('../lib/prepare');
const { startFunction, readRequests } = require('../lib/run');

/**
 * Whole functions in processes of their own: the instrumented one answers as the plain one does, to the byte. These are the
 * functions that are compared with compiled code as well.
 */
const folders = [path.join(__dirname, '../../examples'), path.join(__dirname, '../../../tests/functions')];
// These need a store to talk to; examples.test.js gives them one.
const needStore = new Set(['login', 'upload', 'status', 'banking']);

describe('functions answer alike with and without probes', { concurrency: 2 }, () => {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'functions-'));
  after(() => fs.rmSync(work, { recursive: true, force: true }));

  for (const folder of folders) {
    for (const file of fs.readdirSync(folder).filter(name => name.endsWith('.js'))) {
      const name = path.basename(file, '.js');
      if (needStore.has(name)) continue;
      test(name, async () => {
        const target = path.join(work, name);
        prepare(path.join(folder, file), target, name);
        const requests = ['requests', 'run']
          .map(kind => path.join(folder, `${name}.${kind}.json`))
          .filter(list => fs.existsSync(list))
          .flatMap(readRequests);
        assert.ok(requests.length > 0);
        const [plain, traced] = await Promise.all(
          ['index.js', 'traced.js'].map(program => startFunction(path.join(target, program))));
        try {
          for (const request of requests) {
            const [expected, actual] = await Promise.all([plain.send(request), traced.send(request)]);
            assert.deepEqual([actual.status, actual.body], [expected.status, expected.body], JSON.stringify(request));
            assert.equal(actual.headers['content-type'], expected.headers['content-type']);
          }
          // Node's warnings name the process.
          const [ours, theirs] = [traced, plain].map(one => one.errors.replace(/\(node:\d+\)/g, '(node)'));
          assert.deepEqual([traced.output, ours], [plain.output, theirs]);
        } finally {
          await Promise.all([plain.stop(), traced.stop()]);
        }
      });
    }
  }
});

