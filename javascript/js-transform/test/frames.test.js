// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const acorn = require('acorn');
const { frameSize } = require('../lib/frames');
const { forEachChild, isFunctionNode } = require('../lib/scopes');

const root = path.join(__dirname, '../../..');
const files = ['javascript/examples', 'tests/functions', 'tests/Cli.Tests/EndToEnd'].flatMap(folder =>
  fs.readdirSync(path.join(root, folder)).filter(name => name.endsWith('.js')).map(name => path.join(root, folder, name)));

/** Fixed words of a frame of V8's interpreter besides receiver, arguments and registers. */
const FIXED = 8;

/**
 * What V8 makes of a file's functions, eagerly: bytes of the largest frame by name.
 * @param {string} file @returns {Map<string, number>}
 */
function framesOf(file) {
  const listing = execFileSync(process.execPath,
    ['--no-lazy', '--no-flush-bytecode', '--print-bytecode', '--check', file], { maxBuffer: 1 << 28, encoding: 'utf8' });
  /** @type {Map<string, number>} */
  const frames = new Map();
  const entry = /function: (.*?) \(.*\nBytecode length: .*\nParameter count (\d+)\nRegister count .*\nFrame size (\d+)/g;
  for (const [, name, parameters, registers] of listing.matchAll(entry)) {
    frames.set(name, Math.max(frames.get(name) ?? 0, 8 * (FIXED + Number(parameters)) + Number(registers)));
  }
  return frames;
}

/** The same as estimated. @param {string} file @returns {Map<string, number>} */
function estimatesOf(file) {
  /** @type {Map<string, number>} */
  const frames = new Map();
  const visit = (/** @type {any} */ node, /** @type {string} */ name) => {
    if (isFunctionNode(node)) {
      const own = node.id?.name ?? name;
      frames.set(own, Math.max(frames.get(own) ?? 0, frameSize(node)));
    }
    forEachChild(node, child => {
      const key = child === node.value ? node.key?.name : child === node.init ? node.id?.name : child === node.right ? node.left?.name : '';
      visit(child, key ?? '');
    });
  };
  visit(acorn.parse(fs.readFileSync(file, 'utf8'), { ecmaVersion: 2023, allowReturnOutsideFunction: true, allowHashBang: true }), '');
  return frames;
}

test('no frame of V8\'s interpreter is larger than its estimate, and estimates are not far off', () => {
  const empty = path.join(__dirname, 'harness.js');
  const ofNode = framesOf(empty);
  const ratios = [];
  for (const file of files) {
    const actual = framesOf(file);
    for (const [name, estimate] of estimatesOf(file)) {
      // Functions of Node itself are listed as well: names that they share tell nothing.
      if (name === '' || !actual.has(name) || ofNode.has(name)) continue;
      const frame = /** @type {number} */ (actual.get(name));
      assert.ok(estimate >= frame, `${path.basename(file)}: ${name} takes ${frame} bytes, ${estimate} were estimated`);
      ratios.push(estimate / frame);
    }
  }
  assert.ok(ratios.length > 250, `${ratios.length} functions`);
  ratios.sort((a, b) => a - b);
  assert.ok(ratios[ratios.length >> 1] < 3, `the median is ${ratios[ratios.length >> 1]} times the frame`);
});
