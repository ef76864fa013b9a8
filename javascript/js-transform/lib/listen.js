// @ts-check
'use strict';

const { forEachChild } = require('./scopes');

/** @param {any} node */
function isRequire(node) {
  return node?.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require' &&
    node.arguments.length === 1 && node.arguments[0].type === 'Literal' && node.arguments[0].value === 'containerless';
}

/** @param {any} node a member expression or a pattern's property @returns {string | null} */
function keyOf(node) {
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  if (!node.computed && key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : null;
}

/**
 * Whether a program calls `listen` of the containerless module anywhere. Names are followed through declarations and
 * assignments without regard to scopes: the question is whether a person meant this file to be a function.
 * @param {any} program
 * @returns {boolean}
 */
function callsListen(program) {
  const modules = new Set();
  const listens = new Set();
  const isModule = (/** @type {any} */ node) => isRequire(node) || (node?.type === 'Identifier' && modules.has(node.name));
  const isListen = (/** @type {any} */ node) =>
    (node?.type === 'Identifier' && listens.has(node.name)) ||
    (node?.type === 'MemberExpression' && keyOf(node) === 'listen' && isModule(node.object));

  const follow = (/** @type {any} */ target, /** @type {any} */ value) => {
    if (target.type === 'Identifier') {
      if (isModule(value)) modules.add(target.name);
      if (isListen(value)) listens.add(target.name);
    } else if (target.type === 'ObjectPattern' && isModule(value)) {
      for (const property of target.properties) {
        if (property.type === 'Property' && keyOf(property) === 'listen') {
          const local = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
          if (local.type === 'Identifier') listens.add(local.name);
        }
      }
    }
  };
  let called = false;
  const visit = (/** @type {any} */ node) => {
    if (node.type === 'VariableDeclarator' && node.init) follow(node.id, node.init);
    if (node.type === 'AssignmentExpression') follow(node.left, node.right);
    if (node.type === 'CallExpression' && isListen(node.callee)) called = true;
    forEachChild(node, visit);
  };
  // Until no more names are found: a name may be used, in a function, above the line that gives it its value.
  for (let known = -1; !called && known !== modules.size + listens.size;) {
    known = modules.size + listens.size;
    visit(program);
  }
  return called;
}

module.exports = { callsListen };
