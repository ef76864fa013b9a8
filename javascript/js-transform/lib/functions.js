// @ts-check
'use strict';

Object.assign(exports, { lowerFunction, lowerProgram });

const { declareAll, hoistFunctions, openBlock, blockProbe, fill, pointAtStart, lowerStatements } = require('./blocks');
const { lowerExpression } = require('./expressions');
const { hasUseStrict } = require('./scopes');

/**
 * Why the kernel cannot express a function as a whole, or null when it can.
 * @param {any} node @param {import('./scopes').Scope} scope
 */
function unsupportedReason(node, scope) {
  if (node.async && node.generator) return 'async generators';
  if (node.async) return 'async functions';
  if (node.generator) return 'generators';
  const names = new Set();
  for (const parameter of node.params) {
    switch (parameter.type) {
      case 'Identifier': break;
      case 'AssignmentPattern': return 'default parameters';
      case 'RestElement': return 'rest parameters';
      default: return 'destructured parameters';
    }
    if (names.has(parameter.name)) return 'parameters of the same name';
    if (scope.functions.has(parameter.name)) return 'a function declaration named like a parameter';
    names.add(parameter.name);
  }
  return null;
}

/** The `length` property (ECMA-262 10.2.10): the parameters before the first default or rest. @param {any} node */
function lengthOf(node) {
  const end = node.params.findIndex((/** @type {any} */ p) => p.type === 'AssignmentPattern' || p.type === 'RestElement');
  return end < 0 ? node.params.length : end;
}

/**
 * Lowers a function of any form. Registering its closures is the caller's affair.
 * @param {import('./context').Context} cx
 * @param {any} node
 * @param {string} name its `name` property
 * @param {any} [text] the node whose source text is the function's, when that is not `node` (a method)
 * @returns {number} the function's id
 */
function lowerFunction(cx, node, name, text = node) {
  const scope = cx.analysis.scopeOf(node);
  const id = cx.functions.length;
  const result = {
    id,
    name,
    form: node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function',
    at: cx.at(text),
    length: lengthOf(node),
    strict: scope.strict,
    async: node.async,
    generator: node.generator,
    parameters: /** @type {any[]} */ ([]),
    body: /** @type {any} */ (null),
  };
  cx.functions.push(result);
  cx.probes.mark(text, id);

  const reason = unsupportedReason(node, scope);
  if (reason) {
    result.body = cx.unsupported(node, reason);
    return id;
  }

  const outer = cx.func;
  const body = openBlock(cx, node.body);
  cx.func = { strict: scope.strict, body, targets: [], labels: 0 };
  cx.within(scope, () => fill(cx, body, () => {
    declareAll(cx, body, scope);
    let probes = '';
    for (const parameter of node.params) {
      const site = cx.newSite();
      const binding = /** @type {import('./scopes').Binding} */ (scope.bindings.get(parameter.name));
      result.parameters.push({ binding: binding.id, site });
      probes += `${cx.names.value}(${site},${parameter.name});`;
    }
    if (node.body.type === 'BlockStatement') {
      const closures = hoistFunctions(cx, body, scope);
      pointAtStart(cx, node.body.body, node.body.start + 1, blockProbe(cx, body) + probes + closures);
      lowerStatements(cx, body, node.body.body);
    } else {
      const commas = (blockProbe(cx, body) + probes).replaceAll(';', ',');
      cx.probes.wrap(node.body, `(${commas}`, ')');
      body.body.push({ kind: 'return', value: lowerExpression(cx, node.body), at: cx.at(node.body) });
    }
  }));
  cx.func = outer;
  result.body = body;
  return id;
}

/**
 * Lowers the top level, which is function 0.
 * @param {import('./context').Context} cx @param {any} program
 */
function lowerProgram(cx, program) {
  const scope = cx.analysis.scopeOf(program);
  const body = openBlock(cx, program);
  cx.functions.push({
    id: 0, name: '', form: 'program', at: [1, 0], length: 0, strict: hasUseStrict(program.body), async: false,
    generator: false, parameters: [], body,
  });
  cx.func = { strict: scope.strict, body, targets: [], labels: 0 };
  cx.within(scope, () => fill(cx, body, () => {
    declareAll(cx, body, scope);
    const closures = hoistFunctions(cx, body, scope);
    const bang = /^#!.*(?:\r\n|[\n\r\u2028\u2029])?/.exec(cx.source);
    pointAtStart(cx, program.body, bang ? bang[0].length : 0, prologue(cx, scope) + blockProbe(cx, body) + closures);
    lowerStatements(cx, body, program.body);
  }));
}

/**
 * The start of the instrumented program: gets the probes, however the program names its own variables.
 * @param {import('./context').Context} cx @param {import('./scopes').Scope} scope
 */
function prologue(cx, scope) {
  const module = scope.functions.has('module') ? 'process.mainModule' : 'module';
  const names = Object.entries(cx.names).map(([probe, name]) => `${probe}:${name}`).join(',');
  return `const {${names}}=${module}.require("containerless/tracing").start(${module});`;
}
