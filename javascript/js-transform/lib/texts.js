// @ts-check
'use strict';

/**
 * How V8 names an expression in an error: "o.a.b is not a function". It prints the syntax tree of what was called; here are
 * the parts of that which people write.
 * @param {any} node @returns {string | null} null: not known
 */
function textOf(node) {
  switch (node.type) {
    case 'Identifier': return node.name;
    case 'ThisExpression': return 'this';
    case 'Literal': return literalText(node);
    case 'MemberExpression': return memberText(node);
    case 'ObjectExpression': return `{${unknownText.repeat(node.properties.length)}}`;
    case 'ArrayExpression': return listText('[', node.elements, ',', ']');
    case 'SequenceExpression': return listText('(', node.expressions, ' , ', ')');
    case 'UnaryExpression': return unaryText(node);
    case 'BinaryExpression': return binaryText(node);
    case 'CallExpression': return follow(textOf(node.callee), '(...)');
    case 'TaggedTemplateExpression': return follow(textOf(node.tag), '(...)');
    // The links of a chain print themselves; what holds it prints nothing.
    case 'ChainExpression': return '(intermediate value)';
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
    case 'NewExpression': return '(intermediate value)';
    case 'LogicalExpression': {
      // A chain of one operator is a node of its own, which prints other brackets.
      if (node.left.type === 'LogicalExpression' || node.right.type === 'LogicalExpression') return null;
      const [left, right] = [textOf(node.left), textOf(node.right)];
      return left === null || right === null ? null : `(${left} ${node.operator} ${right})`;
    }
    default: return null;
  }
}

/** @param {string} open @param {any[]} nodes @param {string} between @param {string} close @returns {string | null} */
function listText(open, nodes, between, close) {
  const texts = nodes.map(node => node && textOf(node));
  return texts.includes(null) ? null : open + texts.join(between) + close;
}

/** @param {any} node @returns {string | null} */
function unaryText({ operator, argument }) {
  // What is known beforehand is printed as one value.
  if (argument.type === 'Literal' || operator === 'delete') return null;
  const text = textOf(argument);
  return text === null ? null : `(${operator}${/\w/.test(operator) ? ' ' : ''}${text})`;
}

/** Operands of one operator are a list without brackets, unless the operator compares. @param {any} node @returns {string | null} */
function binaryText(node) {
  const { operator } = node;
  const operands = [];
  let left = node;
  do {
    operands.unshift(left.right);
    left = left.left;
  } while (left.type === 'BinaryExpression' && left.operator === operator && /^[-+*/%&|^]$/.test(operator));
  operands.unshift(left);
  const isFolded = operands.filter(operand => operand.type === 'Literal').length > 1 || left.type === 'PrivateIdentifier';
  return isFolded ? null : listText('(', operands, ` ${operator} `, ')');
}

/** @param {string | null} text @param {string[]} more */
function follow(text, ...more) {
  return text === null ? null : text + more.join('');
}

/** @param {any} node @returns {string | null} */
function literalText(node) {
  if (node.regex) return `/${node.regex.pattern}/${node.regex.flags}`;
  if (node.bigint) return null;
  return typeof node.value === 'string' ? `"${node.value}"` : String(node.value);
}

/** @param {any} node @returns {string | null} */
function memberText({ object, property, computed, optional }) {
  if (object.type === 'Super') return computed ? null : `(intermediate value).${property.name}`;
  // Private names print in other ways, and a string that looks like an index is one.
  if (property.type === 'PrivateIdentifier') return null;
  const mark = optional ? '?' : '';
  if (!computed) return follow(textOf(object), `${mark}.`, property.name);
  const isText = property.type === 'Literal' && typeof property.value === 'string';
  if (isText) return /^\d/.test(property.value) ? null : follow(textOf(object), `${mark}.`, property.value);
  const key = textOf(property);
  return key === null ? null : follow(textOf(object), optional ? '?.[' : '[', key, ']');
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
    return known(iteratedText(node.callee), ' is not a function or its return value is not iterable');
  }
  if (where === 'for' && node.type === 'ObjectExpression' && node.properties.length > 0) return undefined;
  const isChain = where === 'for' && node.type === 'ChainExpression';
  const isPrinted = where === 'spread' || (where === 'for' && !isChoice && !isChain) || printedIfDeclared.has(node.type);
  return isPrinted ? known(iteratedText(node), ' is not iterable') : null;
}

/** Errors about iterators print of `new C()` what is constructed, and at times more. @param {any} node @returns {string | null} */
function iteratedText(node) {
  let object = node;
  while (object.type === 'MemberExpression') object = object.object;
  return object.type === 'NewExpression' ? null : textOf(node);
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

/** What V8 prints for what it does not print. */
const unknownText = '(intermediate value)';

/** Whether no probe ever stands in or around an expression. @param {any} node */
function isBare(node) {
  return node.type === 'Identifier' || node.type === 'ThisExpression' || node.type === 'Super' ||
    (node.type === 'Literal' && !node.regex && !node.bigint);
}

module.exports = { textOf, iterationText, iterationMessage, isBare, unknownText };
