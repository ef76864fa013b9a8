// @ts-check
'use strict';

Object.assign(exports, { lowerDestructuring, lowerUsedPattern, patternProblem, takeApart, takeParameter });

const { openBlock, fill } = require('./blocks');
const { lowerExpression, lowerArm, lowerKey, valueSite, iterationOf } = require('./expressions');
const { frameSize } = require('./frames');
const { newRecord } = require('./functions');
const { staticKey, keyNode, isWellFormed, isPossibleKey } = require('./keys');
const { superParts } = require('./supers');
const { textOf, iterationText, isBare, unknownText } = require('./texts');
const { unwritable, write } = require('./variables');
const { forEachChild, isFunctionNode } = require('./scopes');

/** @typedef {import('./context').Context} Context */

/**
 * What is said of a value that an array pattern cannot iterate; absent: not known; and the node that it is said of.
 * @typedef {{iteration?: string, node?: any}} Iterated
 *
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
  taker.whole(pattern, init);
  return taker.statements;
}

/**
 * An assignment to a pattern whose value is used: a function that assigns, and gives the value, which is called at once.
 * @param {Context} cx @param {any} node the assignment @returns {any}
 */
function lowerUsedPattern(cx, node) {
  const problem = patternProblem(cx, node.left, null) ?? (suspends(node) ? 'await or yield in destructuring whose value is used' : null);
  if (problem) return cx.unsupported(node, problem);
  const at = cx.at(node);
  const site = valueSite(cx, node);
  const body = openBlock(cx, node);
  // It runs whenever it is made.
  body.implied = true;
  const record = newRecord(cx, { form: 'arrow', at, strict: cx.func.strict, frame: frameSize(node), body });
  const { home, strict } = cx.func;
  cx.inside(record, { strict, body, home }, () => fill(cx, body, () => {
    const taker = new Taker(cx, null, 'before');
    const source = taker.whole(node.left, node.right);
    body.body.push(...taker.statements, { kind: 'return', value: { kind: 'identifier', binding: source, at }, at });
  }));
  return { kind: 'call', callee: { kind: 'clos', function: record.id, at }, args: [], site, at };
}

/** Whether a function suspends inside of a node. @param {any} node @returns {boolean} */
function suspends(node) {
  if (node.type === 'AwaitExpression' || node.type === 'YieldExpression') return true;
  if (isFunctionNode(node)) return false;
  let found = false;
  forEachChild(node, child => { found ||= suspends(child); });
  return found;
}

/**
 * Takes apart what a block begins with.
 * @param {Context} cx @param {any} pattern, or any other target @param {number} source the binding that holds the value
 * @param {Kind} kind @param {string} text how V8 names the value
 * @returns {{statements: any[], probes: string}}
 */
function takeApart(cx, pattern, source, kind, text) {
  const taker = new Taker(cx, kind, 'after');
  // V8 names it only where the pattern declares.
  const value = taker.coercible(pattern, taker.read(source, pattern), kind === null ? undefined : text);
  taker.iterated = { iteration: text === '.for' && kind !== null ? '.for is not iterable' : '' };
  taker.target(pattern, value, null);
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
  taker.iterated = { iteration: '' };
  taker.target(parameter, taker.coercible(parameter, taker.read(source, parameter), ''), site);
  return taker;
}

/**
 * Why a pattern cannot be lowered, or null when it can.
 * @param {Context} cx @param {any} pattern @param {Kind} kind @returns {string | null}
 */
function patternProblem(cx, pattern, kind) {
  switch (pattern.type) {
    case 'Identifier': return kind === null || kind === 'var' ? unwritable(cx, pattern) : null;
    case 'MemberExpression': return null;
    case 'AssignmentPattern': return patternProblem(cx, pattern.left, kind);
    case 'RestElement': return patternProblem(cx, pattern.argument, kind);
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type !== 'RestElement' && !property.computed && !isPossibleKey(staticKey(property))) {
          return 'a key that begins with a lone surrogate';
        }
      }
      return firstProblem(cx, pattern.properties.map((/** @type {any} */ p) => (p.type === 'RestElement' ? p : p.value)), kind);
    default: return firstProblem(cx, pattern.elements.filter((/** @type {any} */ element) => element !== null), kind);
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

/**
 * Whether an array pattern may read all elements before it gives the first: so it has only names and patterns of them, and
 * its defaults cannot change what is read.
 * @param {any} pattern
 */
function isSimpleArray(pattern) {
  const elements = pattern.elements.filter((/** @type {any} */ element) => element !== null);
  return elements.length > 0 && elements.every((/** @type {any} */ element) => {
    const isDefault = element.type === 'AssignmentPattern';
    const target = isDefault ? element.left : element;
    return target.type !== 'RestElement' && target.type !== 'MemberExpression' && (!isDefault || isPure(element.right));
  });
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
    /** What is said of a value that the next array pattern cannot iterate, and where: by itself, or the pattern. @type {Iterated} */
    this.iterated = {};
  }

  /** @param {any} value @param {any} node */
  emit(value, node) {
    this.statements.push({ kind: 'expression', value, at: this.cx.at(node) });
  }

  /** @param {number} binding @param {any} node */
  read(binding, node) {
    return { kind: 'identifier', binding, at: this.cx.at(node) };
  }

  /** Keeps a value in a temporary. @param {any} value @param {any} node @returns {number} */
  keep(value, node) {
    const binding = this.cx.temporary();
    this.emit({ kind: 'set', binding, value, at: this.cx.at(node) }, node);
    return binding;
  }

  /** Collects the statements that `work` makes. @param {() => void} work @returns {any[]} */
  collect(work) {
    const outer = this.statements;
    this.statements = [];
    work();
    const collected = this.statements;
    this.statements = outer;
    return collected;
  }

  /** @param {any} pattern @param {any} init @returns {number} the temporary that holds the value of `init` */
  whole(pattern, init) {
    const { cx, kind } = this;
    const print = cx.probes.wrapOpen(init, `${cx.names.named}[${cx.printed.length}](`);
    const isArray = pattern.type === 'ArrayPattern';
    if (isArray) {
      init.isBracketed = cx.source.slice(pattern.end, init.start).includes('(');
      cx.iterates(init, 'let');
    }
    // V8 prints what an array pattern is given where that declares.
    const iteration = isArray && kind !== null ? { iteration: iterationText(init, 'let') } : {};
    cx.printed.push({ text: textOf(init) ?? unknownText, ...iteration });
    const take = cx.probes.wrapOpen(init, `${cx.names.take}(`);
    const source = this.keep(this.coercible(pattern, lowerExpression(cx, init), textOf(init)), init);
    this.iterated = { node: init, ...(kind === null ? { iteration: '' } : iterationOf(init, 'let')) };
    const looks = this.pattern(pattern, source);
    // A look without a site sees nothing.
    const isBlind = !/\d/.test(looks.replace(/null,\d+/g, ''));
    take(isBlind ? null : `,${looks})`);
    print(isBare(init) && isBlind ? null : ')');
    return source;
  }

  /**
   * What an object pattern takes apart is neither null nor undefined. Where it reads a property first, that read throws,
   * unless V8 says it better.
   * @param {any} pattern @param {any} value
   * @param {string | null | undefined} text how V8 names the value: null: not known; undefined: the pattern is inside another
   */
  coercible(pattern, value, text) {
    if (pattern.type !== 'ObjectPattern') return value;
    const [first] = pattern.properties;
    const at = this.cx.at(pattern);
    if (!first || first.type === 'RestElement' || first.computed) return { kind: 'coercible', value, property: null, text: text ?? null, at };
    const property = staticKey(first);
    const isNamed = text !== undefined && first.value.type !== 'AssignmentPattern' && isWellFormed(property + text);
    return isNamed ? { kind: 'coercible', value, property, text, at } : value;
  }

  /**
   * @param {any} pattern @param {number} source the temporary that holds the value
   * @returns {string} what `take` is to look at: site, key and what is further inside, for each part
   */
  pattern(pattern, source) {
    const { iterated } = this;
    this.iterated = {};
    if (pattern.type === 'ObjectPattern') return this.object(pattern, source);
    return isSimpleArray(pattern) ? this.simpleArray(pattern, source, iterated) : this.array(pattern, source, iterated);
  }

  /**
   * Gives an element of an array to its target. What V8 says where that has a default and cannot be iterated is not known.
   * @param {any} node @param {number} binding @param {((value: any) => any) | null} [place]
   */
  element(node, binding, place) {
    this.iterated = node.type === 'AssignmentPattern' ? {} : { iteration: '' };
    const inside = this.target(node, this.read(binding, node), null, place);
    this.iterated = {};
    return inside;
  }

  /** @param {any} pattern @param {number} source */
  object(pattern, source) {
    const { cx } = this;
    const hasRest = pattern.properties.some((/** @type {any} */ property) => property.type === 'RestElement');
    /** The keys that the rest leaves out. @type {any[]} */
    const excluded = [];
    const looks = pattern.properties.map((/** @type {any} */ property) => {
      if (property.type === 'RestElement') {
        const value = { kind: 'objectRest', object: this.read(source, property), excluded, at: cx.at(property) };
        return `null,null,${this.target(property.argument, value, null)}`;
      }
      const site = cx.newSite();
      const at = cx.at(property.key);
      const object = () => this.read(source, property);
      if (!property.computed) {
        const key = keyNode(staticKey(property), at);
        excluded.push(key);
        const value = () => typeof key === 'string'
          ? { kind: 'get', object: object(), property: key, site, at }
          : { kind: 'index', object: object(), index: { ...key }, site, at };
        return `${site},${JSON.stringify(staticKey(property))},${this.target(property.value, value, site)}`;
      }
      const lowered = lowerExpression(cx, property.key);
      // Nothing comes between key and read but, perhaps, the target's own expressions.
      const target = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
      const isOnce = !hasRest && target.type !== 'MemberExpression';
      const kept = isOnce ? null : this.keep({ kind: 'propertyKey', value: lowered, at }, property.key);
      if (kept !== null) excluded.push(this.read(kept, property.key));
      const value = () => ({
        kind: 'index', object: object(), index: kept === null ? lowered : this.read(kept, property.key), site, at,
      });
      return `${site},null,${this.target(property.value, value, site)}`;
    });
    return looks.join(',');
  }

  /** An array pattern, step by step. @param {any} pattern @param {number} source @param {Iterated} iterated */
  array(pattern, source, { node = pattern, ...iteration }) {
    const { cx } = this;
    /** @type {string[]} */
    const looks = [];
    const steps = pattern.elements.map((/** @type {any} */ element, /** @type {number} */ i) => {
      if (!element) return { before: [], binding: null, rest: false, after: [] };
      const rest = element.type === 'RestElement';
      const node = rest ? element.argument : element;
      const binding = cx.temporary();
      /** @type {(() => any) | null} */
      let place = null;
      const before = this.collect(() => { place = this.place(node, true); });
      const after = this.collect(() => {
        const inside = this.element(node, binding, place);
        looks.push(`null,${rest ? 'null' : i},${inside}`);
      });
      return { before, binding, rest, after };
    });
    this.statements.push({ kind: 'arrayPattern', iterable: this.read(source, node), steps, ...iteration, at: cx.at(pattern) });
    return looks.join(',');
  }

  /**
   * An array pattern as a loop over the value that is left when there are enough elements.
   * @param {any} pattern @param {number} source @param {Iterated} iterated
   */
  simpleArray(pattern, source, { node = pattern, ...iteration }) {
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
      kind: 'forOf', label, binding: item, iterable: this.read(source, node), ...iteration, body: block(body), at,
    });

    const looks = pattern.elements.map((/** @type {any} */ element, /** @type {number} */ i) =>
      element && `null,${i},${this.element(element, elements[i])}`);
    return looks.filter((/** @type {string | null} */ look) => look !== null).join(',');
  }

  /**
   * What assigns the property that a target is. Its object and key come before the value is read (ECMA-262 13.15.5.3), as
   * they do in `put`.
   * @param {any} node the target, with or without a default @param {boolean} apart whether they are evaluated now
   * @returns {((value: any) => any) | null} null: the target is no property
   */
  place(node, apart) {
    const { cx } = this;
    const target = node.type === 'AssignmentPattern' ? node.left : node;
    if (target.type !== 'MemberExpression') return null;
    const at = cx.at(target);
    const hold = (/** @type {any} */ part) => (apart ? this.read(this.keep(part, target), target) : part);
    if (target.object.type === 'Super') {
      const parts = superParts(cx, target);
      if (parts.problem !== undefined) return () => cx.unsupported(target, 'super');
      const { property, index } = lowerKey(cx, target);
      const key = index ? { index: hold(index) } : { property };
      return value => ({ kind: 'superPut', home: parts.home, this: parts.receiver, ...key, value, at });
    }
    const object = hold(lowerExpression(cx, target.object));
    if (target.property.type === 'PrivateIdentifier') {
      return value => ({ kind: 'privateSet', object, name: cx.privateName(target.property.name), value, at });
    }
    const { property, index } = lowerKey(cx, target);
    if (!index) return value => ({ kind: 'put', object, property, value, at });
    const key = hold(index);
    return value => ({ kind: 'putIndex', object, index: key, value, at });
  }

  /**
   * Gives a part of the value to its target.
   * @param {any} node the target, with or without a default @param {any} value the value, or what makes it
   * @param {number | null} site where the value was read
   * @param {((value: any) => any) | null} place what assigns the property that the target is, where that is known
   * @returns {string} what `take` is to look at inside of the part: an array's text, or null
   */
  target(node, value, site, place = this.place(node, node.type === 'AssignmentPattern')) {
    const { cx } = this;
    const given = typeof value === 'function' ? value() : value;
    if (node.type !== 'AssignmentPattern') return this.give(node, given, site, place);
    const target = node.left;
    const kept = this.keep(given, node);
    const missing = {
      kind: 'primApp', op: '===', args: [this.read(kept, node), { kind: 'undefined', at: cx.at(node) }], at: cx.at(node),
    };
    const isPattern = target.type.endsWith('Pattern');
    const before = site !== null && this.recorded === 'after' ? `${cx.names.value}(${site},void 0),` : '';
    /** @type {((close: string) => void) | null} */
    let close = null;
    const open = () => {
      if (isPattern && this.recorded === 'before') close = cx.probes.wrapOpen(node.right, `${cx.names.take}(`);
    };
    // V8 describes a value that cannot be iterated where a literal is the default; it would print a probe.
    if (target.type === 'ArrayPattern' && isPlain(node.right)) cx.probes.wrap(node.right, '[', ']?.[0]');
    const print = target.type === 'ObjectPattern' ? cx.probes.wrapOpen(node.right, `${cx.names.named}[${cx.printed.length}](`) : null;
    if (print) cx.printed.push({ text: textOf(node.right) ?? unknownText });
    const arm = lowerArm(cx, node.right, target.type === 'Identifier' ? target.name : '', before, open);
    const chosen = { kind: 'conditional', test: missing, then: arm, else: this.read(kept, node), at: cx.at(node) };
    // V8 has a name of its own for a value that a default stands behind: nobody takes apart a null of it here.
    const defaulted = target.type === 'ObjectPattern'
      ? { kind: 'coercible', value: chosen, property: null, text: null, at: cx.at(target) } : chosen;
    const inside = this.give(target, defaulted, site, place);
    /** @type {((close: string) => void) | null} */ (close)?.(`,${inside.slice(1, -1)})`);
    print?.(')');
    return inside;
  }

  /**
   * @param {any} target @param {any} value @param {number | null} site
   * @param {((value: any) => any) | null} place as for `target`
   * @returns {string} as for `target`
   */
  give(target, value, site, place) {
    const { cx, kind } = this;
    const at = cx.at(target);
    if (place) {
      this.emit(place(value), target);
      if (site !== null && this.recorded === 'after') this.probes += `${cx.names.unseen}(${site});`;
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
    const source = this.keep(this.coercible(target, value, undefined), target);
    if (site !== null && this.recorded === 'after') this.probes += `${cx.names.unseen}(${site});`;
    return `[${this.pattern(target, source)}]`;
  }

  /** @param {any} pattern @param {any} init */
  exchange(pattern, init) {
    const { cx } = this;
    const values = init.elements.map((/** @type {any} */ element) => this.keep(lowerExpression(cx, element), element));
    pattern.elements.forEach((/** @type {any} */ target, /** @type {number} */ i) => {
      if (!target) return;
      const value = i < values.length ? this.read(values[i], target) : { kind: 'undefined', at: cx.at(target) };
      this.target(target, value, null);
    });
  }
}

/** Whether an expression is a literal, or an array of such. @param {any} node */
function isPlain({ type, elements }) {
  return type === 'Literal' || (type === 'ArrayExpression' && elements.every((/** @type {any} */ element) => element === null || isPlain(element)));
}
