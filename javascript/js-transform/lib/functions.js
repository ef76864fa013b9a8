// @ts-check
'use strict';

Object.assign(exports, { lowerFunction, lowerProgram });

const { declareAll, hoistFunctions, openBlock, blockProbe, fill, pointAtStart, lowerStatements } = require('./blocks');
const { lowerExpression } = require('./expressions');
const { patternProblem, takeParameter } = require('./destructuring');
const { forEachChild, hasUseStrict, patternIdentifiers } = require('./scopes');

/**
 * Why the kernel cannot express a function as a whole, or null when it can.
 * @param {import('./context').Context} cx @param {any} node @param {import('./scopes').Scope} scope
 */
function unsupportedReason(cx, node, scope) {
  if (node.async && node.generator) return 'async generators';
  if (node.async) return 'async functions';
  if (node.generator) return 'generators';
  const names = new Set();
  for (const identifier of node.params.flatMap((/** @type {any} */ parameter) => patternIdentifiers(parameter))) {
    if (names.has(identifier.name)) return 'parameters of the same name';
    if (scope.functions.has(identifier.name)) return 'a function declaration named like a parameter';
    names.add(identifier.name);
  }
  const simple = node.params.every((/** @type {any} */ parameter) => parameter.type === 'Identifier');
  return simple ? null : parametersProblem(cx, node, scope);
}

/**
 * Why parameters with defaults or patterns cannot be lowered, or null. They have a scope of their own (ECMA-262 10.2.11);
 * the kernel's is the body's, which is the same thing unless they see what the body declares.
 * @param {import('./context').Context} cx @param {any} node @param {import('./scopes').Scope} scope
 */
function parametersProblem(cx, node, scope) {
  for (const parameter of node.params) {
    if (parameter.type === 'RestElement') return 'rest parameters';
    const problem = cx.within(scope, () => patternProblem(cx, parameter, 'let'));
    if (problem) return problem;
    if (seesBody(cx, parameter, scope)) return 'a parameter default with a name that the body declares';
  }
  const redeclared = [...scope.bindings.values()].some(binding => binding.redeclared);
  return redeclared ? 'a variable named like a parameter that is not a plain one' : null;
}

/** @param {import('./context').Context} cx @param {any} node @param {import('./scopes').Scope} scope @returns {boolean} */
function seesBody(cx, node, scope) {
  const binding = node.type === 'Identifier' ? cx.analysis.references.get(node) : null;
  if (binding && binding.scope === scope && binding.kind !== 'parameter') return true;
  let found = false;
  forEachChild(node, child => { found ||= seesBody(cx, child, scope); });
  return found;
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

  const reason = unsupportedReason(cx, node, scope);
  if (reason) {
    result.body = cx.unsupported(node, reason);
    return id;
  }

  const outer = cx.func;
  const body = openBlock(cx, node.body);
  cx.func = { strict: scope.strict, body, targets: [], labels: 0 };
  cx.within(scope, () => fill(cx, body, () => {
    const probes = lowerParameters(cx, node, scope, result.parameters);
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
 * Declares the function's bindings and lowers its parameters: those up to the first with a default or a pattern are the
 * kernel's own; from there on a hidden parameter is given to the body's names one after the other.
 * @param {import('./context').Context} cx @param {any} node @param {import('./scopes').Scope} scope
 * @param {any[]} parameters @returns {string} the probes that record them
 */
function lowerParameters(cx, node, scope, parameters) {
  const { body } = cx.func;
  const plain = node.params.findIndex((/** @type {any} */ parameter) => parameter.type !== 'Identifier');
  const late = plain < 0 ? [] : node.params.slice(plain);
  for (const identifier of late.flatMap((/** @type {any} */ parameter) => patternIdentifiers(parameter))) {
    /** @type {import('./scopes').Binding} */ (scope.bindings.get(identifier.name)).declaredLate = true;
  }
  declareAll(cx, body, scope);
  const hasArguments = node.type !== 'ArrowFunctionExpression' && !scope.bindings.has('arguments');
  let probes = '';
  node.params.forEach((/** @type {any} */ parameter, /** @type {number} */ i) => {
    const site = cx.newSite();
    if (!late.includes(parameter)) {
      parameters.push({ binding: /** @type {import('./scopes').Binding} */ (scope.bindings.get(parameter.name)).id, site });
      probes += `${cx.names.value}(${site},${parameter.name});`;
      return;
    }
    const hidden = cx.newBinding(`argument${i}`, 'parameter');
    body.declares.push(hidden);
    parameters.push({ binding: hidden, site });
    const isName = (parameter.type === 'AssignmentPattern' ? parameter.left : parameter).type === 'Identifier';
    const taken = takeParameter(cx, parameter, hidden, isName || !hasArguments ? site : null);
    if (!isName && hasArguments) probes += `${cx.names.value}(${site},arguments[${i}]);`;
    probes += taken.probes;
    body.body.push(...taken.statements);
  });
  return probes;
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
