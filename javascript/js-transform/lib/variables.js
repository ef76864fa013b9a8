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
  if (node.name === 'arguments' && (!binding || binding.kind === 'var')) {
    const own = binding ? null : cx.special('arguments');
    return own === null ? cx.unsupported(node, 'arguments') : { kind: 'identifier', binding: own, at };
  }
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
  return binding ? null : 'assignment to an undeclared variable';
}

/**
 * Assigns a variable; `value` lowers the right side and is called only when that can be.
 * @param {Context} cx @param {any} identifier @param {() => any} value @param {any} node what becomes unsupported otherwise
 * @returns {any}
 */
function write(cx, identifier, value, node) {
  const at = cx.at(node);
  const declared = cx.resolve(identifier.name);
  if (!declared && identifier.name !== 'arguments') return writeGlobal(cx, identifier, value, node);
  const problem = unwritable(cx, identifier);
  if (problem) return cx.unsupported(node, problem);
  const binding = /** @type {import('./scopes').Binding} */ (declared);
  if (binding.kind !== 'const' && binding.kind !== 'self') return { kind: 'set', binding: binding.id, value: value(), at };
  // A sloppy function's own name ignores being assigned (ECMA-262 9.1.1.1.5).
  if (binding.kind === 'self' && !cx.scope.strict) return value();
  const raise = { kind: 'raise', type: 'TypeError', message: 'Assignment to constant variable.', at };
  // In its dead zone it throws the error of that.
  const read = binding.kind === 'const' ? [{ kind: 'identifier', binding: binding.id, at }] : [];
  return { kind: 'seq', expressions: [value(), ...read, raise], at };
}

/**
 * Assigns what no scope declares: in strict code an error, unless the global object has it.
 * @param {Context} cx @param {any} identifier @param {() => any} value @param {any} node @returns {any}
 */
function writeGlobal(cx, identifier, value, node) {
  const { name } = identifier;
  const at = cx.at(node);
  const { strict } = cx.scope;
  if (['undefined', 'NaN', 'Infinity'].includes(name)) {
    const message = `Cannot assign to read only property '${name}' of object '#<Object>'`;
    return strict ? { kind: 'seq', expressions: [value(), { kind: 'raise', type: 'TypeError', message, at }], at } : value();
  }
  const unsupported = cx.unsupported(node, 'assignment to an undeclared variable');
  return strict ? { kind: 'seq', expressions: [value(), { kind: 'global', name, at: cx.at(identifier) }, unsupported], at } : unsupported;
}
