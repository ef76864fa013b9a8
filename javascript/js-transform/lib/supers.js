// @ts-check
'use strict';

Object.assign(exports, { superParts, lowerSuperCall });

const { lowerArguments, lowerKey, valueSite } = require('./expressions');

/** @typedef {import('./context').Context} Context */

/**
 * What `super` in a member expression stands for: the object that the method is of, and `this`.
 * @param {Context} cx @param {any} node @returns {{problem: string} | {problem?: undefined, home: any, receiver: any}}
 */
function superParts(cx, node) {
  const at = cx.at(node);
  const home = cx.func.home?.object() ?? null;
  const receiver = home === null ? null : cx.special('this');
  if (home === null || receiver === null) return { problem: 'super' };
  return { home: { kind: 'identifier', binding: home, at }, receiver: { kind: 'identifier', binding: receiver, at } };
}

/** `super(…)` and `super.m(…)`. @param {Context} cx @param {any} node @param {{text?: string}} text @returns {any} */
function lowerSuperCall(cx, node, text) {
  const { callee } = node;
  if (callee.type === 'Super') return lowerConstruct(cx, node);
  const parts = superParts(cx, node);
  if (parts.problem !== undefined) return cx.unsupported(node, parts.problem);
  const site = valueSite(cx, node);
  const { property, index } = lowerKey(cx, callee);
  const at = cx.at(callee.property);
  const args = lowerArguments(cx, node.arguments, at);
  return {
    kind: 'superCall', home: parts.home, this: parts.receiver, method: index ?? property, args, ...text, site, at,
  };
}

/** @param {Context} cx @param {any} node */
function lowerConstruct(cx, node) {
  const at = cx.at(node);
  const self = cx.func.home?.self() ?? null;
  const [receiver, newTarget] = self === null ? [null, null] : [cx.special('this'), cx.special('newTarget')];
  if (self === null || receiver === null || newTarget === null) return cx.unsupported(node, 'super');
  const site = valueSite(cx, node);
  const value = {
    kind: 'superConstruct', class: { kind: 'identifier', binding: self, at }, newTarget: { kind: 'identifier', binding: newTarget, at },
    args: lowerArguments(cx, node.arguments, at), site, at,
  };
  return { kind: 'set', binding: receiver, value, initialize: true, at };
}
