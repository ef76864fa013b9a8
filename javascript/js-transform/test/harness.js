// @ts-check
'use strict';

const { inspect } = require('node:util');
const { parse } = require('../lib/parse');
const { instrument } = require('../lib/index');
const { interpret, Hole, UnsupportedPath } = require('./kernel');
// Not through the package's exports: the tests run in the recorder's process.
const { Recorder } = require('../../containerless/lib/tracing/recorder');
const { makeTrace } = require('../../containerless/lib/tracing/trace');

/**
 * Small programs, run in this process. They see `log`, which keeps its arguments as text, and some globals. What they leave
 * to microtasks and immediates has been logged when `settled` is.
 * @typedef {{log: string[], error: string | null}} Result
 */

/** Until promises that wait for nothing else have run their course. @returns {Promise<any>} */
function settled() {
  return new Promise(resolve => { setImmediate(resolve); });
}

/** @param {(log: (...args: any[]) => void) => void} run @returns {Result} */
function observe(run) {
  /** @type {string[]} */
  const log = [];
  try {
    run((...args) => { log.push(args.map(arg => show(arg)).join(' ')); });
    return { log, error: null };
  } catch (error) {
    if (error instanceof Hole || error instanceof UnsupportedPath) throw error;
    return { log, error: error instanceof Error ? error.name : inspect(error) };
  }
}

/** Errors without their stacks, which differ. @param {any} value */
function show(value) {
  return inspect(value, { depth: 6 }).replace(/\n? +at .*/g, '');
}

/** @param {string} source */
function transformProgram(source) {
  return instrument(source, parse(source), 'program.js');
}

/** @param {string} source @returns {Result} */
function runPlain(source) {
  return observe(log => { new Function('log', 'require', 'module', source)(log, fakeRequire, {}); });
}

/** @param {string} name */
function fakeRequire(name) {
  return { name };
}

/** @param {string} source @returns {Result & {trace: any, code: string, skeleton: any}} */
function runTraced(source) {
  const { code, skeleton } = transformProgram(source);
  const recorder = new Recorder(skeleton);
  const module = { require: () => ({ start: () => recorder.probes() }) };
  const result = observe(log => { new Function('log', 'require', 'module', code)(log, fakeRequire, module); });
  // The trace is that of the moment when it is asked for.
  return { ...result, get trace() { return makeTrace(skeleton, recorder); }, code, skeleton };
}

/** Runs a trace, or a skeleton, by the kernel's meaning. @param {any} trace @returns {Result} */
function runKernel(trace) {
  const globals = { Math, JSON, Object, Array, String, Number, Boolean, Error, TypeError, RangeError, Symbol, Map, Set, Date, isNaN,
    NaN, Infinity, parseInt, Function, Promise, Proxy, Reflect, RegExp, WeakMap, ReferenceError, SyntaxError, setImmediate, globalThis,
    require: fakeRequire };
  return observe(log => { interpret(trace, { ...globals, log }); });
}

/** Every node of a kind in a trace or skeleton. @param {any} node @param {string} kind @param {any[]} into @returns {any[]} */
function findAll(node, kind, into = []) {
  if (Array.isArray(node)) for (const item of node) findAll(item, kind, into);
  else if (typeof node === 'object' && node !== null) {
    if (node.kind === kind) into.push(node);
    for (const key of Object.keys(node)) findAll(node[key], kind, into);
  }
  return into;
}

module.exports = { settled, transformProgram, runPlain, runTraced, runKernel, findAll };
