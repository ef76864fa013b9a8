// @ts-check
'use strict';

/** What V8 prints for what it does not print. */
const unknownText = '(intermediate value)';

/**
 * How V8 names an expression in an error: "o.a.b is not a function". It prints the syntax tree of what was called (its
 * CallPrinter, src/ast/prettyprinter.cc).
 * @param {any} node @param {boolean} [isIterated] whether it is not called but iterated: then calls in it lose their brackets
 * @returns {string | null} null: not known
 */
function textOf(node, isIterated = false) {
  const of = (/** @type {any} */ part) => textOf(part, isIterated);
  const folded = foldedValue(node);
  if (folded !== undefined) return String(folded);
  switch (node.type) {
    case 'Identifier': return node.name;
    case 'ThisExpression': return 'this';
    case 'Literal': return literalText(node);
    case 'MemberExpression': return memberText(node, of);
    case 'CallExpression': return follow(of(node.callee), isIterated ? '' : '(...)');
    case 'TaggedTemplateExpression': return follow(of(node.tag), isIterated ? '' : '(...)');
    // The links of a chain print themselves; what holds it prints nothing.
    case 'ChainExpression':
    case 'AwaitExpression':
    case 'YieldExpression': return unknownText;
    case 'NewExpression': return isIterated ? of(node.callee) : unknownText;
    case 'ClassExpression': return node.body.body.length === 0 ? unknownText : null;
    case 'FunctionExpression':
    // It says this once for each statement, unless it has not read the body yet.
    case 'ArrowFunctionExpression': return node.expression || node.body.body.length < 2 ? unknownText : null;
    // Once for each of the three.
    case 'ConditionalExpression': return unknownText.repeat(3);
    case 'ObjectExpression': return `{${unknownText.repeat(node.properties.length)}}`;
    case 'AssignmentExpression': return node.left.type.endsWith('Pattern') ? null : of(node.left);
    case 'TemplateLiteral': return templateText(node, of);
    case 'ArrayExpression': return around('[', node.elements.map((/** @type {any} */ each) => (each ? of(each) : unknownText)), ',', ']');
    case 'SpreadElement': return around('(...', [of(node.argument)], '', ')');
    case 'SequenceExpression': return around('(', node.expressions.map(of), ' , ', ')');
    case 'UpdateExpression': return around('(', node.prefix ? [node.operator, of(node.argument)] : [of(node.argument), node.operator], '', ')');
    case 'UnaryExpression': return around('(', [node.operator, of(node.argument)], /\w/.test(node.operator) ? ' ' : '', ')');
    case 'LogicalExpression':
    case 'BinaryExpression': return binaryText(node, of);
    default: return null;
  }
}

/** @param {string} start @param {(string | null)[]} parts @param {string} between @param {string} end */
function around(start, parts, between, end) {
  return parts.includes(null) ? null : start + parts.join(between) + end;
}

/** @typedef {(node: any) => string | null} Printer */

/** @param {any} node @param {Printer} of @returns {string | null} */
function binaryText(node, of) {
  const { operator, left, right } = node;
  if (left.type === 'PrivateIdentifier') return null;
  // `!==` is the opposite of `===`.
  if (operator === '!==' || operator === '!=') return around('(!', [binaryText({ ...node, operator: operator.replace('!', '=') }, of)], '', ')');
  if (operator === '**' && left.operator === '**') return null;
  return around('(', operands(node).map(of), ` ${operator} `, ')');
}

const comparisons = new Set(['==', '===', '<', '<=', '>', '>=', 'in', 'instanceof']);

/** A chain of one operator is one node, of `??` when no brackets are in it; comparisons are none. @param {any} node @returns {any[]} */
function operands({ type, start, operator, left, right }) {
  const isChain = left.type === type && left.operator === operator && !comparisons.has(operator) && foldedValue(left) === undefined &&
    (operator !== '??' || left.start === start);
  return [...(isChain ? operands(left) : [left]), right];
}

/** Its parser computes with numbers that stand there. @param {any} node @returns {number | boolean | undefined} */
function foldedValue(node) {
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : undefined;
  if (node.type === 'UnaryExpression') {
    const { operator, argument } = node;
    const value = foldedValue(argument);
    if (operator === '!') {
      if (argument.type === 'Literal' && !argument.regex) return !argument.value;
      if (isPlainTemplate(argument)) return argument.quasis[0].value.cooked === '';
      return value === undefined ? undefined : !value;
    }
    if (typeof value !== 'number') return undefined;
    return operator === '-' ? -value : operator === '+' ? value : operator === '~' ? ~value : undefined;
  }
  if (node.type !== 'BinaryExpression') return undefined;
  const y = foldedValue(node.right);
  const x = typeof y === 'number' ? foldedValue(node.left) : undefined;
  if (typeof x !== 'number' || typeof y !== 'number') return undefined;
  switch (node.operator) {
    case '+': return x + y;
    case '-': return x - y;
    case '*': return x * y;
    case '/': return x / y;
    case '%': return x % y;
    case '**': return x ** y;
    case '|': return x | y;
    case '&': return x & y;
    case '^': return x ^ y;
    case '<<': return x << y;
    case '>>': return x >> y;
    case '>>>': return x >>> y;
    default: return undefined;
  }
}

/** Of a template it prints what is put in. @param {any} node @param {Printer} of @returns {string | null} */
function templateText(node, of) {
  return isPlainTemplate(node) ? `"${node.quasis[0].value.cooked}"` : around('', node.expressions.map(of), '', '');
}

/** A template that is but a string. @param {any} node */
const isPlainTemplate = node => node.type === 'TemplateLiteral' && node.expressions.length === 0;

/** @param {string | null} text @param {string[]} more */
function follow(text, ...more) {
  return text === null ? null : text + more.join('');
}

/** @param {any} node @returns {string | null} */
function literalText(node) {
  if (node.regex) return `/${node.regex.pattern}/${[...node.regex.flags].sort().join('')}`;
  if (node.bigint) return unknownText;
  return typeof node.value === 'string' ? `"${node.value}"` : String(node.value);
}

/** @param {any} node @param {Printer} of @returns {string | null} */
function memberText({ object, property, computed, optional }, of) {
  if (object.type === 'Super') return computed ? null : `(intermediate value).${property.name}`;
  // Private names print in other ways, and a string that looks like an index is one.
  if (property.type === 'PrivateIdentifier') return null;
  const mark = optional ? '?' : '';
  if (!computed) return follow(of(object), `${mark}.`, property.name);
  const name = isPlainTemplate(property) ? property.quasis[0].value.cooked : property.type === 'Literal' ? property.value : null;
  if (typeof name === 'string') return /^\d/.test(name) ? null : follow(of(object), `${mark}.`, name);
  const key = of(property);
  return key === null ? null : follow(of(object), optional ? '?.[' : '[', key, ']');
}

/** Where something is iterated: for-of, an array literal, a declaration, `yield*`. @typedef {'for' | 'spread' | 'let' | 'yield'} Iterating */

/** What a declaration prints of what it takes apart. */
const printedIfDeclared = new Set([
  'Identifier', 'Literal', 'ThisExpression', 'ObjectExpression', 'UnaryExpression', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassExpression',
]);

/**
 * What V8 says of an expression that cannot be iterated where it has to be.
 * @param {any} node @param {Iterating} where @returns {string | null | undefined} null: it describes the value; undefined: not known
 */
function iterationMessage(node, where) {
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
  const isChoice = node.type === 'ConditionalExpression' || node.type === 'LogicalExpression';
  if (where === 'yield') return isBare(node) || isChoice ? null : `yield* ${unknownText} is not iterable`;
  const known = (/** @type {string | null} */ text, /** @type {string} */ rest) => (text === null ? undefined : text + rest);
  if (isCall && (where !== 'let' || node.callee.type === 'Identifier')) {
    return known(textOf(node.callee, true), ' is not a function or its return value is not iterable');
  }
  // Brackets around it hide it, since it looks for what stands where the initializer begins.
  if (where === 'let' && node.type === 'ConditionalExpression' && node.isBracketed === false) return `${textOf(node)} is not iterable`;
  if (where === 'for' && node.type === 'ObjectExpression' && node.properties.length > 0) return undefined;
  const isChain = where === 'for' && node.type === 'ChainExpression';
  const isPrinted = where === 'spread' || (where === 'for' && !isChoice && !isChain) || printedIfDeclared.has(node.type);
  return isPrinted ? known(textOf(node, true), ' is not iterable') : null;
}

/**
 * The same, as good as it can be told.
 * @param {any} node @param {Iterating} where @returns {string | null}
 */
function iterationText(node, where) {
  const text = iterationMessage(node, where);
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
  if (text === undefined) return `${unknownText} is not${isCall ? ' a function or its return value is not' : ''} iterable`;
  return text;
}

/**
 * What V8 says when what is iterated is a call, and of something that is no function.
 * @param {any} callee @param {Iterating} where
 */
function iteratedCallText(callee, where) {
  if (where === 'yield') return `yield* ${unknownText} is not iterable`;
  return `${textOf(callee, true) ?? unknownText} is not a function or its return value is not iterable`;
}

/** Whether no probe ever stands in or around an expression. @param {any} node */
function isBare(node) {
  return node.type === 'Identifier' || node.type === 'ThisExpression' || node.type === 'Super' ||
    (node.type === 'Literal' && !node.regex && !node.bigint);
}

module.exports = { textOf, iterationText, iterationMessage, iteratedCallText, isBare, unknownText };
