// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { supported, mixed } = require('./programs');
const wide = require('./programs-wide');
const { schemaErrors } = require('./schema');
const { randomProgram } = require('./generator');
const { bailouts } = require('./kernel');
const { settled, runPlain, runTraced, runKernel, findAll } = require('./harness');

/** @param {string} text */
function lines(text) {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).length;
}

/**
 * Programs with functions whose parameters throw: these never get to the probes of their bodies, which stay holes in the
 * trace.
 */
const withHoles = new Set(['patterns of what cannot be taken apart', 'empty patterns', 'generators that are never run', 'async functions',
  'assignment to constants']);

/** Runs a trace or skeleton to its end. @param {any} kernel @param {any} plain @param {string} message @param {boolean} mayBail */
async function compareKernel(kernel, plain, message, mayBail = false) {
  bailouts.length = 0;
  let result = null;
  try {
    result = runKernel(kernel);
  } catch (error) {
    if (!bailouts.includes(/** @type {Error} */ (error))) throw error;
  }
  await settled();
  const bailed = bailouts.splice(0).map(error => error.message);
  if (!mayBail) assert.deepEqual(bailed, [], message);
  if (bailed.length === 0) assert.deepEqual(result, plain, message);
  return bailed.length > 0;
}

describe('programs that the kernel expresses', () => {
  for (const [name, source] of Object.entries({ ...supported, ...wide })) {
    test(name, async () => {
      const plain = runPlain(source);
      const run = runTraced(source);
      await settled();
      const { trace, skeleton, code, ...traced } = run;
      assert.ok(plain.log.length > 0 || plain.error || name === 'empty statements', 'the program shows nothing');
      assert.deepEqual(traced, plain, 'the instrumented program differs');
      assert.deepEqual(findAll(skeleton, 'unsupported'), [], 'parts are unsupported');
      await compareKernel(skeleton, plain, 'the skeleton means something else');
      const bailed = await compareKernel(trace, plain, 'the trace means something else', withHoles.has(name));
      assert.equal(bailed, withHoles.has(name));
      assert.deepEqual(schemaErrors(trace), []);
      assert.equal(lines(code), lines(source));
    });
  }
});

describe('programs that it expresses in part', () => {
  for (const [name, source] of Object.entries(mixed)) {
    test(name, async () => {
      const plain = runPlain(source);
      const run = runTraced(source);
      await settled();
      const { trace, skeleton, code, ...traced } = run;
      assert.notDeepEqual(findAll(skeleton, 'unsupported'), [], 'nothing is unsupported');
      assert.ok(plain.log.length > 0, 'the program shows nothing');
      assert.deepEqual(traced, plain, 'the instrumented program differs');
      assert.deepEqual(schemaErrors(trace), []);
      assert.equal(lines(code), lines(source));
    });
  }
});

describe('random programs', () => {
  test('mean the same plain, instrumented, as skeleton and as trace', async () => {
    let shown = 0;
    let bailed = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const source = randomProgram(seed);
      const plain = runPlain(source);
      const run = runTraced(source);
      await settled();
      const { trace, skeleton, code, ...traced } = run;
      assert.deepEqual(traced, plain, `the instrumented program differs, seed ${seed}:\n${source}`);
      assert.deepEqual(schemaErrors(trace), []);
      shown += plain.log.length;
      for (const kernel of [skeleton, trace]) {
        if (await compareKernel(kernel, plain, `the kernel means something else, seed ${seed}:\n${source}`, true)) bailed++;
      }
    }
    assert.ok(shown > 3000, `${shown} lines shown`);
    assert.ok(bailed < 20, `${bailed} bailed out`);
  });
});
