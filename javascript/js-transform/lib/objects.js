// @ts-check
'use strict';

Object.assign(exports, { lowerObject });

const { lowerExpression, lowerNamed, isWellFormed } = require('./expressions');
const { staticKey } = require('./keys');
const { lowerFunction } = require('./functions');

/** Why an object literal cannot be lowered, or null. @param {any} node @returns {string | null} */
function objectProblem(node) {
  const keys = new Set();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') return 'spread in an object';
    if (property.kind !== 'init') return 'getters and setters';
    if (property.computed) continue;
    const key = staticKey(property);
    if (key === '__proto__') return '__proto__ in an object literal';
    if (!isWellFormed(key)) return 'a string with a lone surrogate';
    if (keys.has(key)) return 'a key given twice in an object literal';
    keys.add(key);
  }
  return null;
}

/**
 * Lowers an object literal.
 * @param {import('./context').Context} cx @param {any} node @returns {any}
 */
function lowerObject(cx, node) {
  const problem = objectProblem(node);
  if (problem) return cx.unsupported(node, problem);
  // A method cannot be wrapped where it stands, so the finished object is handed to a probe with their names.
  const hasMethods = node.properties.some((/** @type {any} */ property) => property.method && !property.computed);
  const close = hasMethods ? cx.probes.wrapOpen(node, `${cx.names.methods}(`) : null;
  let registered = '';
  const properties = node.properties.map((/** @type {any} */ property) => {
    const key = property.computed ? lowerExpression(cx, property.key) : staticKey(property);
    const name = property.computed ? '' : staticKey(property);
    if (property.method) {
      const id = lowerFunction(cx, property.value, name, property);
      if (!property.computed) registered += `,${JSON.stringify(name)},${id}`;
      return { key, value: { kind: 'clos', function: id, at: cx.at(property) } };
    }
    if (property.computed && isAnonymousFunction(property.value)) {
      // Its name is the key's value. Registering it here would change the name.
      const id = lowerFunction(cx, property.value, '');
      return { key, value: { kind: 'clos', function: id, at: cx.at(property) } };
    }
    return { key, value: lowerNamed(cx, property.value, name) };
  });
  close?.(`${registered})`);
  return { kind: 'object', properties, at: cx.at(node) };
}

/** @param {any} node */
function isAnonymousFunction(node) {
  return node.type === 'ArrowFunctionExpression' || (node.type === 'FunctionExpression' && !node.id);
}
