// @ts-check
'use strict';

const path = require('node:path');
const { parse } = require('./parse');
const { analyse } = require('./scopes');
const { Context } = require('./context');
const { lowerProgram } = require('./functions');
const { callsListen } = require('./listen');
const { hashText, transformHash, libraryHash } = require('./hashes');
const { RefusedError, refusingDepth } = require('./errors');

/**
 * Instruments a function and lowers it to the kernel.
 * @param {string} source the text of a CommonJS file
 * @param {{fileName: string, prelude?: number}} options `prelude`: lines of packages in front of the function (see bundle.js)
 * @returns {{code: string, skeleton: any}} the instrumented program, and the kernel program with numbered blocks and sites
 * @throws {RefusedError} when the file does not parse, is nested too deeply or never calls `listen`
 */
function transform(source, { fileName, prelude = 0 }) {
  return refusingDepth(() => {
    const program = parse(source);
    if (!callsListen(program)) {
      throw new RefusedError("this is not a function: it never calls listen of require('containerless')");
    }
    return instrument(source, program, fileName, prelude);
  });
}

/**
 * The same for any program, a function or not.
 * @param {string} source @param {any} program its syntax tree @param {string} fileName @param {number} prelude
 */
function instrument(source, program, fileName, prelude = 0) {
  const cx = new Context(source, analyse(program));
  lowerProgram(cx, program);
  const { code, texts } = cx.probes.apply(source);
  // Nothing that was read as one program may leave here as something else.
  if (code.split(/\r\n|[\n\r\u2028\u2029]/).length !== source.split(/\r\n|[\n\r\u2028\u2029]/).length) {
    throw new Error('the instrumented program has other lines than the source');
  }
  parse(code);
  const skeleton = {
    version: 1,
    source: path.basename(fileName),
    ...(prelude > 0 ? { prelude } : {}),
    hashes: {
      source: hashText(source), transform: transformHash(), library: libraryHash(), node: process.version,
    },
    // For the recorder only: how many there are, what errors print in the place of which probes, and where each function's text lies in the source and in the code,
    // so that its toString() can give the former.
    blocks: cx.blocks,
    sites: cx.sites,
    printed: { probe: cx.names.named, entries: cx.printed },
    texts: texts.map(range => range ?? null),
    bindings: cx.bindings,
    functions: cx.functions,
  };
  return { code, skeleton };
}

module.exports = { transform, instrument, RefusedError };
