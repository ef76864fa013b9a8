// @ts-check
'use strict';

const { Probes, chooseNames } = require('./probes');

/**
 * A loop, switch or labelled statement that `break` or `continue` may name.
 * @typedef {{loop: boolean, breakable: boolean, names: string[], label: string | null}} Target
 *
 * The state of the function being lowered.
 * @typedef {{strict: boolean, body: any, targets: Target[], labels: number}} FunctionState
 */

/** Everything that lowering carries along: what was made so far, and where in the program it is. */
class Context {
  /**
   * @param {string} source
   * @param {import('./scopes').Analysis} analysis
   */
  constructor(source, analysis) {
    this.source = source;
    this.analysis = analysis;
    this.names = chooseNames(source);
    this.probes = new Probes();
    /** @type {any[]} */
    this.bindings = [];
    /** @type {any[]} */
    this.functions = [];
    this.blocks = 0;
    this.sites = 0;
    /** @type {import('./scopes').Scope} */
    this.scope = /** @type {any} */ (null);
    /** @type {FunctionState} */
    this.func = /** @type {any} */ (null);
    /** The innermost kernel block: where the name of a function expression is declared. @type {any} */
    this.block = null;
    /** Whether an expression here may run several times in one activation of `block` (a loop's test or update). */
    this.repeats = false;
  }

  /** @param {any} node @returns {[number, number]} */
  at(node) {
    return [node.loc.start.line, node.loc.start.column];
  }

  /** The position just after a node. @param {any} node @returns {[number, number]} */
  end(node) {
    return [node.loc.end.line, node.loc.end.column];
  }

  /** @param {any} node @param {string} reason */
  unsupported(node, reason) {
    return { kind: 'unsupported', reason, at: this.at(node), end: this.end(node) };
  }

  newBlock() {
    return this.blocks++;
  }

  newSite() {
    return this.sites++;
  }

  /** @param {string} name @param {string} declaration */
  newBinding(name, declaration) {
    const id = this.bindings.length;
    this.bindings.push({ id, name, declaration });
    return id;
  }

  /** A variable of the transform's own, declared by the function's body. */
  temporary() {
    const id = this.newBinding(`t${this.bindings.length}`, 'temporary');
    this.func.body.declares.push(id);
    return id;
  }

  /** @param {string} name @returns {import('./scopes').Binding | null} null: a global */
  resolve(name) {
    return this.scope.lookup(name);
  }

  /**
   * Runs `work` inside a scope.
   * @template T
   * @param {import('./scopes').Scope} scope @param {() => T} work @returns {T}
   */
  within(scope, work) {
    const outer = this.scope;
    this.scope = scope;
    try {
      return work();
    } finally {
      this.scope = outer;
    }
  }

  /**
   * Runs `work` with expressions that a loop repeats.
   * @template T
   * @param {() => T} work @returns {T}
   */
  repeated(work) {
    const outer = this.repeats;
    this.repeats = true;
    try {
      return work();
    } finally {
      this.repeats = outer;
    }
  }

  /** A generated label that no source label equals. */
  newLabel() {
    let label;
    do label = `L${++this.func.labels}`; while (new RegExp(`\\b${label}\\s*:`).test(this.source));
    return label;
  }

  /** @param {Target} target the label that jumps to it use */
  labelOf(target) {
    return target.label ??= target.names.at(-1) ?? this.newLabel();
  }
}

module.exports = { Context };
