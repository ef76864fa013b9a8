// @ts-check
'use strict';

Object.assign(exports, { lowerFunction, lowerProgram, newRecord });

const { declareAll, hoistFunctions, openBlock, blockProbe, fill, pointAtStart, lowerStatements } = require('./blocks');
const { lowerExpression } = require('./expressions');
const { patternProblem, takeParameter } = require('./destructuring');
const { frameSize } = require('./frames');
const { isWellFormed } = require('./keys');
const { forEachChild, hasUseStrict, patternIdentifiers } = require('./scopes');

/**
 * Why the kernel cannot express a function as a whole, or null when it can.
 * @param {import('./context').Context} cx @param {any} node @param {import('./scopes').Scope} scope
 */
function unsupportedReason(cx, node, scope) {
  if (node.async && node.generator) return 'async generators';
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
    const pattern = parameter.type === 'RestElement' ? parameter.argument : parameter;
    const problem = cx.within(scope, () => patternProblem(cx, pattern, 'let'));
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
 * What the trace says of a function, before its body is known.
 * @param {import('./context').Context} cx @param {any} given fields that differ from those of a plain function @returns {any}
 */
function newRecord(cx, given) {
  const record = {
    id: cx.functions.length, name: '', form: 'function', at: [1, 0], length: 0, strict: false, async: false, generator: false,
    frame: 0, parameters: [], rest: null, this: null, arguments: null, newTarget: null, prologue: 0, body: null, ...given,
  };
  cx.functions.push(record);
  return record;
}

/**
 * Lowers a function of any form. Registering its closures is the caller's affair.
 * @param {import('./context').Context} cx
 * @param {any} node
 * @param {string} name its `name` property
 * @param {{text?: any, form?: string, home?: import('./context').Home | null}} [options] `text`: the node whose source text
 *   is the function's, when that is not `node` (a method); null: no text is its own; `home`: what `super` needs
 * @returns {number} the function's id
 */
function lowerFunction(cx, node, name, { text = node, form, home = null } = {}) {
  const scope = cx.analysis.scopeOf(node);
  const isArrow = node.type === 'ArrowFunctionExpression';
  const record = newRecord(cx, {
    name, form: form ?? (isArrow ? 'arrow' : 'function'), at: cx.at(text ?? node), length: lengthOf(node), strict: scope.strict,
    async: node.async, generator: node.generator, frame: frameSize(node),
  });
  if (text) cx.probes.mark(text);

  const reason = isWellFormed(name) ? unsupportedReason(cx, node, scope) : 'a name with a lone surrogate';
  if (reason) {
    if (!isWellFormed(name)) record.name = '';
    record.body = cx.unsupported(node, reason);
    return record.id;
  }

  const body = openBlock(cx, node.body);
  cx.inside(record, { strict: scope.strict, body, home: isArrow ? cx.func.home : home }, () => cx.within(scope, () => fill(cx, body, () => {
    const probes = lowerParameters(cx, node, scope, record);
    if (node.body.type === 'BlockStatement') {
      const closures = hoistFunctions(cx, body, scope);
      pointAtStart(cx, node.body.body, node.body.start + 1, blockProbe(cx, body) + probes + closures);
      lowerStatements(cx, body, node.body.body);
    } else {
      const commas = (blockProbe(cx, body) + probes).replaceAll(';', ',');
      cx.probes.wrap(node.body, `(${commas}`, ')');
      body.body.push({ kind: 'return', value: lowerExpression(cx, node.body), at: cx.at(node.body) });
    }
  })));
  record.body = body;
  if (cx.exposed.has(record) && isLinked(record, scope)) {
    Object.assign(record, { parameters: [], arguments: null, this: null, newTarget: null, body: cx.unsupported(node, 'arguments linked to parameters') });
  }
  return record.id;
}

/** Whether the arguments object shows that a parameter was assigned (ECMA-262 10.4.4). @param {any} record @param {import('./scopes').Scope} scope */
function isLinked(record, scope) {
  const isSimple = record.prologue === 0 && record.rest === null;
  return !record.strict && isSimple && [...scope.bindings.values()].some(b => b.kind === 'parameter' && b.assigned);
}

/**
 * Declares the function's bindings and lowers its parameters: those up to the first with a default or a pattern are the
 * kernel's own; from there on a hidden parameter is given to the body's names one after the other.
 * @param {import('./context').Context} cx @param {any} node @param {import('./scopes').Scope} scope
 * @param {any} record @returns {string} the probes that record them
 */
function lowerParameters(cx, node, scope, record) {
  const { body } = cx.func;
  const isPlain = (/** @type {any} */ p) => (p.type === 'RestElement' ? p.argument : p).type === 'Identifier';
  const plain = node.params.findIndex((/** @type {any} */ parameter) => !isPlain(parameter));
  const late = plain < 0 ? [] : node.params.slice(plain);
  for (const identifier of late.flatMap((/** @type {any} */ parameter) => patternIdentifiers(parameter))) {
    /** @type {import('./scopes').Binding} */ (scope.bindings.get(identifier.name)).declaredLate = true;
  }
  declareAll(cx, body, scope);
  const hasArguments = node.type !== 'ArrowFunctionExpression' && !scope.bindings.has('arguments');
  let probes = '';
  node.params.forEach((/** @type {any} */ parameter, /** @type {number} */ i) => {
    const site = cx.newSite();
    const isRest = parameter.type === 'RestElement';
    const target = isRest ? parameter.argument : parameter;
    const isLate = late.includes(parameter);
    const binding = isLate ? cx.newBinding(`argument${i}`, 'parameter')
      : /** @type {import('./scopes').Binding} */ (scope.bindings.get(target.name)).id;
    if (isRest) record.rest = { binding, site };
    else record.parameters.push({ binding, site });
    if (!isLate) {
      probes += `${cx.names.value}(${site},${target.name});`;
      return;
    }
    body.declares.push(binding);
    const isName = (target.type === 'AssignmentPattern' ? target.left : target).type === 'Identifier';
    const seesArgument = hasArguments && !isRest;
    const taken = takeParameter(cx, target, binding, isName || !seesArgument ? site : null);
    if (!isName && seesArgument) probes += `${cx.names.value}(${site},arguments[${i}]);`;
    probes += taken.probes;
    body.body.push(...taken.statements);
  });
  record.prologue = body.body.length;
  return probes;
}

/**
 * Lowers the top level, which is function 0.
 * @param {import('./context').Context} cx @param {any} program
 */
function lowerProgram(cx, program) {
  const scope = cx.analysis.scopeOf(program);
  const body = openBlock(cx, program);
  const strict = hasUseStrict(program.body);
  const record = newRecord(cx, { form: 'program', strict, frame: frameSize(program), body });
  cx.inside(record, { strict, body, home: null }, () => cx.within(scope, () => fill(cx, body, () => {
    declareAll(cx, body, scope);
    const closures = hoistFunctions(cx, body, scope);
    const bang = /^#!.*(?:\r\n|[\n\r\u2028\u2029])?/.exec(cx.source);
    pointAtStart(cx, program.body, bang ? bang[0].length : 0, prologue(cx, scope) + blockProbe(cx, body) + closures);
    lowerStatements(cx, body, program.body);
  })));
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
