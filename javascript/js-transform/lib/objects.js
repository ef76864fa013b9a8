// @ts-check
'use strict';

Object.assign(exports, { lowerObject });

const { lowerExpression, lowerNamed, isAnonymousFunction } = require('./expressions');
const { staticKey, keyNode, isPossibleKey } = require('./keys');
const { lowerFunction } = require('./functions');

/** @typedef {import('./context').Context} Context */

/** Why an object literal cannot be lowered, or null. @param {any} node @returns {string | null} */
function objectProblem(node) {
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') continue;
    const { computed, value } = property;
    if (!computed && !isPossibleKey(staticKey(property))) return 'a key that begins with a lone surrogate';
    if (computed && value.type === 'ClassExpression' && !value.id) return 'a class that is named by a computed key';
  }
  return null;
}

/**
 * Lowers an object literal.
 * @param {Context} cx @param {any} node @returns {any}
 */
function lowerObject(cx, node) {
  const problem = objectProblem(node);
  if (problem) return cx.unsupported(node, problem);
  const { block, repeats } = cx;
  /** @type {number | null} */
  let home = null;
  // In the head of a loop, methods of several objects would share the variable.
  const homeOf = { object: () => (repeats ? null : home ??= cx.hidden('home', block)), self: () => null };
  // A method cannot be wrapped where it stands, so the finished object is handed to a probe with their names.
  const hasMethods = canRegister(node);
  const close = hasMethods ? cx.probes.wrapOpen(node, `${cx.names.methods}(`) : null;
  let registered = '';
  const properties = node.properties.map((/** @type {any} */ property) => {
    const item = lowerProperty(cx, property, homeOf);
    if (hasMethods && property.method) registered += `,${JSON.stringify(staticKey(property))},${item.value.function}`;
    return item;
  });
  close?.(`${registered})`);
  return { kind: 'object', ...(home === null ? {} : { home }), properties, at: cx.at(node) };
}

/** Whether the methods can be found by their names afterwards: nothing else gives properties of unknown or equal names. @param {any} node */
function canRegister({ properties }) {
  const keys = new Set();
  for (const property of properties) {
    if (property.type === 'SpreadElement' || property.kind !== 'init' || property.computed) return false;
    keys.add(staticKey(property));
  }
  return keys.size === properties.length && properties.some((/** @type {any} */ property) => property.method);
}

/** @param {Context} cx @param {any} property @param {import('./context').Home} home @returns {any} */
function lowerProperty(cx, property, home) {
  if (property.type === 'SpreadElement') return { spread: lowerExpression(cx, property.argument) };
  const at = cx.at(property);
  const { computed, kind, value } = property;
  const name = computed ? '' : staticKey(property);
  if (name === '__proto__' && kind === 'init' && !property.shorthand && !property.method) return { proto: lowerExpression(cx, value) };
  const key = computed ? lowerExpression(cx, property.key) : keyNode(name, cx.at(property.key));
  const named = computed ? { named: true } : {};
  if (kind !== 'init') {
    const form = kind === 'get' ? 'getter' : 'setter';
    const id = lowerFunction(cx, value, computed ? '' : `${kind} ${name}`, { text: property, form, home });
    return { key, [form]: { kind: 'clos', function: id, at } };
  }
  if (property.method) {
    const id = lowerFunction(cx, value, name, { text: property, form: 'method', home });
    return { key, value: { kind: 'clos', function: id, at }, ...named };
  }
  // Named by its key's value, and registering it here would change the name.
  if (computed && isAnonymousFunction(value)) return { key, value: { kind: 'clos', function: lowerFunction(cx, value, ''), at }, ...named };
  return { key, value: lowerNamed(cx, value, name) };
}
