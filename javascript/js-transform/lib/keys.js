// @ts-check
'use strict';

/** @param {any} property of an object literal or pattern, not computed @returns {string} */
function staticKey(property) {
  const { key } = property;
  return key.type === 'Identifier' ? key.name : String(key.value);
}

/** Whether a string has no lone surrogate, and so a place in a JSON document. @param {string} text */
function isWellFormed(text) {
  return !/\p{Surrogate}/u.test(text);
}

/** @param {string} value @param {any} at @returns {any} a string literal of the kernel */
function stringNode(value, at) {
  if (isWellFormed(value)) return { kind: 'string', value, at };
  return { kind: 'string', units: Array.from({ length: value.length }, (_, i) => value.charCodeAt(i)), at };
}

/** A fixed key: as it is, or as a literal where it has a lone surrogate. @param {string} value @param {any} at @returns {any} */
function keyNode(value, at) {
  return isWellFormed(value) ? value : stringNode(value, at);
}

/** Whether a fixed key has a place in a trace: not with what marks symbols there. @param {string} value */
function isPossibleKey(value) {
  return !value.startsWith('\udc00');
}

module.exports = { staticKey, stringNode, keyNode, isWellFormed, isPossibleKey };
