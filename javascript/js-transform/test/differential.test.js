// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { supported, mixed } = require('./programs');
const { schemaErrors } = require('./schema');
const { randomProgram } = require('./generator');
const { UnsupportedPath } = require('./kernel');
const { runPlain, runTraced, runKernel, findAll } = require('./harness');

/** @param {string} text */
function lines(text) {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).length;
}

describe('programs that the kernel expresses', () => {
  for (const [name, source] of Object.entries(supported)) {
    test(name, () => {
      const plain = runPlain(source);
      const { trace, skeleton, code, ...traced } = runTraced(source);
      assert.ok(plain.log.length > 0 || plain.error || name === 'empty statements', 'the program shows nothing');
      assert.deepEqual(traced, plain, 'the instrumented program differs');
      assert.deepEqual(findAll(skeleton, 'unsupported'), [], 'parts are unsupported');
      assert.deepEqual(runKernel(skeleton), plain, 'the skeleton means something else');
      assert.deepEqual(runKernel(trace), plain, 'the trace means something else');
      assert.deepEqual(schemaErrors(trace), []);
      assert.equal(lines(code), lines(source));
    });
  }
});

describe('programs that it expresses in part', () => {
  for (const [name, source] of Object.entries(mixed)) {
    test(name, () => {
      const plain = runPlain(source);
      const { skeleton, code, trace, ...traced } = runTraced(source);
      assert.ok(plain.log.length > 0, 'the program shows nothing');
      assert.deepEqual(traced, plain, 'the instrumented program differs');
      assert.deepEqual(schemaErrors(trace), []);
      assert.equal(lines(code), lines(source));
    });
  }
});

describe('random programs', () => {
  test('mean the same plain, instrumented, as skeleton and as trace', () => {
    let shown = 0;
    let unsupported = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const source = randomProgram(seed);
      const plain = runPlain(source);
      const { trace, skeleton, code, ...traced } = runTraced(source);
      assert.deepEqual(traced, plain, `the instrumented program differs, seed ${seed}:\n${source}`);
      assert.deepEqual(schemaErrors(trace), []);
      shown += plain.log.length;
      for (const kernel of [skeleton, trace]) {
        try {
          assert.deepEqual(runKernel(kernel), plain, `the kernel means something else, seed ${seed}:\n${source}`);
        } catch (error) {
          if (!(error instanceof UnsupportedPath)) throw error;
          unsupported++;
        }
      }
    }
    assert.ok(shown > 3000, `${shown} lines shown`);
    assert.ok(unsupported < 20, `${unsupported} unsupported`);
  });
});
