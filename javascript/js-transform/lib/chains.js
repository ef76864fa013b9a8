// @ts-check
'use strict';

Object.assign(exports, { lowerChain });

const { lowerExpression, lowerArguments, lowerKey, valueSite } = require('./expressions');
const { textOf, isBare, unknownText } = require('./texts');

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

/**
 * Lowers an optional chain. A probe inside would break it: its result is recorded around it all, the properties from the
 * base up to the first call or computed key are looked up as the base goes in, and what else is read was any value.
 * @param {Context} cx @param {any} node @param {any} [deletion] the `delete` whose operand the chain is
 * @param {number} [receiver] a temporary that is to keep the object whose property the chain ends with
 * @returns {any}
 */
function lowerChain(cx, node, deletion = null, receiver) {
  const { base, links } = split(node.expression);
  if (base.type === 'Super') return cx.unsupported(node, 'super in an optional chain');
  return new ChainLowering(cx, node, links, deletion, receiver).lower(base);
}

class ChainLowering {
  /** @param {Context} cx @param {any} node @param {any[]} links @param {any} deletion @param {number} [receiver] */
  constructor(cx, node, links, deletion, receiver) {
    this.cx = cx;
    this.links = links;
    this.at = cx.at(node);
    const last = links[links.length - 1];
    this.deletion = deletion;
    this.receiver = receiver;
    /** The temporary that holds the object of a method in brackets, which the first link calls. @type {number | null} */
    this.self = null;
    this.result = last.type === 'CallExpression' ? valueSite(cx, node) : -1;
    /** The properties that are read, from the base on. @type {string[]} */
    this.looks = [];
    const end = links.findIndex(link => link.type === 'CallExpression' || link.computed || link.property.type === 'PrivateIdentifier');
    /** How many links can be looked along. */
    this.seen = end < 0 ? links.length : end;
    /** Sites whose values nothing sees. @type {number[]} */
    this.unseen = [];
  }

  /** @param {any} base */
  lower(base) {
    const { cx } = this;
    if (this.links[0].type === 'CallExpression' && base.type === 'ChainExpression' && base.expression.type === 'MemberExpression') {
      // A probe around `(o?.m)` in `(o?.m)?.()` would lose the object; what follows the call is not seen.
      this.self = cx.temporary();
      return this.follow(0, lowerChain(cx, base, null, this.self));
    }
    const print = cx.probes.wrapOpen(base, `${cx.names.named}[${cx.printed.length}](`);
    cx.printed.push({ text: textOf(base) ?? unknownText });
    const after = cx.probes.wrapOpen(base, `${cx.names.after}(`);
    const take = cx.probes.wrapOpen(base, `${cx.names.take}(`);
    const lowered = this.follow(0, lowerExpression(cx, base));
    const nested = this.looks.reduceRight((inside, look) => `${look}${inside === '' ? 'null' : `[${inside}]`}`, '');
    take(nested === '' ? null : `,${nested})`);
    after(this.unseen.length === 0 ? null : `${this.unseen.map(site => `,${cx.names.unseen}(${site})`).join('')})`);
    print(isBare(base) && nested === '' && this.unseen.length === 0 ? null : ')');
    return lowered;
  }

  /** The rest of the chain if a value is neither null nor undefined. @param {any} value @param {(value: any) => any} rest */
  unlessNullish(value, rest) {
    const { at } = this;
    const kept = this.cx.temporary();
    const test = { kind: 'primApp', op: '==', args: [{ kind: 'set', binding: kept, value, at }, { kind: 'null', at }], at };
    const nothing = this.deletion ? { kind: 'boolean', value: true, at } : { kind: 'undefined', at };
    return { kind: 'conditional', test, then: nothing, else: rest({ kind: 'identifier', binding: kept, at }), at };
  }

  /** @param {number} i @param {any} value what link i is applied to @returns {any} */
  follow(i, value) {
    const link = this.links[i];
    if (!link) return this.deletion && this.links[i - 1].type === 'CallExpression' ? this.gone(value) : value;
    return link.optional ? this.unlessNullish(value, kept => this.apply(i, kept)) : this.apply(i, value);
  }

  /** @param {number} i @param {any} value @returns {any} */
  apply(i, value) {
    const { cx, at } = this;
    const link = this.links[i];
    if (link.type === 'CallExpression') {
      const self = i === 0 && this.self !== null ? { this: { kind: 'identifier', binding: this.self, at } } : {};
      return this.call(i, link, { kind: 'call', callee: value, ...self, at });
    }
    const next = this.links[i + 1];
    if (next?.type !== 'CallExpression') return this.follow(i + 1, this.read(i, link, value));

    const propertyAt = cx.at(link.property);
    if (!next.optional) {
      const key = link.property.type === 'PrivateIdentifier'
        ? { kind: 'private', name: cx.privateName(link.property.name), at: propertyAt } : null;
      const { property, index } = key ? { property: key, index: undefined } : lowerKey(cx, link);
      return this.call(i + 1, next, { kind: 'methodCall', object: value, method: index ?? property, at: propertyAt });
    }
    // The method is read once, and where there is one called with the object, which is therefore kept.
    const object = cx.temporary();
    const method = this.read(i, link, { kind: 'set', binding: object, value, at });
    const receiver = { kind: 'identifier', binding: object, at };
    return this.unlessNullish(method, kept => this.call(i + 1, next, { kind: 'call', callee: kept, this: receiver, at: propertyAt }));
  }

  /** `delete` of a call evaluates it. @param {any} value */
  gone(value) {
    const { at } = this;
    return { kind: 'seq', expressions: [value, { kind: 'boolean', value: true, at }], at };
  }

  /** @param {number} i @param {any} link @param {any} object */
  read(i, link, object) {
    const { cx } = this;
    const at = cx.at(link.property);
    const isLast = i === this.links.length - 1;
    if (isLast && this.deletion) {
      const key = lowerKey(cx, link);
      return { kind: 'delete', object, ...key, at: cx.at(this.deletion) };
    }
    if (isLast && this.receiver !== undefined) object = { kind: 'set', binding: this.receiver, value: object, at };
    const site = cx.newSite();
    if (i < this.seen) this.looks.push(`${site},${JSON.stringify(link.property.name)},`);
    else this.unseen.push(site);
    if (link.property.type === 'PrivateIdentifier') {
      return { kind: 'privateGet', object, name: cx.privateName(link.property.name), site, at };
    }
    const key = lowerKey(cx, link);
    return { kind: 'index' in key ? 'index' : 'get', object, ...key, site, at };
  }

  /** @param {number} i @param {any} link @param {any} call without arguments and what follows @returns {any} */
  call(i, link, call) {
    const { cx } = this;
    const text = textOf(link.callee);
    const args = lowerArguments(cx, link.arguments, call.at);
    const isLast = i === this.links.length - 1;
    const site = isLast ? this.result : cx.newSite();
    if (!isLast) this.unseen.push(site);
    return this.follow(i + 1, { ...call, args, ...(text === null ? {} : { text }), site });
  }
}
