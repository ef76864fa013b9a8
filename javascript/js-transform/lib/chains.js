// @ts-check
'use strict';

Object.assign(exports, { lowerChain });

const { lowerExpression, lowerAll, hasSpread, valueSite } = require('./expressions');
const { memberProblem } = require('./keys');

/** @typedef {import('./context').Context} Context */

/**
 * Splits a chain into what comes before its first `?.` and the links from there on. A call needs the object that its
 * method is of, so before `o.m?.()` comes `o`.
 * @param {any} node the chain's expression
 * @returns {{base: any, links: any[]}}
 */
function split(node) {
  /** @type {any[]} */
  const links = [];
  for (let inner = node; inner.type === 'MemberExpression' || inner.type === 'CallExpression';) {
    links.unshift(inner);
    inner = inner.type === 'MemberExpression' ? inner.object : inner.callee;
  }
  let start = links.findIndex(link => link.optional);
  if (links[start].type === 'CallExpression' && start > 0 && links[start - 1].type === 'MemberExpression') start--;
  const link = links[start];
  return { base: link.type === 'MemberExpression' ? link.object : link.callee, links: links.slice(start) };
}

/** What about a chain cannot be lowered, or null. @param {any[]} links @returns {string | null} */
function chainProblem(links) {
  for (const [i, link] of links.entries()) {
    if (link.type === 'MemberExpression') {
      const problem = memberProblem(link);
      if (problem) return problem;
      if (link.computed) return 'computed keys in an optional chain';
    } else if (i < links.length - 1) return 'an optional chain that goes on after a call';
    else if (hasSpread(link.arguments)) return 'spread arguments';
  }
  return null;
}

/**
 * Lowers an optional chain: properties, and at the end perhaps a call. A probe inside would break it, so the properties
 * are looked up along the chain as its base goes in, and the call's result is recorded around it all.
 * @param {Context} cx @param {any} node @returns {any}
 */
function lowerChain(cx, node) {
  const { base, links } = split(node.expression);
  const problem = base.type === 'Super' ? 'super' : chainProblem(links);
  if (problem) return cx.unsupported(node, problem);

  const call = links.at(-1).type === 'CallExpression' ? links.at(-1) : null;
  const result = call ? valueSite(cx, node) : -1;
  const close = links[0] === call ? null : cx.probes.wrapOpen(base, `${cx.names.take}(`);
  const at = cx.at(node);
  /** The properties that are read, from the base on. @type {string[]} */
  const looks = [];

  /** The rest of the chain if a value is neither null nor undefined. @param {any} value @param {(value: () => any) => any} rest */
  const unlessNullish = (value, rest) => {
    const kept = cx.temporary();
    const test = { kind: 'primApp', op: '==', args: [{ kind: 'set', binding: kept, value, at }, { kind: 'null', at }], at };
    return { kind: 'conditional', test, then: { kind: 'undefined', at }, else: rest(() => ({ kind: 'identifier', binding: kept, at })), at };
  };

  /** @param {number} i @param {any} value what link i is applied to @returns {any} */
  const follow = (i, value) => {
    const link = links[i];
    if (!link) return value;
    if (link.optional) return unlessNullish(value, kept => apply(i, kept()));
    return apply(i, value);
  };

  /** @param {number} i @param {any} value @returns {any} */
  const apply = (i, value) => {
    const link = links[i];
    if (link === call) return { kind: 'call', callee: value, args: lowerAll(cx, call.arguments), site: result, at };
    const name = link.property.name;
    const propertyAt = cx.at(link.property);
    const read = (/** @type {any} */ object) => {
      const site = cx.newSite();
      looks.push(`${site},${JSON.stringify(name)},`);
      return { kind: 'get', object, property: name, site, at: propertyAt };
    };
    if (links[i + 1] !== call || !call) return follow(i + 1, read(value));
    const invoke = (/** @type {any} */ object) =>
      ({ kind: 'methodCall', object, method: name, args: lowerAll(cx, call.arguments), site: result, at: propertyAt });
    if (!call.optional) return invoke(value);
    const object = cx.temporary();
    const again = { kind: 'identifier', binding: object, at };
    return unlessNullish(read({ kind: 'set', binding: object, value, at }), () => invoke(again));
  };

  const lowered = follow(0, lowerExpression(cx, base));
  const nested = looks.reduceRight((inside, look) => `${look}${inside === '' ? 'null' : `[${inside}]`}`, '');
  close?.(nested === '' ? ')' : `,${nested})`);
  return lowered;
}
