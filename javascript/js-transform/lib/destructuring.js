// @ts-check
'use strict';

Object.assign(exports, { lowerDestructuring, patternProblem, takeApart, takeParameter });

const { lowerExpression, lowerArm, isWellFormed } = require('./expressions');
const { memberProblem, staticKey } = require('./keys');
const { unwritable, write } = require('./variables');

/** @typedef {import('./context').Context} Context */

/**
 * `var`, `let`, `const`, or null for an assignment.
 * @typedef {string | null} Kind
 */

/**
 * Lowers a declarator or an assignment statement whose target is a pattern.
 * @param {Context} cx @param {any} node the declarator or statement
 * @param {any} pattern @param {any} init @param {Kind} kind
 * @returns {any[]}
 */
function lowerDestructuring(cx, node, pattern, init, kind) {
  const problem = patternProblem(cx, pattern, kind);
  if (problem) return [cx.unsupported(node, problem)];
  const taker = new Taker(cx, kind, 'before');
  if (isExchange(pattern, init)) {
    taker.exchange(pattern, init);
    return taker.statements;
  }
  const close = cx.probes.wrapOpen(init, `${cx.names.take}(`);
  const source = cx.temporary();
  taker.emit({ kind: 'set', binding: source, value: lowerExpression(cx, init), at: cx.at(init) }, init);
  const looks = taker.pattern(pattern, source);
  close(`,${looks})`);
  return taker.statements;
}

/**
 * Takes apart what a block begins with.
 * @param {Context} cx @param {any} pattern @param {number} source the binding that holds the value @param {Kind} kind
 * @returns {{statements: any[], probes: string}}
 */
function takeApart(cx, pattern, source, kind) {
  const taker = new Taker(cx, kind, 'after');
  taker.pattern(pattern, source);
  return taker;
}

/**
 * Gives a parameter's value to its name or pattern, with or without a default.
 * @param {Context} cx @param {any} parameter @param {number} source the binding that holds the value
 * @param {number | null} site where the value is recorded, when that is to be done here
 * @returns {{statements: any[], probes: string}}
 */
function takeParameter(cx, parameter, source, site) {
  const taker = new Taker(cx, 'let', 'after');
  taker.target(parameter, taker.read(source, parameter), site);
  return taker;
}

/**
 * Why a pattern cannot be lowered, or null when it can.
 * @param {Context} cx @param {any} pattern @param {Kind} kind @returns {string | null}
 */
function patternProblem(cx, pattern, kind) {
  switch (pattern.type) {
    case 'Identifier': return kind === null || kind === 'var' ? unwritable(cx, pattern) : null;
    case 'MemberExpression': return memberProblem(pattern);
    case 'AssignmentPattern': return patternProblem(cx, pattern.left, kind);
    case 'RestElement': return 'rest in destructuring';
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') return 'rest in destructuring';
        if (property.computed) return 'computed keys in destructuring';
        if (!isWellFormed(staticKey(property))) return 'a string with a lone surrogate';
      }
      return pattern.properties.length === 0 ? 'an empty pattern'
        : firstProblem(cx, pattern.properties.map((/** @type {any} */ property) => property.value), kind);
    default: {
      const elements = pattern.elements.filter((/** @type {any} */ element) => element !== null);
      if (elements.length === 0) return 'an empty pattern';
      // All elements are read before any default is evaluated; so the defaults must not be able to change them.
      const impure = elements.some((/** @type {any} */ e) => e.type === 'AssignmentPattern' && !isPure(e.right));
      return impure ? 'a default in an array pattern that may have effects' : firstProblem(cx, elements, kind);
    }
  }
}

/** @param {Context} cx @param {any[]} patterns @param {Kind} kind @returns {string | null} */
function firstProblem(cx, patterns, kind) {
  for (const pattern of patterns) {
    const problem = patternProblem(cx, pattern, kind);
    if (problem) return problem;
  }
  return null;
}

/** @param {any} node @returns {boolean} */
function isPure(node) {
  switch (node.type) {
    case 'Literal':
    case 'Identifier':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression': return true;
    case 'UnaryExpression': return node.operator !== 'delete' && node.argument.type === 'Literal';
    case 'ArrayExpression': return node.elements.every((/** @type {any} */ e) => e && isPure(e));
    case 'ObjectExpression': return node.properties.length === 0;
    default: return false;
  }
}

/** `[a, b] = [b, a]`, for which no array is needed. @param {any} pattern @param {any} init */
function isExchange(pattern, init) {
  return pattern.type === 'ArrayPattern' && init.type === 'ArrayExpression' &&
    init.elements.every((/** @type {any} */ e) => e && e.type !== 'SpreadElement') &&
    pattern.elements.every((/** @type {any} */ e) => !e || e.type === 'Identifier' || e.type === 'MemberExpression');
}

/**
 * Takes a value apart. The reads have no place in the source that a probe could wrap, so what they give is recorded
 * either *before*, by looking along the pattern at the value as it goes in, or *after*, from the variables as they are
 * when a body begins.
 */
class Taker {
  /** @param {Context} cx @param {Kind} kind @param {'before' | 'after'} recorded */
  constructor(cx, kind, recorded) {
    this.cx = cx;
    this.kind = kind;
    this.recorded = recorded;
    /** @type {any[]} */
    this.statements = [];
    /** What records the reads afterwards. */
    this.probes = '';
  }

  /** @param {any} value @param {any} node */
  emit(value, node) {
    this.statements.push({ kind: 'expression', value, at: this.cx.at(node) });
  }

  /** @param {number} binding @param {any} node */
  read(binding, node) {
    return { kind: 'identifier', binding, at: this.cx.at(node) };
  }

  /**
   * @param {any} pattern @param {number} source the temporary that holds the value
   * @returns {string} what `take` is to look at: site, key and what is further inside, for each part
   */
  pattern(pattern, source) {
    return pattern.type === 'ObjectPattern' ? this.object(pattern, source) : this.array(pattern, source);
  }

  /** @param {any} pattern @param {number} source */
  object(pattern, source) {
    const looks = pattern.properties.map((/** @type {any} */ property) => {
      const key = staticKey(property);
      const site = this.cx.newSite();
      const at = this.cx.at(property.key);
      const inside = this.target(property.value,
        { kind: 'get', object: this.read(source, property), property: key, site, at }, site);
      return `${site},${JSON.stringify(key)},${inside}`;
    });
    return looks.join(',');
  }

  /**
   * An array pattern is a loop over the value that is left when there are enough elements.
   * @param {any} pattern @param {number} source
   */
  array(pattern, source) {
    const { cx } = this;
    const at = cx.at(pattern);
    const number = (/** @type {number} */ value) => ({ kind: 'number', value, at });
    const set = (/** @type {number} */ binding, /** @type {any} */ value) =>
      ({ kind: 'expression', value: { kind: 'set', binding, value, at }, at });
    const equals = (/** @type {number} */ binding, /** @type {number} */ value) =>
      ({ kind: 'primApp', op: '===', args: [this.read(binding, pattern), number(value)], at });
    const block = (/** @type {any[]} */ body) =>
      ({ kind: 'block', id: cx.newBlock(), at, end: cx.end(pattern), implied: true, declares: [], functions: [], body });

    const label = cx.newLabel();
    const count = cx.temporary();
    const item = cx.temporary();
    const elements = pattern.elements.map((/** @type {any} */ element) => element && cx.temporary());
    this.statements.push(set(count, number(0)));
    for (const element of elements) if (element !== null) this.statements.push(set(element, { kind: 'undefined', at }));
    const body = [];
    elements.forEach((/** @type {number | null} */ element, /** @type {number} */ i) => {
      if (element === null) return;
      const then = block([set(element, this.read(item, pattern))]);
      body.push({ kind: 'if', test: equals(count, i), then, else: null, at });
    });
    const next = { kind: 'primApp', op: '+', args: [this.read(count, pattern), number(1)], at };
    body.push(set(count, next));
    const enough = block([{ kind: 'break', label, at }]);
    body.push({ kind: 'if', test: equals(count, elements.length), then: enough, else: null, at });
    this.statements.push({
      kind: 'forOf', label, binding: item, iterable: this.read(source, pattern), body: block(body), at,
    });

    const looks = pattern.elements.map((/** @type {any} */ element, /** @type {number} */ i) =>
      element && `null,${i},${this.target(element, this.read(elements[i], element), null)}`);
    return looks.filter((/** @type {string | null} */ look) => look !== null).join(',');
  }

  /**
   * Gives a part of the value to its target.
   * @param {any} node the target, with or without a default @param {any} value
   * @param {number | null} site where the value was read
   * @returns {string} what `take` is to look at inside of the part: an array's text, or null
   */
  target(node, value, site) {
    const { cx } = this;
    let target = node;
    if (node.type === 'AssignmentPattern') {
      target = node.left;
      const given = cx.temporary();
      this.emit({ kind: 'set', binding: given, value, at: cx.at(node) }, node);
      const missing = {
        kind: 'primApp', op: '===', args: [this.read(given, node), { kind: 'undefined', at: cx.at(node) }], at: cx.at(node),
      };
      const isPattern = target.type.endsWith('Pattern');
      const before = site !== null && this.recorded === 'after' ? `${cx.names.value}(${site},void 0),` : '';
      /** @type {((close: string) => void) | null} */
      let close = null;
      const open = () => {
        if (isPattern && this.recorded === 'before') close = cx.probes.wrapOpen(node.right, `${cx.names.take}(`);
      };
      const arm = lowerArm(cx, node.right, target.type === 'Identifier' ? target.name : '', before, open);
      const chosen = { kind: 'conditional', test: missing, then: arm, else: this.read(given, node), at: cx.at(node) };
      const inside = this.give(target, chosen, site);
      /** @type {((close: string) => void) | null} */ (close)?.(`,${inside.slice(1, -1)})`);
      return inside;
    }
    return this.give(target, value, site);
  }

  /** @param {any} target @param {any} value @param {number | null} site @returns {string} as for `target` */
  give(target, value, site) {
    const { cx, kind } = this;
    const at = cx.at(target);
    if (target.type === 'MemberExpression') {
      const object = lowerExpression(cx, target.object);
      this.emit(target.computed
        ? { kind: 'putIndex', object, index: lowerExpression(cx, target.property), value, at }
        : { kind: 'put', object, property: target.property.name, value, at }, target);
      return 'null';
    }
    if (target.type === 'Identifier') {
      if (kind === 'let' || kind === 'const') {
        const binding = /** @type {import('./scopes').Binding} */ (cx.resolve(target.name)).id;
        this.statements.push({ kind: 'let', binding, value, at });
      } else this.emit(write(cx, target, () => value, target), target);
      if (site !== null && this.recorded === 'after') this.probes += `${cx.names.value}(${site},${target.name});`;
      return 'null';
    }
    const source = cx.temporary();
    this.emit({ kind: 'set', binding: source, value, at }, target);
    if (site !== null && this.recorded === 'after') this.probes += `${cx.names.unseen}(${site});`;
    return `[${this.pattern(target, source)}]`;
  }

  /** @param {any} pattern @param {any} init */
  exchange(pattern, init) {
    const { cx } = this;
    const values = init.elements.map((/** @type {any} */ element) => {
      const binding = cx.temporary();
      this.emit({ kind: 'set', binding, value: lowerExpression(cx, element), at: cx.at(element) }, element);
      return binding;
    });
    pattern.elements.forEach((/** @type {any} */ target, /** @type {number} */ i) => {
      if (!target) return;
      const value = i < values.length ? this.read(values[i], target) : { kind: 'undefined', at: cx.at(target) };
      this.give(target, value, null);
    });
  }
}
