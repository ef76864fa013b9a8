// @ts-check
'use strict';

/**
 * A plain interpreter of the kernel language (docs/trace.md): the tests' judge of whether a skeleton or trace means what its
 * source means. It runs on JavaScript's own values and operators, so only control flow, scopes and evaluation order are
 * its own.
 */

class Hole extends Error {}
class UnsupportedPath extends Error {}

/** A jump, which is thrown. */
class Jump {
  /** @param {'break' | 'continue' | 'return'} kind @param {any} what a label, or the value returned */
  constructor(kind, what) {
    this.kind = kind;
    this.what = what;
  }
}

const uninitialised = Symbol('temporal dead zone');

/** A block's activation. */
class Frame {
  /** @param {Frame | null} parent */
  constructor(parent) {
    this.parent = parent;
    /** @type {Map<number, any>} */
    this.cells = new Map();
  }

  /** @param {number} id @returns {Map<number, any>} */
  find(id) {
    for (let frame = /** @type {Frame | null} */ (this); frame; frame = frame.parent) {
      if (frame.cells.has(id)) return frame.cells;
    }
    throw new Error(`binding ${id} is used outside of its block`);
  }
}

/** @type {Record<string, (a: any, b: any) => any>} */
const binary = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b,
  '**': (a, b) => a ** b, '==': (a, b) => a == b, '!=': (a, b) => a != b, '===': (a, b) => a === b,
  '!==': (a, b) => a !== b, '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b,
  '&': (a, b) => a & b, '|': (a, b) => a | b, '^': (a, b) => a ^ b, '<<': (a, b) => a << b, '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b, in: (a, b) => a in b, instanceof: (a, b) => a instanceof b,
};

/** @type {Record<string, (a: any) => any>} */
const unary = {
  '!': a => !a, '~': a => ~a, typeof: a => typeof a, void: () => undefined, negate: a => -a, toNumber: a => +a,
  toNumeric: a => { let n = a; return n++; },
};

class Interpreter {
  /** @param {any} trace @param {Record<string, any>} globals */
  constructor(trace, globals) {
    this.trace = trace;
    this.globals = globals;
    /** @type {Map<number, any>} */
    this.bindings = new Map(trace.bindings.map((/** @type {any} */ b) => [b.id, b]));
  }

  run() {
    return this.body(this.trace.functions[0], [], null);
  }

  /** @param {any} f @param {any[]} args @param {Frame | null} closure */
  body(f, args, closure) {
    try {
      this.block(f.body, closure, frame => {
        f.parameters.forEach((/** @type {any} */ p, /** @type {number} */ i) => frame.cells.set(p.binding, args[i]));
      });
    } catch (jump) {
      if (jump instanceof Jump && jump.kind === 'return') return jump.what;
      throw jump;
    }
    return undefined;
  }

  /** @param {number} id @param {Frame} frame */
  closure(id, frame) {
    const f = this.trace.functions[id];
    const run = (/** @type {any[]} */ args) => this.body(f, args, frame);
    const made = f.form === 'arrow' ? (/** @type {any[]} */ ...args) => run(args) : function (/** @type {any[]} */ ...args) { return run(args); };
    Object.defineProperty(made, 'name', { value: f.name });
    return Object.defineProperty(made, 'length', { value: f.length });
  }

  /** @param {any} block @param {Frame | null} parent @param {(frame: Frame) => void} [init] */
  block(block, parent, init) {
    if (block.kind === 'unknown') throw new Hole(`block ${block.block} at ${block.at}`);
    if (block.kind === 'unsupported') throw new UnsupportedPath(block.reason);
    const frame = new Frame(parent);
    for (const id of block.declares) {
      const { declaration } = this.bindings.get(id);
      frame.cells.set(id, declaration === 'let' || declaration === 'const' ? uninitialised : undefined);
    }
    init?.(frame);
    for (const { binding, function: id } of block.functions) frame.cells.set(binding, this.closure(id, frame));
    for (const statement of block.body) this.statement(statement, frame);
  }

  /** @param {any} s @param {Frame} frame @returns {void} */
  statement(s, frame) {
    switch (s.kind) {
      case 'let': {
        // The value first: finding the binding must not come before its dead zone's end.
        const value = this.value(s.value, frame);
        frame.find(s.binding).set(s.binding, value);
        return;
      }
      case 'expression': this.value(s.value, frame); return;
      case 'if':
        if (this.value(s.test, frame)) this.block(s.then, frame);
        else if (s.else) this.block(s.else, frame);
        return;
      case 'while': this.loop(s, frame); return;
      case 'forOf':
        this.breakable(s.label, () => {
          for (const item of this.value(s.iterable, frame)) {
            const own = s.body.kind === 'block' && s.body.declares.includes(s.binding);
            if (!own) frame.find(s.binding).set(s.binding, item);
            this.round(s.label, () => this.block(s.body, frame, inner => { if (own) inner.cells.set(s.binding, item); }));
          }
        });
        return;
      case 'break':
      case 'continue': throw new Jump(s.kind, s.label);
      case 'label': this.breakable(s.label, () => this.block(s.body, frame)); return;
      case 'block':
      case 'unknown': this.block(s, frame); return;
      case 'return': throw new Jump('return', s.value ? this.value(s.value, frame) : undefined);
      case 'throw': throw this.value(s.value, frame);
      case 'try': this.tryStatement(s, frame); return;
      case 'unsupported': throw new UnsupportedPath(s.reason);
      default: throw new Error(`no such statement: ${s.kind}`);
    }
  }

  /** @param {any} s @param {Frame} frame */
  tryStatement(s, frame) {
    try {
      this.block(s.block, frame);
    } catch (error) {
      if (!s.handler || error instanceof Jump || error instanceof Hole || error instanceof UnsupportedPath) throw error;
      this.block(s.handler, frame, inner => { if (s.parameter !== null) inner.cells.set(s.parameter, error); });
    } finally {
      if (s.finalizer) this.block(s.finalizer, frame);
    }
  }

  /** @param {string | null} label @param {() => void} work */
  breakable(label, work) {
    try {
      work();
    } catch (jump) {
      if (!(jump instanceof Jump && jump.kind === 'break' && jump.what === label && label !== null)) throw jump;
    }
  }

  /** @param {string | null} label @param {() => void} work */
  round(label, work) {
    try {
      work();
    } catch (jump) {
      if (!(jump instanceof Jump && jump.kind === 'continue' && jump.what === label && label !== null)) throw jump;
    }
  }

  /** @param {any} s @param {Frame} outer */
  loop(s, outer) {
    let frame = outer;
    this.breakable(s.label, () => {
      for (let first = true; ; first = false) {
        if (!(s.post && first) && !this.value(s.test, frame)) return;
        this.round(s.label, () => this.block(s.body, frame));
        if (s.perIteration.length > 0) {
          const copy = new Frame(outer);
          for (const id of s.perIteration) copy.cells.set(id, frame.find(id).get(id));
          frame = copy;
        }
        if (s.update) this.value(s.update, frame);
      }
    });
  }

  /** @param {any} e @param {Frame} frame @returns {any} */
  value(e, frame) {
    switch (e.kind) {
      case 'number': return Number(e.value);
      case 'string':
      case 'boolean': return e.value;
      case 'null': return null;
      case 'undefined': return undefined;
      case 'identifier': return this.read(e.binding, frame);
      case 'global':
        if (!(e.name in this.globals)) throw new ReferenceError(`${e.name} is not defined`);
        return this.globals[e.name];
      case 'module': return this.globals.require(e.name);
      case 'set': {
        const value = this.value(e.value, frame);
        this.read(e.binding, frame);
        frame.find(e.binding).set(e.binding, value);
        return value;
      }
      case 'primApp': return this.primitive(e, frame);
      case 'get': return this.value(e.object, frame)[e.property];
      case 'index': {
        const object = this.value(e.object, frame);
        return object[this.value(e.index, frame)];
      }
      case 'put': {
        const object = this.value(e.object, frame);
        return object[e.property] = this.value(e.value, frame);
      }
      case 'putIndex': {
        const object = this.value(e.object, frame);
        const index = this.value(e.index, frame);
        return object[index] = this.value(e.value, frame);
      }
      case 'delete': {
        const object = this.value(e.object, frame);
        return delete object['property' in e ? e.property : this.value(e.index, frame)];
      }
      case 'object': {
        const object = {};
        for (const { key, value } of e.properties) {
          const name = typeof key === 'string' ? key : this.value(key, frame);
          Object.defineProperty(object, name, { value: this.value(value, frame), writable: true, enumerable: true, configurable: true });
        }
        return object;
      }
      case 'array': {
        /** @type {any[]} */
        const array = [];
        e.elements.forEach((/** @type {any} */ x, /** @type {number} */ i) => { if (x) array[i] = this.value(x, frame); });
        array.length = e.elements.length;
        return array;
      }
      case 'clos': return this.closure(e.function, frame);
      case 'call': {
        const callee = this.value(e.callee, frame);
        return callee(...this.all(e.args, frame));
      }
      case 'methodCall': {
        const object = this.value(e.object, frame);
        const method = object[typeof e.method === 'string' ? e.method : this.value(e.method, frame)];
        return Reflect.apply(method, object, this.all(e.args, frame));
      }
      case 'new': {
        const callee = this.value(e.callee, frame);
        return Reflect.construct(callee, this.all(e.args, frame));
      }
      case 'conditional': return this.value(this.value(e.test, frame) ? e.then : e.else, frame);
      case 'and': return this.value(e.left, frame) && this.value(e.right, frame);
      case 'or': return this.value(e.left, frame) || this.value(e.right, frame);
      case 'nullish': return this.value(e.left, frame) ?? this.value(e.right, frame);
      case 'seq': return this.all(e.expressions, frame).at(-1);
      case 'template': {
        let text = '';
        for (const part of e.parts) text = `${text}${this.value(part, frame)}`;
        return text;
      }
      case 'unknown': throw new Hole(`block ${e.block} at ${e.at}`);
      case 'unsupported': throw new UnsupportedPath(e.reason);
      case 'arm': return this.value(e.value, frame);
      default: throw new Error(`no such expression: ${e.kind}`);
    }
  }

  /** @param {any} e @param {Frame} frame */
  primitive(e, frame) {
    // The one operator that does not mind a name that nobody declares.
    if (e.op === 'typeof' && e.args[0].kind === 'global') return typeof this.globals[e.args[0].name];
    const args = this.all(e.args, frame);
    const operator = args.length === 2 ? binary[e.op] : unary[e.op];
    if (!operator) throw new Error(`no such operator: ${e.op}`);
    return operator(args[0], args[1]);
  }

  /** @param {any[]} list @param {Frame} frame @returns {any[]} */
  all(list, frame) {
    return list.map(each => this.value(each, frame));
  }

  /** @param {number} id @param {Frame} frame */
  read(id, frame) {
    const value = frame.find(id).get(id);
    if (value === uninitialised) throw new ReferenceError(`Cannot access '${this.bindings.get(id).name}' before initialization`);
    return value;
  }
}

/** @param {any} trace @param {Record<string, any>} globals names that programs may use */
function interpret(trace, globals) {
  return new Interpreter(trace, globals).run();
}

module.exports = { interpret, Hole, UnsupportedPath };
