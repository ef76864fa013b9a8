// @ts-check
'use strict';

Object.assign(exports, { lowerAssignment, lowerUpdate });

const { lowerUsedPattern } = require('./destructuring');
const { lowerExpression, lowerNamed, lowerArm, lowerKey } = require('./expressions');
const { superParts } = require('./supers');
const { read, write, unwritable } = require('./variables');

/** @typedef {import('./context').Context} Context */

/** @type {Record<string, string>} */
const logical = { '&&=': 'and', '||=': 'or', '??=': 'nullish' };

/**
 * Lowers `=` and the compound assignments.
 * @param {Context} cx @param {any} node @returns {any}
 */
function lowerAssignment(cx, node) {
  const { left, operator } = node;
  if (left.type.endsWith('Pattern')) return lowerUsedPattern(cx, node);
  // Parenthesised, the target gives no name: `(f) = () => 1`.
  const name = left.type === 'Identifier' && left.start === node.start ? left.name : '';
  if (operator === '=') {
    if (left.type === 'Identifier') return write(cx, left, () => lowerNamed(cx, node.right, name), node);
    return put(cx, node, left);
  }
  const at = cx.at(node);
  const place = left.type === 'Identifier' ? variable(cx, node, left) : property(cx, node, left);
  if (place.problem !== undefined) return cx.unsupported(node, place.problem);
  const kind = logical[operator];
  if (kind) {
    const current = place.read();
    const right = lowerArm(cx, node.right, name);
    right.value = place.write(right.value);
    return place.finish({ kind, left: current, right, at });
  }
  const args = [place.read(), lowerExpression(cx, node.right)];
  return place.finish(place.write({ kind: 'primApp', op: operator.slice(0, -1), args, at }));
}

/**
 * Lowers `++` and `--`.
 * @param {Context} cx @param {any} node @param {boolean} used whether the value is used @returns {any}
 */
function lowerUpdate(cx, node, used) {
  const target = node.argument;
  const at = cx.at(node);
  const place = target.type === 'Identifier' ? variable(cx, node, target) : property(cx, node, target);
  if (place.problem !== undefined) return cx.unsupported(node, place.problem);
  const old = { kind: 'primApp', op: 'toNumeric', args: [place.read()], at };
  const changed = (/** @type {any} */ value) =>
    ({ kind: 'primApp', op: node.operator === '++' ? '+' : '-', args: [value, { kind: 'number', value: 1, at }], at });
  if (node.prefix || !used) return place.finish(place.write(changed(old)));
  const kept = cx.temporary();
  const value = () => ({ kind: 'identifier', binding: kept, at });
  return place.finish(
    { kind: 'set', binding: kept, value: old, at },
    place.write(changed(value())),
    value());
}

/** `o.p = v` and `o[e] = v`. @param {Context} cx @param {any} node @param {any} target */
function put(cx, node, target) {
  const at = cx.at(node);
  if (target.object.type === 'Super') {
    const parts = superParts(cx, target);
    if (parts.problem !== undefined) return cx.unsupported(node, parts.problem);
    const key = lowerKey(cx, target);
    return { kind: 'superPut', home: parts.home, this: parts.receiver, ...key, value: lowerExpression(cx, node.right), at };
  }
  const object = lowerExpression(cx, target.object);
  if (target.property.type === 'PrivateIdentifier') {
    return { kind: 'privateSet', object, name: cx.privateName(target.property.name), value: lowerExpression(cx, node.right), at };
  }
  const key = lowerKey(cx, target);
  return { kind: 'index' in key ? 'putIndex' : 'put', object, ...key, value: lowerExpression(cx, node.right), at };
}

/**
 * A place that is read and then written: how to do both, and how to make one expression of it all.
 * @typedef {{
 *   problem?: undefined,
 *   read: () => any,
 *   write: (value: any) => any,
 *   finish: (...expressions: any[]) => any,
 * } | { problem: string }} Place
 */

/** @param {any[]} expressions @param {any} at */
function sequence(expressions, at) {
  return expressions.length === 1 ? expressions[0] : { kind: 'seq', expressions, at };
}

/** @param {Context} cx @param {any} node @param {any} identifier @returns {Place} */
function variable(cx, node, identifier) {
  const problem = unwritable(cx, identifier);
  // In strict code reading it is the error.
  const isRead = cx.scope.strict && identifier.name !== 'arguments';
  if (problem && !isRead) return { problem };
  const at = cx.at(node);
  return {
    read: () => read(cx, identifier),
    write: value => write(cx, identifier, () => value, node),
    finish: (...expressions) => sequence(expressions, at),
  };
}

/**
 * A property. Object and key are evaluated once: into temporaries, unless evaluating them again gives the same at once.
 * @param {Context} cx @param {any} node @param {any} target @returns {Place}
 */
function property(cx, node, target) {
  if (target.object.type === 'Super') return { problem: 'super that is read and written at once' };
  const at = cx.at(node);
  const site = cx.newSite();
  const { names, probes } = cx;
  const isPrivate = target.property.type === 'PrivateIdentifier';
  if (isPrivate) {
    // What it holds cannot be seen from outside.
    probes.wrapArgument(target.object, `${names.after}(`, `,${names.unseen}(${site}))`);
  } else if (target.computed) {
    probes.wrapArgument(target.object, `${names.hold}(`, ')');
    probes.wrapArgument(target.property, `${names.key}(${site},${names.held}.o,`, ')');
  } else {
    probes.wrapArgument(target.object, `${names.peek}(${site},`, `,${JSON.stringify(target.property.name)})`);
  }
  /** @type {any[]} */
  const setup = [];
  /** @param {any} part @returns {() => any} */
  const once = part => {
    const value = lowerExpression(cx, part);
    // Nothing happens between the two evaluations but, for the object, a key that is as simple.
    const simpleKey = !target.computed || isSimple(cx, target.property);
    if (isSimple(cx, part) && simpleKey) return () => ({ ...value });
    const temporary = cx.temporary();
    setup.push({ kind: 'set', binding: temporary, value, at });
    return () => ({ kind: 'identifier', binding: temporary, at: cx.at(part) });
  };
  const object = once(target.object);
  const index = target.computed ? once(target.property) : null;
  const propertyAt = cx.at(target.property);
  const finish = (/** @type {any[]} */ ...expressions) => sequence([...setup, ...expressions], at);
  if (isPrivate) {
    const name = cx.privateName(target.property.name);
    return {
      read: () => ({ kind: 'privateGet', object: object(), name, site, at: propertyAt }),
      write: value => ({ kind: 'privateSet', object: object(), name, value, at }),
      finish,
    };
  }
  const name = target.computed ? undefined : target.property.name;
  return {
    read: () => index
      ? { kind: 'index', object: object(), index: index(), site, at: propertyAt }
      : { kind: 'get', object: object(), property: name, site, at: propertyAt },
    write: value => index
      ? { kind: 'putIndex', object: object(), index: index(), value, at }
      : { kind: 'put', object: object(), property: name, value, at },
    finish,
  };
}

/** A literal or a variable of the program. @param {Context} cx @param {any} node */
function isSimple(cx, node) {
  if (node.type === 'Literal') return !node.regex && !node.bigint;
  return node.type === 'ThisExpression' || (node.type === 'Identifier' && cx.resolve(node.name) !== null);
}
