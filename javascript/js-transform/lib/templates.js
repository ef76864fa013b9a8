// @ts-check
'use strict';

Object.assign(exports, { lowerTagged });

const { lowerExpression, valueSite, printCallee } = require('./expressions');
const { isWellFormed } = require('./keys');
const { textOf } = require('./texts');

/**
 * A tagged template is a call whose first argument is made of its strings, once.
 * @param {import('./context').Context} cx @param {any} node @returns {any}
 */
function lowerTagged(cx, node) {
  const { tag, quasi } = node;
  const raw = quasi.quasis.map((/** @type {any} */ q) => q.value.raw);
  const cooked = quasi.quasis.map((/** @type {any} */ q) => q.value.cooked ?? null);
  if (![...raw, ...cooked].every(text => text === null || isWellFormed(text))) return cx.unsupported(node, 'a string with a lone surrogate');
  if (tag.object?.type === 'Super') return cx.unsupported(node, 'super');
  if (tag.type === 'ChainExpression') return cx.unsupported(node, 'a call of an optional chain in brackets');
  const site = valueSite(cx, node);
  printCallee(cx, node, tag);
  const text = cx.iterated.has(node) ? null : textOf(tag);
  const strings = { kind: 'templateObject', id: cx.templates++, cooked, raw, at: cx.at(quasi) };
  const finish = (/** @type {any} */ call) => ({
    ...call, args: [strings, ...quasi.expressions.map((/** @type {any} */ e) => lowerExpression(cx, e))], ...(text === null ? {} : { text }), site,
  });
  if (tag.type !== 'MemberExpression') return finish({ kind: 'call', callee: lowerExpression(cx, tag), at: cx.at(node) });
  const object = lowerExpression(cx, tag.object);
  const at = cx.at(tag.property);
  const method = tag.property.type === 'PrivateIdentifier' ? { kind: 'private', name: cx.privateName(tag.property.name), at }
    : tag.computed ? lowerExpression(cx, tag.property) : tag.property.name;
  return finish({ kind: 'methodCall', object, method, at });
}
