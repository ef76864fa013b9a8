// @ts-check
'use strict';

Object.assign(exports, { lowerDestructuring });

/**
 * @param {import('./context').Context} cx @param {any} node the declarator or statement
 * @param {any} pattern @param {any} value @param {string | null} kind `var`, `let`, `const`, or null for an assignment
 * @returns {any[]}
 */
function lowerDestructuring(cx, node, pattern, value, kind) {
  return [cx.unsupported(node, 'destructuring')];
}
