// @ts-check
'use strict';

Object.assign(exports, {
  lowerExpression, lowerArguments, lowerUnused, lowerNamed, lowerArm, lowerClosure, lowerKey, valueSite, printCallee,
  isAnonymousFunction, iterationOf,
});

const { lowerAssignment, lowerUpdate } = require('./assignments');
const { lowerChain } = require('./chains');
const { lowerClass } = require('./classes');
const { lowerFunction } = require('./functions');
const { stringNode, isWellFormed } = require('./keys');
const { lowerObject } = require('./objects');
const { superParts, lowerSuperCall } = require('./supers');
const { lowerTagged } = require('./templates');
const { textOf, iterationMessage, iteratedCallText } = require('./texts');
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
  if (node.type === 'ClassExpression' && !node.id) return lowerClass(cx, node, name);
  return isAnonymousFunction(node) && name !== '' ? lowerClosure(cx, node, name) : lowerExpression(cx, node);
}

/** @param {any} node */
function isAnonymousFunction(node) {
  return node.type === 'ArrowFunctionExpression' || (node.type === 'FunctionExpression' && !node.id);
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
  if (name !== '' && node.type === 'ClassExpression' && !node.id) {
    // Behind a comma it would not get the name. (A literal key, for static members may look at it; but that one is another.)
    if (name === '__proto__') return { kind: 'arm', block, at: cx.at(node), end: cx.end(node), value: cx.unsupported(node, 'a class named __proto__') };
    cx.probes.wrap(node, `{${JSON.stringify(name)}:`, `}[${JSON.stringify(name)}]`);
  }
  return { kind: 'arm', block, at: cx.at(node), end: cx.end(node), value: lowerNamed(cx, node, name) };
}

/** Records the type of a value where it enters. @param {Context} cx @param {any} node */
function valueSite(cx, node) {
  const site = cx.newSite();
  cx.probes.wrap(node, `${cx.names.value}(${site},`, ')');
  return site;
}

/** Expressions that the kernel cannot express. @type {Record<string, string>} */
const reasons = {
  Super: 'super',
  ImportExpression: 'import()',
};

/** The kernel's names of unary operators. @type {Record<string, string>} */
const unary = { '!': '!', '~': '~', '-': 'negate', '+': 'toNumber', typeof: 'typeof', void: 'void' };

/** The kernel's names of logical operators. @type {Record<string, string>} */
const logical = { '&&': 'and', '||': 'or', '??': 'nullish' };

/** @type {Record<string, (cx: Context, node: any) => any>} */
const lowerers = {
  Identifier: read,
  Literal: lowerLiteral,

  ThisExpression(cx, node) {
    const binding = cx.special('this');
    return binding === null ? cx.unsupported(node, 'this') : { kind: 'identifier', binding, at: cx.at(node) };
  },

  MetaProperty(cx, node) {
    if (node.meta.name !== 'new') return cx.unsupported(node, 'meta properties');
    const at = cx.at(node);
    const binding = cx.special('newTarget');
    return binding === null ? cx.unsupported(node, 'new.target') : { kind: 'identifier', binding, at };
  },

  TemplateLiteral(cx, node) {
    /** @type {any[]} */
    const parts = [];
    node.quasis.forEach((/** @type {any} */ quasi, /** @type {number} */ i) => {
      if (quasi.value.cooked !== '') parts.push(stringNode(quasi.value.cooked, cx.at(quasi)));
      if (i < node.expressions.length) parts.push(lowerExpression(cx, node.expressions[i]));
    });
    return { kind: 'template', parts, at: cx.at(node) };
  },

  TaggedTemplateExpression: (cx, node) => lowerTagged(cx, node),

  AwaitExpression(cx, node) {
    const site = valueSite(cx, node);
    return { kind: 'await', value: lowerExpression(cx, node.argument), site, at: cx.at(node) };
  },

  YieldExpression(cx, node) {
    const at = cx.at(node);
    const site = valueSite(cx, node);
    if (node.delegate) cx.print(node.argument, 'yield', true);
    const value = node.argument ? lowerExpression(cx, node.argument) : { kind: 'undefined', at };
    return { kind: 'yield', value, delegate: node.delegate, site, at };
  },

  ClassExpression: (cx, node) => lowerClass(cx, node, node.id ? node.id.name : ''),
  FunctionExpression: (cx, node) => lowerClosure(cx, node, node.id ? node.id.name : ''),
  ArrowFunctionExpression: (cx, node) => lowerClosure(cx, node, ''),

  UnaryExpression(cx, node) {
    if (node.operator === 'delete') return lowerDelete(cx, node);
    const lower = node.operator === 'void' ? lowerUnused : lowerExpression;
    return { kind: 'primApp', op: unary[node.operator], args: [lower(cx, node.argument)], at: cx.at(node) };
  },

  BinaryExpression(cx, node) {
    if (node.left.type === 'PrivateIdentifier') {
      const name = cx.privateName(node.left.name);
      return { kind: 'privateIn', object: lowerExpression(cx, node.right), name, at: cx.at(node) };
    }
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
    const at = cx.at(node.property);
    if (node.object.type === 'Super') {
      const parts = superParts(cx, node);
      if (parts.problem) return cx.unsupported(node, parts.problem);
      const site = valueSite(cx, node);
      const { home, receiver } = parts;
      return { kind: 'superGet', home, this: receiver, ...lowerKey(cx, node), site, at };
    }
    const site = valueSite(cx, node);
    cx.lengthOnly = node.object.type === 'Identifier' && !node.computed && node.property.name === 'length';
    const object = lowerExpression(cx, node.object);
    cx.lengthOnly = false;
    if (node.property.type === 'PrivateIdentifier') {
      return { kind: 'privateGet', object, name: cx.privateName(node.property.name), site, at };
    }
    const key = lowerKey(cx, node);
    return { kind: 'index' in key ? 'index' : 'get', object, ...key, site, at };
  },

  CallExpression: lowerCall,
  ChainExpression: (cx, node) => lowerChain(cx, node),

  NewExpression(cx, node) {
    const site = valueSite(cx, node);
    // A probe around a part of the callee would be taken for the callee: `new $v(1,a.b).C()`.
    if (node.callee.type !== 'Identifier') cx.probes.wrap(node.callee, '(', ')');
    cx.print(node.callee);
    const callee = lowerExpression(cx, node.callee);
    const at = cx.at(node);
    return { kind: 'new', callee, args: lowerArguments(cx, node.arguments, at), ...calleeText(node.callee), site, at };
  },

  ArrayExpression: (cx, node) => ({ kind: 'array', elements: lowerElements(cx, node.elements), at: cx.at(node) }),

  ObjectExpression: (cx, node) => lowerObject(cx, node),
};

/** @param {Context} cx @param {any} node */
function lowerLiteral(cx, node) {
  const at = cx.at(node);
  if (node.regex) {
    const { pattern, flags } = node.regex;
    return isWellFormed(pattern) ? { kind: 'regex', pattern, flags, at } : cx.unsupported(node, 'a string with a lone surrogate');
  }
  if (node.bigint) return cx.unsupported(node, 'bigint literals');
  switch (typeof node.value) {
    case 'number': return { kind: 'number', value: node.value === Infinity ? 'Infinity' : node.value, at };
    case 'boolean': return { kind: 'boolean', value: node.value, at };
    case 'string': return stringNode(node.value, at);
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

/** The key of a member expression that is not private: `property` or `index`. @param {Context} cx @param {any} node @returns {any} */
function lowerKey(cx, node) {
  return node.computed ? { index: lowerExpression(cx, node.property) } : { property: node.property.name };
}

/** The elements of an array literal: expressions, spreads, and null for a hole. @param {Context} cx @param {any[]} nodes */
function lowerElements(cx, nodes) {
  return nodes.map(node => {
    if (node?.type !== 'SpreadElement') return node && lowerExpression(cx, node);
    const { argument } = node;
    cx.print(argument, 'spread');
    return { kind: 'spread', value: lowerExpression(cx, argument), ...iterationOf(argument, 'spread'), at: cx.at(node) };
  });
}

/** Arguments: expressions and spreads. @param {Context} cx @param {any[]} nodes @param {[number, number]} at of the call */
function lowerArguments(cx, nodes, at) {
  const isLast = nodes.findIndex(node => node.type === 'SpreadElement') === nodes.length - 1;
  return nodes.map(node => {
    if (node.type !== 'SpreadElement') return lowerExpression(cx, node);
    const { argument } = node;
    cx.print(argument);
    // A call whose last argument is its only spread has errors of its own, and they are at the call.
    const text = isLast ? `...${textOf(argument) ?? ''}` : '';
    const iteration = { iteration: isWellFormed(text) ? text : '...', at: isLast ? at : cx.at(node) };
    return { kind: 'spread', value: lowerExpression(cx, argument), ...iteration };
  });
}

/**
 * What an error says of a value that cannot be iterated: nothing where that is not known, an empty text where it describes the value.
 * @param {any} node @param {import('./texts').Iterating} where @returns {{iteration?: string}}
 */
function iterationOf(node, where) {
  const text = iterationMessage(node, where);
  return text === undefined || !isWellFormed(text ?? '') ? {} : { iteration: text ?? '' };
}

/** Errors print what is called, or the object whose method it is and its key. @param {Context} cx @param {any} node the call @param {any} callee */
function printCallee(cx, node, callee) {
  const where = cx.iterated.get(node);
  const called = where && iteratedCallText(callee, where);
  if (callee.type === 'MemberExpression') {
    cx.print(callee.object, undefined, Boolean(called) && callee.object.type !== 'Super', called);
    if (callee.computed) cx.print(callee.property);
  }
  // A function there can be called.
  else if (callee.type !== 'FunctionExpression' && callee.type !== 'ArrowFunctionExpression') {
    cx.print(callee, undefined, Boolean(called) && callee.name !== 'eval', called);
  }
}

/**
 * How an error names what is called, where that is known.
 * @param {any} callee @param {boolean} [isIterated] whether the result is iterated: errors say more then
 * @returns {{text?: string}}
 */
function calleeText(callee, isIterated = false) {
  const text = isIterated ? null : textOf(callee);
  return text !== null && isWellFormed(text) ? { text } : {};
}

/** @param {Context} cx @param {any} node */
function lowerCall(cx, node) {
  const at = cx.at(node);
  const callee = node.callee;
  if (callee.type === 'Super' || callee.object?.type === 'Super') return lowerSuperCall(cx, node, calleeText(callee));
  if (callee.type === 'ChainExpression' && callee.expression.type === 'MemberExpression') {
    // `(o?.m)()` is a call of a method, with its object, all the same.
    const receiver = cx.temporary();
    const site = valueSite(cx, node);
    const method = lowerChain(cx, callee, null, receiver);
    const self = { kind: 'identifier', binding: receiver, at };
    return { kind: 'call', callee: method, this: self, args: lowerArguments(cx, node.arguments, at), ...calleeText(callee), site, at };
  }
  printCallee(cx, node, callee);
  const isIterated = cx.iterated.has(node);
  if (callee.type === 'MemberExpression') {
    // The whole call is recorded, never the callee, which would lose `this`.
    const site = valueSite(cx, node);
    const object = lowerExpression(cx, callee.object);
    const { method, text } = methodOf(cx, callee, isIterated);
    const propertyAt = cx.at(callee.property);
    return { kind: 'methodCall', object, method, args: lowerArguments(cx, node.arguments, propertyAt), ...text, site, at: propertyAt };
  }
  if (callee.type === 'Identifier' && !cx.resolve(callee.name)) {
    if (callee.name === 'eval') return cx.unsupported(node, 'eval');
    if (callee.name === 'require') return lowerRequire(cx, node);
  }
  const site = valueSite(cx, node);
  return {
    kind: 'call', callee: lowerExpression(cx, callee), args: lowerArguments(cx, node.arguments, at), ...calleeText(callee, isIterated), site, at,
  };
}

/**
 * What a method call calls.
 * @param {Context} cx @param {any} callee a member expression @param {boolean} isIterated @returns {{method: any, text: {text?: string}}}
 */
function methodOf(cx, callee, isIterated) {
  if (callee.property.type === 'PrivateIdentifier') {
    const method = { kind: 'private', name: cx.privateName(callee.property.name), at: cx.at(callee.property) };
    return { method, text: {} };
  }
  const method = callee.computed ? lowerExpression(cx, callee.property) : callee.property.name;
  return { method, text: calleeText(callee, isIterated) };
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
  const at = cx.at(node);
  if (target.type === 'ChainExpression') return lowerChain(cx, target, node);
  if (target.type === 'Identifier') {
    const stays = cx.resolve(target.name) !== null || ['undefined', 'NaN', 'Infinity'].includes(target.name);
    return stays ? { kind: 'boolean', value: false, at } : cx.unsupported(node, 'delete of an undeclared variable');
  }
  if (target.type !== 'MemberExpression') {
    return { kind: 'seq', expressions: [lowerUnused(cx, target), { kind: 'boolean', value: true, at }], at };
  }
  if (target.object.type === 'Super') return cx.unsupported(node, 'super');
  const object = lowerExpression(cx, target.object);
  if (!target.computed) return { kind: 'delete', object, property: target.property.name, at };
  return { kind: 'delete', object, index: lowerExpression(cx, target.property), at };
}
