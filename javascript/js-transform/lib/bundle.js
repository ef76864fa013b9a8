// @ts-check
'use strict';

const { isBuiltin } = require('node:module');
const path = require('node:path');
const { parse } = require('./parse');
const { analyse, forEachChild } = require('./scopes');
const { RefusedError, refusingDepth } = require('./errors');

/**
 * Puts what a function requires (packages, and files of its own) in front of it, so that one file holds it all. The
 * function's text follows unchanged but for the name `require` in those calls, so that its line N is line `prelude` + N of
 * the result. Modules are evaluated when the function requires them, as Node does.
 * @param {string} source the text of a CommonJS file
 * @param {string} file where it lies: what it requires is looked for from there
 * @returns {{source: string, prelude: number}} `prelude` is 0, and the text the same, where nothing is required but
 *   `containerless` and Node's own modules
 * @throws {RefusedError} when it does not parse or something that it requires is not there
 */
function bundle(source, file) {
  const { calls, self } = refusingDepth(() => {
    const program = parse(source);
    return { calls: bundledCalls(program), self: usesThis(program) ? '.call(this)' : '()' };
  });
  if (calls.length === 0) return { source, prelude: 0 };

  const name = freeName(source);
  const packages = packTogether(calls, name, file);
  const own = replaceCallees(source.replace(/^\uFEFF?(#!)?/, (start) => start.endsWith('#!') ? '//' : ''), source, calls, name);
  const prelude = `${packages}(function () {\n`;
  return { source: `${prelude}${own}\n})${self};\n`, prelude: prelude.split('\n').length - 1 };
}

/**
 * The calls of Node's `require` with a literal name that is to be bundled.
 * @param {any} program @returns {{callee: any, request: string}[]}
 */
function bundledCalls(program) {
  const { references } = analyse(program);
  /** @type {{callee: any, request: string}[]} */
  const calls = [];
  const visit = (/** @type {any} */ node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require' &&
        !references.get(node.callee) && node.arguments.length === 1) {
      const request = node.arguments[0].type === 'Literal' ? node.arguments[0].value : null;
      if (typeof request === 'string' && request !== 'containerless' && !isBuiltin(request)) {
        calls.push({ callee: node.callee, request });
      }
    }
    forEachChild(node, visit);
  };
  visit(program);
  return calls;
}

/** A name for the packages that the source does not contain. @param {string} source */
function freeName(source) {
  let name = '$packages';
  while (source.includes(name)) name += '_';
  return name;
}

/**
 * What is required, as JavaScript: a variable `name` that is a function from what was required to what it exports.
 * @param {{callee: any, request: string}[]} calls @param {string} name @param {string} file
 */
function packTogether(calls, name, file) {
  const requests = [...new Set(calls.map(({ request }) => request))];
  const entries = requests.map(request => `${JSON.stringify(request)}: () => require(${JSON.stringify(request)})`);
  const folder = path.dirname(path.resolve(file));
  let result;
  try {
    // Loaded when it is needed: most functions require nothing.
    result = require('esbuild').buildSync({
      stdin: { contents: `const modules = { ${entries.join(', ')} };\nmodule.exports = request => modules[request]();`, resolveDir: folder },
      absWorkingDir: folder,
      bundle: true,
      format: 'cjs', // so that Node's own modules are required as the function would require them
      platform: 'node',
      target: 'node20',
      charset: 'utf8',
      external: ['containerless'],
      legalComments: 'none',
      logLevel: 'silent',
      write: false,
    });
  } catch (error) {
    throw refusal(/** @type {any} */ (error), calls, folder);
  }
  return `const ${name} = (module => {\n${result.outputFiles[0].text}return module.exports;\n})({ exports: {} });\n`;
}

/**
 * Says in the terms of the function's file what esbuild found.
 * @param {any} error @param {{callee: any, request: string}[]} calls @param {string} folder
 */
function refusal(error, calls, folder) {
  const first = error.errors?.[0];
  if (!first) throw error;
  const missing = /^Could not resolve "(.*)"$/.exec(first.text)?.[1];
  const call = calls.find(({ request }) => request === missing);
  if (call && first.location?.file === '<stdin>') {
    const what = /^[./]/.test(call.request)
      ? `there is no '${call.request}'`
      : `the package '${call.request}' is not installed: run 'npm install ${call.request}' in ${folder}`;
    const { line, column } = call.callee.loc.start;
    return new RefusedError(what, { line, column });
  }
  const place = first.location ? ` (${first.location.file}:${first.location.line}:${first.location.column + 1})` : '';
  return new RefusedError(`what it requires cannot be bundled: ${first.text}${place}`);
}

/** @param {string} text the source, perhaps with another beginning @param {string} source @param {{callee: any}[]} calls @param {string} name */
function replaceCallees(text, source, calls, name) {
  const shift = text.length - source.length;
  let result = '';
  let done = 0;
  for (const { callee } of calls) {
    result += text.slice(done, callee.start + shift) + name;
    done = callee.end + shift;
  }
  return result + text.slice(done);
}

/** Whether the top level, or an arrow function of it, mentions `this`. @param {any} node @returns {boolean} */
function usesThis(node) {
  if (node.type === 'ThisExpression') return true;
  if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type.startsWith('Class')) return false;
  let found = false;
  forEachChild(node, child => { found ||= usesThis(child); });
  return found;
}

module.exports = { bundle };
