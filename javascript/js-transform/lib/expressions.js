// @ts-check
'use strict';

Object.assign(exports, { lowerExpression, lowerAll, lowerUnused, lowerNamed, lowerArm, valueSite, hasSpread, isWellFormed });

const { lowerAssignment, lowerUpdate } = require('./assignments');
const { lowerChain } = require('./chains');
const { lowerFunction } = require('./functions');
const { memberProblem } = require('./keys');
const { lowerObject } = require('./objects');
const { read } = require('./variables');

/** @typedef {import('./context').Context} Context */

/**
 * Lowers an expression whose value is used.
 * @param {Context} cx @param {any} node @returns {any}
 */
function lowerExpression(cx, node) {
  const lower = lowerers[node.type];
  if (!lower) return cx.unsupported(node, reasons[node.type] ?? node.type);
  return lower(cx, node);
}

/** Lowers an expression whose value is dropped. @param {Context} cx @param {any} node @returns {any} */
function lowerUnused(cx, node) {
  if (node.type === 'UpdateExpression') return lowerUpdate(cx, node, false);
  return lowerExpression(cx, node);
}

/**
 * Lowers an expression in a place where an anonymous function gets a name (ECMA-262 8.4, NamedEvaluation).
 * @param {Context} cx @param {any} node @param {string} name @returns {any}
 */
function lowerNamed(cx, node, name) {
  const anonymous = node.type === 'ArrowFunctionExpression' || (node.type === 'FunctionExpression' && !node.id);
  return anonymous && name !== '' ? lowerClosure(cx, node, name) : lowerExpression(cx, node);
}

/**
 * Lowers an expression that may not be evaluated: an arm.
 * @param {Context} cx @param {any} node @param {string} [name] for an anonymous function
 * @param {string} [probes] more to run before it, each with a comma @param {() => void} [inside] adds probes around it
 * @returns {any}
 */
function lowerArm(cx, node, name = '', probes = '', inside) {
  const block = cx.newBlock();
  cx.probes.wrap(node, `(${cx.names.block}[${block}]=1,${probes}`, ')');
  inside?.();
  return { kind: 'arm', block, at: cx.at(node), end: cx.end(node), value: lowerNamed(cx, node, name) };
}

/** Records the type of a value where it enters. @param {Context} cx @param {any} node */
function valueSite(cx, node) {
  const site = cx.newSite();
  cx.probes.wrap(node, `${cx.names.value}(${site},`, ')');
  return site;
}

/** Whether a string has no lone surrogate, and so a place in a JSON document. @param {string} text */
function isWellFormed(text) {
  return !/\p{Surrogate}/u.test(text);
}

/** Expressions that the kernel cannot express. @type {Record<string, string>} */
const reasons = {
  ThisExpression: 'this',
  Super: 'super',
  ClassExpression: 'class expressions',
  TaggedTemplateExpression: 'tagged templates',
  AwaitExpression: 'await',
  YieldExpression: 'yield',
  MetaProperty: 'meta properties',
  ImportExpression: 'import()',
  SpreadElement: 'spread',
  PrivateIdentifier: 'private names',
};

/** The kernel's names of unary operators. @type {Record<string, string>} */
const unary = { '!': '!', '~': '~', '-': 'negate', '+': 'toNumber', typeof: 'typeof', void: 'void' };

/** The kernel's names of logical operators. @type {Record<string, string>} */
const logical = { '&&': 'and', '||': 'or', '??': 'nullish' };

/** @type {Record<string, (cx: Context, node: any) => any>} */
const lowerers = {
  Identifier: read,
  Literal: lowerLiteral,

  TemplateLiteral(cx, node) {
    if (node.quasis.some((/** @type {any} */ q) => !isWellFormed(q.value.cooked))) {
      return cx.unsupported(node, 'a string with a lone surrogate');
    }
    /** @type {any[]} */
    const parts = [];
    node.quasis.forEach((/** @type {any} */ quasi, /** @type {number} */ i) => {
      if (quasi.value.cooked !== '') parts.push({ kind: 'string', value: quasi.value.cooked, at: cx.at(quasi) });
      if (i < node.expressions.length) parts.push(lowerExpression(cx, node.expressions[i]));
    });
    return { kind: 'template', parts, at: cx.at(node) };
  },

  FunctionExpression: (cx, node) => lowerClosure(cx, node, node.id ? node.id.name : ''),
  ArrowFunctionExpression: (cx, node) => lowerClosure(cx, node, ''),

  UnaryExpression(cx, node) {
    if (node.operator === 'delete') return lowerDelete(cx, node);
    const lower = node.operator === 'void' ? lowerUnused : lowerExpression;
    return { kind: 'primApp', op: unary[node.operator], args: [lower(cx, node.argument)], at: cx.at(node) };
  },

  BinaryExpression(cx, node) {
    if (node.left.type === 'PrivateIdentifier') return cx.unsupported(node, 'private names');
    const args = [lowerExpression(cx, node.left), lowerExpression(cx, node.right)];
    return { kind: 'primApp', op: node.operator, args, at: cx.at(node) };
  },

  LogicalExpression(cx, node) {
    const left = lowerExpression(cx, node.left);
    return { kind: logical[node.operator], left, right: lowerArm(cx, node.right), at: cx.at(node) };
  },

  ConditionalExpression(cx, node) {
    const test = lowerExpression(cx, node.test);
    const then = lowerArm(cx, node.consequent);
    return { kind: 'conditional', test, then, else: lowerArm(cx, node.alternate), at: cx.at(node) };
  },

  SequenceExpression(cx, node) {
    const last = node.expressions.length - 1;
    const expressions = node.expressions.map((/** @type {any} */ expression, /** @type {number} */ i) =>
      i === last ? lowerExpression(cx, expression) : lowerUnused(cx, expression));
    return { kind: 'seq', expressions, at: cx.at(node) };
  },

  AssignmentExpression: (cx, node) => lowerAssignment(cx, node),
  UpdateExpression: (cx, node) => lowerUpdate(cx, node, true),

  MemberExpression(cx, node) {
    const problem = memberProblem(node);
    if (problem) return cx.unsupported(node, problem);
    const site = valueSite(cx, node);
    const object = lowerExpression(cx, node.object);
    const at = cx.at(node.property);
    if (!node.computed) return { kind: 'get', object, property: node.property.name, site, at };
    return { kind: 'index', object, index: lowerExpression(cx, node.property), site, at };
  },

  CallExpression: lowerCall,
  ChainExpression: (cx, node) => lowerChain(cx, node),

  NewExpression(cx, node) {
    if (hasSpread(node.arguments)) return cx.unsupported(node, 'spread arguments');
    const site = valueSite(cx, node);
    // A probe around a part of the callee would be taken for the callee: `new $v(1,a.b).C()`.
    if (node.callee.type !== 'Identifier') cx.probes.wrap(node.callee, '(', ')');
    const callee = lowerExpression(cx, node.callee);
    return { kind: 'new', callee, args: lowerAll(cx, node.arguments), site, at: cx.at(node) };
  },

  ArrayExpression(cx, node) {
    if (hasSpread(node.elements)) return cx.unsupported(node, 'spread in an array');
    const elements = node.elements.map((/** @type {any} */ element) => element && lowerExpression(cx, element));
    return { kind: 'array', elements, at: cx.at(node) };
  },

  ObjectExpression: (cx, node) => lowerObject(cx, node),
};

/** @param {Context} cx @param {any} node */
function lowerLiteral(cx, node) {
  const at = cx.at(node);
  if (node.regex) return cx.unsupported(node, 'regular expressions');
  if (node.bigint) return cx.unsupported(node, 'bigint literals');
  switch (typeof node.value) {
    case 'number': return { kind: 'number', value: node.value === Infinity ? 'Infinity' : node.value, at };
    case 'boolean': return { kind: 'boolean', value: node.value, at };
    case 'string':
      if (!isWellFormed(node.value)) return cx.unsupported(node, 'a string with a lone surrogate');
      return { kind: 'string', value: node.value, at };
    default: return { kind: 'null', at };
  }
}

/**
 * Lowers the creation of a closure and registers it.
 * @param {Context} cx @param {any} node @param {string} name @returns {any}
 */
function lowerClosure(cx, node, name) {
  const self = node.id && cx.analysis.scopeOf(node.id).bindings.get(node.id.name);
  if (self?.referenced && cx.repeats) return cx.unsupported(node, 'a named function expression in the head of a loop');
  const inferred = !node.id && name !== '';
  const key = JSON.stringify(name);
  // The function keeps the name that it would have got where it stood.
  const [before, after] = inferred ? [`{[${key}]:`, `}[${key}]`] : ['', ''];
  const at = cx.at(node);
  if (self?.referenced) {
    self.id = cx.newBinding(self.name, 'var');
    cx.block.declares.push(self.id);
  }
  cx.probes.wrap(node, `${cx.names.closure}(${cx.functions.length},${before}`, `${after})`);
  const closure = { kind: 'clos', function: lowerFunction(cx, node, name), at };
  return self?.referenced ? { kind: 'set', binding: self.id, value: closure, at } : closure;
}

/** @param {any[]} nodes */
function hasSpread(nodes) {
  return nodes.some(node => node?.type === 'SpreadElement');
}

/** @param {Context} cx @param {any[]} nodes */
function lowerAll(cx, nodes) {
  return nodes.map(node => lowerExpression(cx, node));
}

/** @param {Context} cx @param {any} node */
function lowerCall(cx, node) {
  const at = cx.at(node);
  const callee = node.callee;
  if (callee.type === 'Super') return cx.unsupported(node, 'super');
  if (hasSpread(node.arguments)) return cx.unsupported(node, 'spread arguments');
  // `(o?.m)()` is a call of a method, with its object, all the same.
  if (callee.type === 'ChainExpression') return cx.unsupported(node, 'a call of an optional chain in brackets');
  if (callee.type === 'MemberExpression') {
    const problem = memberProblem(callee);
    if (problem) return cx.unsupported(node, problem);
    // The whole call is recorded, never the callee, which would lose `this`.
    const site = valueSite(cx, node);
    const object = lowerExpression(cx, callee.object);
    const method = callee.computed ? lowerExpression(cx, callee.property) : callee.property.name;
    return { kind: 'methodCall', object, method, args: lowerAll(cx, node.arguments), site, at: cx.at(callee.property) };
  }
  if (callee.type === 'Identifier' && !cx.resolve(callee.name)) {
    if (callee.name === 'eval') return cx.unsupported(node, 'eval');
    if (callee.name === 'require') return lowerRequire(cx, node);
  }
  const site = valueSite(cx, node);
  return { kind: 'call', callee: lowerExpression(cx, callee), args: lowerAll(cx, node.arguments), site, at };
}

/** @param {Context} cx @param {any} node */
function lowerRequire(cx, node) {
  const [name] = node.arguments;
  if (node.arguments.length === 1 && name.type === 'Literal' && typeof name.value === 'string' && isWellFormed(name.value)) {
    return { kind: 'module', name: name.value, at: cx.at(node) };
  }
  return cx.unsupported(node, 'require of something other than a literal name');
}

/** @param {Context} cx @param {any} node */
function lowerDelete(cx, node) {
  const target = node.argument;
  if (target.type !== 'MemberExpression') return cx.unsupported(node, 'delete of something other than a property');
  const problem = memberProblem(target);
  if (problem) return cx.unsupported(node, problem);
  const object = lowerExpression(cx, target.object);
  const at = cx.at(node);
  if (!target.computed) return { kind: 'delete', object, property: target.property.name, at };
  return { kind: 'delete', object, index: lowerExpression(cx, target.property), at };
}
