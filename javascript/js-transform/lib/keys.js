// @ts-check
'use strict';

/** @param {any} property of an object literal or pattern, not computed @returns {string} */
function staticKey(property) {
  return property.key.type === 'Identifier' ? property.key.name : String(property.key.value);
}

/** Why a member expression cannot be lowered, or null when it can. @param {any} node @returns {string | null} */
function memberProblem(node) {
  if (node.object.type === 'Super') return 'super';
  if (node.property.type === 'PrivateIdentifier') return 'private names';
  return null;
}

module.exports = { staticKey, memberProblem };
