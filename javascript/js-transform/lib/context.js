// @ts-check
'use strict';

const { Probes, chooseNames } = require('./probes');
const { textOf, iterationText, isBare, unknownText } = require('./texts');

/**
 * A loop, switch or labelled statement that `break` or `continue` may name.
 * @typedef {{loop: boolean, breakable: boolean, names: string[], label: string | null}} Target
 *
 * What `super` needs: the binding of the object that methods are of, and for `super()` that of the class. Each is made when it
 * is first asked for; null: there is none, and the expression is unsupported.
 * @typedef {{object: () => number | null, self: () => number | null}} Home
 *
 * The state of the function being lowered; `record` is what the trace will say of it.
 * @typedef {{
 *   record: any, outer: FunctionState | null, strict: boolean, body: any, targets: Target[], labels: number, home: Home | null,
 * }} FunctionState
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
    this.classes = 0;
    this.templates = 0;
    /** Calls whose results are iterated, and where. @type {WeakMap<any, import('./texts').Iterating>} */
    this.iterated = new WeakMap();
    /** What errors print of expressions that have probes around them. @type {{text: string, iteration?: string | null, called?: string}[]} */
    this.printed = [];
    /** The private names in scope, by class. @type {{names: Set<string>, number: number, outer: any} | null} */
    this.privates = null;
    /** @type {import('./scopes').Scope} */
    this.scope = /** @type {any} */ (null);
    /** @type {FunctionState} */
    this.func = /** @type {any} */ (null);
    /** The innermost kernel block: where the name of a function expression is declared. @type {any} */
    this.block = null;
    /** Whether what is read now is `arguments`, of which only the length is asked. */
    this.lengthOnly = false;
    /** The functions whose arguments objects are used for more than that. @type {Set<any>} */
    this.exposed = new Set();
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

  /**
   * An expression is iterated. If it is a call of something that is no function, the error says so in another way.
   * @param {any} node @param {import('./texts').Iterating} where
   */
  iterates(node, where) {
    if (node.type === 'CallExpression' || node.type === 'TaggedTemplateExpression') this.iterated.set(node, where);
  }

  /**
   * Errors print expressions: "o.a.b is not a function". Where probes would be printed, one more around them has a number by which
   * the recorder finds what to print instead. It comes before the other probes around the node.
   * @param {any} node @param {import('./texts').Iterating} [iterated] where it is iterated, if it is
   * @param {boolean} [always] whether the node gets a probe even if it is a mere name
   * @param {string} [called] what is said when what is called with it is no function, if that is unusual
   */
  print(node, iterated, always = false, called) {
    if (iterated) this.iterates(node, iterated);
    if (isBare(node) && !always) return;
    const entry = { text: textOf(node) ?? unknownText, ...(iterated ? { iteration: iterationText(node, iterated) } : {}), ...(called ? { called } : {}) };
    this.probes.wrapArgument(node, `${this.names.named}[${this.printed.length}](`, ')');
    this.printed.push(entry);
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

  /**
   * Runs `work` inside a function.
   * @param {any} record @param {{strict: boolean, body: any, home: Home | null}} state @param {() => void} work
   */
  inside(record, state, work) {
    const outer = this.func;
    this.func = { record, outer, targets: [], labels: 0, ...state };
    try {
      work();
    } finally {
      this.func = outer;
    }
  }

  /**
   * The binding of `this`, `arguments` or `newTarget`: that of the innermost function that is no arrow, which declares it.
   * @param {'this' | 'arguments' | 'newTarget'} name @returns {number | null} null at the top level
   */
  special(name) {
    let func = this.func;
    while (func.record.form === 'arrow') func = /** @type {FunctionState} */ (func.outer);
    if (func.record.form === 'program') return null;
    if (name === 'arguments' && !this.lengthOnly) this.exposed.add(func.record);
    if (func.record[name] === null) {
      const isLate = name === 'this' && func.record.form === 'derived';
      const id = this.newBinding(name === 'newTarget' ? 'new.target' : name, isLate ? 'let' : name);
      func.record[name] = id;
      func.body.declares.push(id);
    }
    return func.record[name];
  }

  /** A variable of the transform's own that closures may capture, declared by a block. @param {string} name @param {any} block */
  hidden(name, block) {
    const id = this.newBinding(name, 'var');
    block.declares.push(id);
    return id;
  }

  /** @param {string} name of a private name, without # @returns {string} with the number of the class that declares it */
  privateName(name) {
    let scope = this.privates;
    while (scope && !scope.names.has(name)) scope = scope.outer;
    if (!scope) throw new Error(`#${name} is not declared`);
    return `#${name}:${scope.number}`;
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
