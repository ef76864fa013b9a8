// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const control = require('../control');
const { repairWith } = require('../errors');
const { Recorder } = require('./recorder');
const { makeTrace } = require('./trace');
const { hideProbes } = require('./texts');

/**
 * Starts recording the program that calls it, whose skeleton lies beside it, as does the source.
 * @param {NodeModule} program
 * @returns {any} the probes
 */
function start(program) {
  const folder = path.dirname(program.filename);
  const skeleton = JSON.parse(fs.readFileSync(path.join(folder, 'skeleton.json'), 'utf8'));
  const recorder = new Recorder(skeleton);
  repairWith(recorder.repair);
  hideProbes({
    source: fs.readFileSync(path.join(folder, 'index.js'), 'utf8'),
    code: fs.readFileSync(program.filename, 'utf8'),
    ranges: skeleton.texts,
  });
  control.provideTrace(() => makeTrace(skeleton, recorder));
  return recorder.probes();
}

module.exports = { start };
