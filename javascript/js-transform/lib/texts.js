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

/** @param {string | null} text @param {string[]} more */
function follow(text, ...more) {
  return text === null ? null : text + more.join('');
}

/** @param {any} node @returns {string | null} */
function literalText(node) {
  if (node.regex || node.bigint) return null;
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

/**
 * What V8 says of an expression that cannot be iterated where it has to be.
 * @param {any} node @param {Iterating} where @returns {string | null} null: it describes the value
 */
function iterationText(node, where) {
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
  const isChoice = node.type === 'ConditionalExpression' || node.type === 'LogicalExpression';
  if (where === 'yield') return isBare(node) || isChoice ? null : `yield* ${unknownText} is not iterable`;
  if (isCall && (where !== 'let' || node.callee.type === 'Identifier')) {
    return `${textOf(node.callee) ?? unknownText} is not a function or its return value is not iterable`;
  }
  const isPrinted = where === 'spread' || (where === 'for' && !isChoice) || node.type === 'Identifier' || node.type === 'Literal';
  return isPrinted ? `${textOf(node) ?? unknownText} is not iterable` : null;
}

/** What V8 prints for what it does not print. */
const unknownText = '(intermediate value)';

/** Whether no probe ever stands in or around an expression. @param {any} node */
function isBare(node) {
  return node.type === 'Identifier' || node.type === 'ThisExpression' || node.type === 'Super' ||
    (node.type === 'Literal' && !node.regex && !node.bigint);
}

module.exports = { textOf, iterationText, isBare, unknownText };
