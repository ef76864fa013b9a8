// @ts-check
'use strict';

Object.assign(exports, { read, write, unwritable });

/** @typedef {import('./context').Context} Context */

/**
 * Reads a variable.
 * @param {Context} cx @param {any} node an identifier @returns {any}
 */
function read(cx, node) {
  const at = cx.at(node);
  const binding = cx.resolve(node.name);
  if (node.name === 'arguments' && (!binding || binding.kind === 'var')) return cx.unsupported(node, 'arguments');
  if (!binding) {
    return node.name === 'undefined' ? { kind: 'undefined', at } : { kind: 'global', name: node.name, at };
  }
  return { kind: 'identifier', binding: binding.id, at };
}

/**
 * Why a variable cannot be assigned, or null when it can.
 * @param {Context} cx @param {any} node an identifier @returns {string | null}
 */
function unwritable(cx, node) {
  if (node.name === 'arguments') return 'arguments';
  const binding = cx.resolve(node.name);
  if (!binding) return 'assignment to an undeclared variable';
  if (binding.kind === 'const') return 'assignment to a constant';
  if (binding.kind === 'self') return "assignment to a function expression's own name";
  return null;
}

/**
 * Assigns a variable; `value` lowers the right side and is called only when that can be.
 * @param {Context} cx @param {any} identifier @param {() => any} value @param {any} node what becomes unsupported otherwise
 * @returns {any}
 */
function write(cx, identifier, value, node) {
  const problem = unwritable(cx, identifier);
  if (problem) return cx.unsupported(node, problem);
  const binding = /** @type {import('./scopes').Binding} */ (cx.resolve(identifier.name));
  return { kind: 'set', binding: binding.id, value: value(), at: cx.at(node) };
}
