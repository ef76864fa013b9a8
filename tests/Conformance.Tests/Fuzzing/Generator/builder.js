// @ts-check
'use strict';

const { Random } = require('./random');

/**
 * @typedef {'num' | 'str' | 'bool' | 'nums' | 'strs' | 'rec' | 'fn' | 'map' | 'set' | 'obj' | 'any'} Type
 * num, str, bool; nums, strs: arrays; rec: an object {n: num, s: str, a: nums}; fn: a function num → num; map: Map of str to
 * num; set: Set of num; obj: an instance of a class of the program; any: anything, to be looked at and not relied on.
 * @typedef {{name: string, type: Type, writable: boolean}} Variable
 * @typedef {{name: string, parameters: Type[], result: Type, kind: 'plain' | 'generator' | 'async'}} Callable
 * @typedef {[weight: number, feature: string, make: (b: Builder, depth: number) => string | null]} Production
 */

/** What is known while a program is made: the names in scope with their types, and where jumps may go. */
class Builder {
  /** @param {number} seed @param {number} stream */
  constructor(seed, stream) {
    this.random = new Random(seed, stream);
    this.names = 0;
    /** @type {Variable[]} */
    this.variables = [];
    /** @type {Callable[]} */
    this.callables = [];
    /** @type {{name: string, methods: string[], fields: string[], statics: string[]}[]} */
    this.classes = [];
    /** @type {{label: string, loop: boolean}[]} */
    this.labels = [];
    this.loops = 0;
    this.breakable = 0;
    /** What `return` may give here; null: there is no function to return from. @type {Type | null} */
    this.result = null;
    this.inAsync = false;
    this.inGenerator = false;
    /** Whether the values of `input` may be used. */
    this.input = true;
    /** @type {Set<string>} */
    this.features = new Set();
  }

  /** @param {number} n */
  below(n) {
    return this.random.below(n);
  }

  /** @param {number} n */
  oneIn(n) {
    return this.random.oneIn(n);
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return this.random.pick(list);
  }

  /** @param {string} prefix */
  fresh(prefix) {
    return `${prefix}${++this.names}`;
  }

  /** @param {string} feature */
  uses(feature) {
    this.features.add(feature);
  }

  /** One of the productions by weight; those that cannot be used here give null and another one is tried. @param {Production[]} list @param {number} depth @returns {string} */
  choose(list, depth) {
    const total = list.reduce((sum, [weight]) => sum + weight, 0);
    for (let attempt = 0; attempt < 200; attempt++) {
      let at = this.below(total);
      for (const [weight, feature, make] of list) {
        at -= weight;
        if (at >= 0) continue;
        const text = make(this, depth);
        if (text === null) break;
        this.uses(feature);
        return text;
      }
    }
    throw new Error('no production fits');
  }

  /** Runs `work` in a scope of its own. @template T @param {() => T} work @returns {T} */
  scope(work) {
    const { variables, callables, classes } = this;
    this.variables = [...variables];
    this.callables = [...callables];
    this.classes = [...classes];
    try {
      return work();
    } finally {
      Object.assign(this, { variables, callables, classes });
    }
  }

  /**
   * Runs `work` as the body of a function: no jumps out of it.
   * @template T @param {{result: Type | null, async?: boolean, generator?: boolean}} kind @param {() => T} work @returns {T}
   */
  body({ result, async = false, generator = false }, work) {
    const { labels, loops, breakable, result: outer, inAsync, inGenerator } = this;
    Object.assign(this, { labels: [], loops: 0, breakable: 0, result, inAsync: async, inGenerator: generator });
    try {
      return this.scope(work);
    } finally {
      Object.assign(this, { labels, loops, breakable, result: outer, inAsync, inGenerator });
    }
  }

  /** @param {string} name @param {Type} type @param {boolean} writable */
  declare(name, type, writable) {
    this.variables = [...this.variables.filter(v => v.name !== name), { name, type, writable }];
  }

  /** A variable of a type, null when there is none. @param {Type} type @param {boolean} [writable] @returns {string | null} */
  variable(type, writable = false) {
    const fitting = this.variables.filter(v => v.type === type && (!writable || v.writable));
    return fitting.length === 0 ? null : this.pick(fitting).name;
  }
}

module.exports = { Builder };
