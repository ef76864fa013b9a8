// @ts-check
'use strict';

const { makeFunction, makeClass, sloppy } = require('./kernel-functions');

/**
 * A plain interpreter of the kernel language (docs/trace.md): the tests' judge of whether a skeleton or trace means what its
 * source means. It runs on JavaScript's own values and operators, so only control flow, scopes and evaluation order are
 * its own. Its methods are generators: what a function awaits or yields, they yield.
 */

/** What a program ran into, wherever it may have been caught. @type {Error[]} */
const bailouts = [];

class Bailout extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    bailouts.push(this);
  }
}
class Hole extends Bailout {}
class UnsupportedPath extends Bailout {}

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
  /** @param {Frame | null} parent @param {any} func the function it belongs to */
  constructor(parent, func) {
    this.parent = parent;
    this.func = func;
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

const errors = /** @type {Record<string, any>} */ ({ TypeError, ReferenceError, SyntaxError });

/** @param {any} value */
function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** @param {any} value */
function propertyKey(value) {
  if (typeof value === 'symbol') return value;
  return isObject(value) ? Reflect.ownKeys({ [value]: 0 })[0] : String(value);
}

/** Gives an anonymous function the name of a key. @param {any} f @param {any} key @param {string} [prefix] */
function named(f, key, prefix = '') {
  const name = typeof key === 'symbol' ? (key.description === undefined ? '' : `[${key.description}]`) : String(key);
  return Object.defineProperty(f, 'name', { value: prefix + name, configurable: true });
}

class Interpreter {
  /** @param {any} trace @param {Record<string, any>} globals */
  constructor(trace, globals) {
    this.trace = trace;
    this.globals = globals;
    /** @type {Map<number, any>} */
    this.bindings = new Map(trace.bindings.map((/** @type {any} */ b) => [b.id, b]));
    /** What is private, by name. @type {Map<string, WeakMap<object, any>>} */
    this.privates = new Map();
    /** @type {Map<number, any>} */
    this.templates = new Map();
  }

  run() {
    return this.finish(this.body(this.open(this.trace.functions[0], null, {})));
  }

  /** Runs what cannot suspend. @param {Generator<any, any, any>} work */
  finish(work) {
    const { done, value } = work.next();
    if (!done) throw new Error('a plain function was suspended');
    return value;
  }

  /**
   * A function is about to run: its frame, and the prologue.
   * @param {any} f @param {Frame | null} closure
   * @param {{args?: any[], receiver?: any, newTarget?: any}} given
   */
  open(f, closure, { args = [], receiver, newTarget }) {
    const { body } = f;
    this.check(body);
    const frame = this.frame(body, closure, f);
    f.parameters.forEach((/** @type {any} */ p, /** @type {number} */ i) => frame.cells.set(p.binding, args[i]));
    if (f.rest) frame.cells.set(f.rest.binding, args.slice(f.parameters.length));
    if (f.this !== null && f.form !== 'derived') frame.cells.set(f.this, f.strict ? receiver : sloppy.receiver.call(receiver));
    if (f.newTarget !== null) frame.cells.set(f.newTarget, newTarget);
    if (f.arguments !== null) {
      const isMapped = !f.strict && f.prologue === 0 && !f.rest;
      frame.cells.set(f.arguments, isMapped ? sloppy.arguments(...args) : (function () { return arguments; }).apply(null, /** @type {any} */ (args)));
    }
    this.hoist(body, frame);
    for (const statement of body.body.slice(0, f.prologue)) this.finish(this.statement(statement, frame));
    return { f, frame };
  }

  /** What of a function's body comes after the prologue. @param {{f: any, frame: Frame}} opened @returns {Generator<any, any, any>} */
  * body({ f, frame }) {
    try {
      for (const statement of f.body.body.slice(f.prologue)) yield* this.statement(statement, frame);
    } catch (jump) {
      if (jump instanceof Jump && jump.kind === 'return') return jump.what;
      throw jump;
    }
    return undefined;
  }

  /** @param {number} id @param {Frame} frame */
  closure(id, frame) {
    return makeFunction(this, this.trace.functions[id], frame);
  }

  /** @param {any} block */
  check(block) {
    if (block.kind === 'unknown') throw new Hole(`block ${block.block} at ${block.at}`);
    if (block.kind === 'unsupported') throw new UnsupportedPath(block.reason);
  }

  /** @param {any} block @param {Frame | null} parent @param {any} func */
  frame(block, parent, func) {
    const frame = new Frame(parent, func);
    for (const id of block.declares) {
      const { declaration } = this.bindings.get(id);
      frame.cells.set(id, declaration === 'let' || declaration === 'const' ? uninitialised : undefined);
    }
    return frame;
  }

  /** @param {any} block @param {Frame} frame */
  hoist(block, frame) {
    for (const { binding, function: id } of block.functions) frame.cells.set(binding, this.closure(id, frame));
  }

  /** @param {any} block @param {Frame} parent @param {(frame: Frame) => void} [init] @returns {Generator<any, any, any>} */
  * block(block, parent, init) {
    this.check(block);
    const frame = this.frame(block, parent, parent.func);
    init?.(frame);
    this.hoist(block, frame);
    yield* this.statements(block.body, frame);
  }

  /** @param {any[]} list @param {Frame} frame @returns {Generator<any, any, any>} */
  * statements(list, frame) {
    for (const statement of list) yield* this.statement(statement, frame);
  }

  /** @param {any} s @param {Frame} frame @returns {Generator<any, any, any>} */
  * statement(s, frame) {
    switch (s.kind) {
      case 'let': {
        // The value first: finding the binding must not come before its dead zone's end.
        const value = yield* this.value(s.value, frame);
        frame.find(s.binding).set(s.binding, value);
        return;
      }
      case 'expression': yield* this.value(s.value, frame); return;
      case 'if':
        if (yield* this.value(s.test, frame)) yield* this.block(s.then, frame);
        else if (s.else) yield* this.block(s.else, frame);
        return;
      case 'while': yield* this.loop(s, frame); return;
      case 'forOf':
      case 'forIn': yield* this.breakable(s.label, this.forEach(s, frame)); return;
      case 'arrayPattern': yield* this.arrayPattern(s, frame); return;
      case 'break':
      case 'continue': throw new Jump(s.kind, s.label);
      case 'label': yield* this.breakable(s.label, this.block(s.body, frame)); return;
      case 'block':
      case 'unknown': yield* this.block(s, frame); return;
      case 'return': throw new Jump('return', s.value ? yield* this.value(s.value, frame) : undefined);
      case 'throw': throw yield* this.value(s.value, frame);
      case 'try': yield* this.tryStatement(s, frame); return;
      case 'unsupported': throw new UnsupportedPath(s.reason);
      default: throw new Error(`no such statement: ${s.kind}`);
    }
  }

  /** @param {any} s @param {Frame} frame @returns {Generator<any, any, any>} */
  * tryStatement(s, frame) {
    try {
      yield* this.block(s.block, frame);
    } catch (error) {
      if (!s.handler || error instanceof Jump || error instanceof Hole || error instanceof UnsupportedPath) throw error;
      yield* this.block(s.handler, frame, inner => { if (s.parameter !== null) inner.cells.set(s.parameter, error); });
    } finally {
      if (s.finalizer) yield* this.block(s.finalizer, frame);
    }
  }

  /** @param {any} s @param {Frame} frame @returns {Generator<any, any, any>} */
  * forEach(s, frame) {
    const over = s.kind === 'forOf'
      ? iterable(yield* this.value(s.iterable, frame), s.iteration) : yield* this.value(s.object, frame);
    const own = s.body.kind === 'block' && s.body.declares.includes(s.binding);
    const self = this;
    /** A jump out of the loop: it must not pass through it as an error, which would close an iterator in another way. @type {Jump | null} */
    let jump = null;
    const round = function* (/** @type {any} */ item) {
      if (!own) self.write(s.binding, item, frame);
      try {
        yield* self.round(s.label, self.block(s.body, frame, inner => { if (own) inner.cells.set(s.binding, item); }));
      } catch (error) {
        if (!(error instanceof Jump)) throw error;
        jump = error;
      }
    };
    if (s.kind === 'forOf') {
      for (const item of over) {
        yield* round(item);
        if (jump) break;
      }
    } else {
      for (const key in over) {
        yield* round(key);
        if (jump) break;
      }
    }
    if (jump) throw jump;
  }

  /** @param {any} s @param {Frame} frame @returns {Generator<any, any, any>} */
  * arrayPattern(s, frame) {
    const iterator = iterable(yield* this.value(s.iterable, frame), s.iteration)[Symbol.iterator]();
    if (!isObject(iterator)) throw new TypeError('not an object');
    const { next } = iterator;
    let done = false;
    let normal = false;
    const step = () => {
      if (done) return undefined;
      done = true; // unless all goes well: an iterator that throws is not closed
      const result = Reflect.apply(next, iterator, []);
      if (!isObject(result)) throw new TypeError('not an object');
      if (result.done) return undefined;
      const { value } = result;
      done = false;
      return value;
    };
    try {
      for (const { before, binding, rest, after } of s.steps) {
        yield* this.statements(before, frame);
        let value = rest ? undefined : step();
        if (rest) {
          value = [];
          for (let item = step(); !done; item = step()) value.push(item);
        }
        if (binding !== null) frame.find(binding).set(binding, value);
        yield* this.statements(after, frame);
      }
      normal = true;
    } catch (error) {
      if (!done) try { iterator.return?.(); } catch { /* The first error counts. */ }
      done = true;
      throw error;
    } finally {
      if (!done) {
        const { return: close } = iterator;
        if (close !== undefined && close !== null && !isObject(Reflect.apply(close, iterator, []))) throw new TypeError('not an object');
      }
      void normal;
    }
  }

  /** @param {string | null} label @param {Generator<any, any, any>} work @returns {Generator<any, any, any>} */
  * breakable(label, work) {
    try {
      yield* work;
    } catch (jump) {
      if (!(jump instanceof Jump && jump.kind === 'break' && jump.what === label && label !== null)) throw jump;
    }
  }

  /** @param {string | null} label @param {Generator<any, any, any>} work @returns {Generator<any, any, any>} */
  * round(label, work) {
    try {
      yield* work;
    } catch (jump) {
      if (!(jump instanceof Jump && jump.kind === 'continue' && jump.what === label && label !== null)) throw jump;
    }
  }

  /** @param {any} s @param {Frame} outer @returns {Generator<any, any, any>} */
  * loop(s, outer) {
    const self = this;
    yield* this.breakable(s.label, (function* () {
      let frame = outer;
      for (let first = true; ; first = false) {
        if (!(s.post && first) && !(yield* self.value(s.test, frame))) return;
        yield* self.round(s.label, self.block(s.body, frame));
        if (s.perIteration.length > 0) {
          const copy = new Frame(outer, outer.func);
          for (const id of s.perIteration) copy.cells.set(id, frame.find(id).get(id));
          frame = copy;
        }
        if (s.update) yield* self.value(s.update, frame);
      }
    })());
  }

  /** @param {any} e @param {Frame} frame @returns {Generator<any, any, any>} */
  * value(e, frame) {
    switch (e.kind) {
      case 'number': return Number(e.value);
      case 'string': return 'units' in e ? String.fromCharCode(...e.units) : e.value;
      case 'boolean': return e.value;
      case 'null': return null;
      case 'undefined': return undefined;
      case 'identifier': return this.read(e.binding, frame);
      case 'global':
        if (!(e.name in this.globals)) throw new ReferenceError(`${e.name} is not defined`);
        return this.globals[e.name];
      case 'module': return this.globals.require(e.name);
      case 'set': {
        const value = yield* this.value(e.value, frame);
        if (e.initialize) {
          if (frame.find(e.binding).get(e.binding) !== uninitialised) throw new ReferenceError('Super constructor may only be called once');
          frame.find(e.binding).set(e.binding, value);
        } else this.write(e.binding, value, frame);
        return value;
      }
      case 'primApp': return yield* this.primitive(e, frame);
      case 'get': return (yield* this.value(e.object, frame))[e.property];
      case 'index': {
        const object = yield* this.value(e.object, frame);
        return object[yield* this.value(e.index, frame)];
      }
      case 'put': {
        const object = yield* this.value(e.object, frame);
        return this.put(object, e.property, yield* this.value(e.value, frame), frame);
      }
      case 'putIndex': {
        const object = yield* this.value(e.object, frame);
        const index = yield* this.value(e.index, frame);
        return this.put(object, index, yield* this.value(e.value, frame), frame);
      }
      case 'delete': {
        const object = yield* this.value(e.object, frame);
        const key = 'property' in e ? e.property : yield* this.value(e.index, frame);
        return frame.func.strict ? delete object[key] : sloppy.remove(object, key);
      }
      case 'object': return yield* this.object(e, frame);
      case 'array': {
        /** @type {any[]} */
        const array = [];
        for (const x of e.elements) {
          if (x === null) array.length++;
          else if (x.kind === 'spread') array.push(...iterable(yield* this.value(x.value, frame), x.iteration));
          else array.push(yield* this.value(x, frame));
        }
        return array;
      }
      case 'clos': return this.closure(e.function, frame);
      case 'call': {
        const callee = yield* this.value(e.callee, frame);
        const receiver = e.this ? yield* this.value(e.this, frame) : undefined;
        return this.call(callee, receiver, yield* this.args(e.args, frame), e.text);
      }
      case 'methodCall': {
        const object = yield* this.value(e.object, frame);
        const method = e.method.kind === 'private' ? this.privateGet(object, e.method.name)
          : object[typeof e.method === 'string' ? e.method : yield* this.value(e.method, frame)];
        return this.call(method, object, yield* this.args(e.args, frame), e.text);
      }
      case 'new': {
        const callee = yield* this.value(e.callee, frame);
        const args = yield* this.args(e.args, frame);
        if (typeof callee !== 'function') throw new TypeError(`${e.text} is not a constructor`);
        return Reflect.construct(callee, args);
      }
      case 'conditional': return yield* this.value((yield* this.value(e.test, frame)) ? e.then : e.else, frame);
      case 'and': return (yield* this.value(e.left, frame)) && (yield* this.value(e.right, frame));
      case 'or': return (yield* this.value(e.left, frame)) || (yield* this.value(e.right, frame));
      case 'nullish': return (yield* this.value(e.left, frame)) ?? (yield* this.value(e.right, frame));
      case 'seq': {
        let last;
        for (const each of e.expressions) last = yield* this.value(each, frame);
        return last;
      }
      case 'template': {
        let text = '';
        for (const part of e.parts) text = `${text}${yield* this.value(part, frame)}`;
        return text;
      }
      case 'unknown': throw new Hole(`block ${e.block} at ${e.at}`);
      case 'unsupported': throw new UnsupportedPath(e.reason);
      case 'arm': return yield* this.value(e.value, frame);
      default: return yield* this.further(e, frame);
    }
  }

  /** @param {any} e @param {Frame} frame @returns {Generator<any, any, any>} */
  * further(e, frame) {
    switch (e.kind) {
      case 'regex': return new RegExp(e.pattern, e.flags);
      case 'templateObject': return this.template(e);
      case 'raise': throw new errors[e.type](e.message);
      case 'await': return yield yield* this.value(e.value, frame);
      case 'yield': {
        const value = yield* this.value(e.value, frame);
        return e.delegate ? yield* this.delegate(value) : yield value;
      }
      case 'propertyKey': return propertyKey(yield* this.value(e.value, frame));
      case 'coercible': {
        const value = yield* this.value(e.value, frame);
        if (value !== null && value !== undefined) return value;
        const text = e.text !== '' ? e.text : value === undefined ? 'undefined' : 'object null';
        throw new TypeError(`Cannot destructure ${e.property === null ? '' : `property '${e.property}' of `}'${text}' as it is ${value}.`);
      }
      case 'objectRest': {
        const object = Object((yield* this.value(e.object, frame)) ?? this.raise());
        const excluded = [];
        for (const key of e.excluded) excluded.push(typeof key === 'string' ? key : yield* this.value(key, frame));
        /** @type {any} */
        const result = {};
        for (const key of Reflect.ownKeys(object)) {
          if (excluded.includes(key) || !Object.getOwnPropertyDescriptor(object, key)?.enumerable) continue;
          Object.defineProperty(result, key, { value: object[key], writable: true, enumerable: true, configurable: true });
        }
        return result;
      }
      case 'class': return yield* makeClass(this, e, frame);
      case 'define': {
        const object = yield* this.value(e.object, frame);
        const key = typeof e.key === 'string' ? e.key : e.key.kind === 'private' ? e.key.name : yield* this.value(e.key, frame);
        let value = yield* this.value(e.value, frame);
        if (e.named) value = named(value, key);
        if (e.key.kind === 'private') this.privateDefine(object, key, value, e.accessor);
        else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
        return value;
      }
      case 'privateGet': return this.privateGet(yield* this.value(e.object, frame), e.name);
      case 'privateSet': {
        const object = yield* this.value(e.object, frame);
        const value = yield* this.value(e.value, frame);
        const slot = this.privateSlot(object, e.name);
        if ('value' in slot && !slot.isMethod) slot.value = value;
        else if (slot.set) Reflect.apply(slot.set, object, [value]);
        else throw new TypeError('not writable');
        return value;
      }
      case 'privateIn': {
        const object = yield* this.value(e.object, frame);
        if (!isObject(object)) throw new TypeError('not an object');
        return this.privates.get(e.name)?.has(object) ?? false;
      }
      case 'superGet': {
        const [home, receiver, key] = yield* this.superOf(e, e.property ?? e.index, frame);
        return Reflect.get(Object.getPrototypeOf(home), key, receiver);
      }
      case 'superCall': {
        const [home, receiver, key] = yield* this.superOf(e, e.method, frame);
        const method = Reflect.get(Object.getPrototypeOf(home), key, receiver);
        return this.call(method, receiver, yield* this.args(e.args, frame), e.text);
      }
      case 'superPut': {
        const [home, receiver, key] = yield* this.superOf(e, e.property ?? e.index, frame);
        const value = yield* this.value(e.value, frame);
        if (!Reflect.set(Object.getPrototypeOf(home), key, value, receiver) && frame.func.strict) throw new TypeError('read-only');
        return value;
      }
      case 'superConstruct': {
        const made = yield* this.value(e.class, frame);
        const newTarget = yield* this.value(e.newTarget, frame);
        const parent = Object.getPrototypeOf(made);
        const object = Reflect.construct(parent, yield* this.args(e.args, frame), newTarget);
        made[Symbol.for('kernel fields')]?.(object);
        return object;
      }
      default: throw new Error(`no such expression: ${e.kind}`);
    }
  }

  /**
   * `yield*` (15.5.5). A generator that is told to return has a jump thrown at where it waits.
   * @param {any} value @returns {Generator<any, any, any>}
   */
  * delegate(value) {
    const iterator = value[Symbol.iterator]();
    const { next } = iterator;
    let result = Reflect.apply(next, iterator, [undefined]);
    for (;;) {
      if (!isObject(result)) throw new TypeError('not an object');
      if (result.done) return result.value;
      /** @type {() => any} */
      let go;
      try {
        const sent = yield result.value;
        go = () => Reflect.apply(next, iterator, [sent]);
      } catch (error) {
        const method = error instanceof Jump ? iterator.return : iterator.throw;
        if (error instanceof Jump && (method === undefined || method === null)) throw error;
        go = () => {
          const given = Reflect.apply(method, iterator, [error instanceof Jump ? error.what : error]);
          if (error instanceof Jump && isObject(given) && given.done) throw new Jump('return', given.value);
          return given;
        };
      }
      result = go();
    }
  }

  /** @returns {never} */
  raise() {
    throw new TypeError('Cannot destructure');
  }

  /** @param {any} e @param {any} key @param {Frame} frame @returns {Generator<any, any[], any>} */
  * superOf(e, key, frame) {
    const home = yield* this.value(e.home, frame);
    const receiver = yield* this.value(e.this, frame);
    return [home, receiver, typeof key === 'string' ? key : propertyKey(yield* this.value(key, frame))];
  }

  /** @param {any} e @param {Frame} frame @returns {Generator<any, any, any>} */
  * object(e, frame) {
    /** @type {any} */
    const object = {};
    if (e.home !== undefined) frame.find(e.home).set(e.home, object);
    for (const item of e.properties) {
      if (item.spread) Object.assign(object, yield* this.value(item.spread, frame));
      else if (item.proto) {
        const proto = yield* this.value(item.proto, frame);
        if (isObject(proto) || proto === null) Object.setPrototypeOf(object, proto);
      } else {
        const key = typeof item.key === 'string' ? item.key : propertyKey(yield* this.value(item.key, frame));
        const rest = { enumerable: true, configurable: true };
        if (item.getter || item.setter) {
          const accessor = item.getter ? 'get' : 'set';
          const f = yield* this.value(item.getter ?? item.setter, frame);
          if (typeof item.key !== 'string') named(f, key, `${accessor} `);
          Object.defineProperty(object, key, { [accessor]: f, ...rest });
        } else {
          const value = yield* this.value(item.value, frame);
          Object.defineProperty(object, key, { value: item.named ? named(value, key) : value, writable: true, ...rest });
        }
      }
    }
    return object;
  }

  /** @param {any} callee @param {any} receiver @param {any[]} args @param {string | undefined} text */
  call(callee, receiver, args, text) {
    if (typeof callee !== 'function') throw new TypeError(`${text} is not a function`);
    return Reflect.apply(callee, receiver, args);
  }

  /** @param {any} object @param {any} key @param {any} value @param {Frame} frame */
  put(object, key, value, frame) {
    if (frame.func.strict) object[key] = value;
    else sloppy.put(object, key, value);
    return value;
  }

  /** @param {any} e */
  template(e) {
    const found = this.templates.get(e.id);
    if (found) return found;
    const strings = e.cooked.map((/** @type {any} */ text) => text ?? undefined);
    Object.defineProperty(strings, 'raw', { value: Object.freeze([...e.raw]) });
    this.templates.set(e.id, Object.freeze(strings));
    return strings;
  }

  /** @param {any} object @param {string} name */
  privateSlot(object, name) {
    const slot = isObject(object) ? this.privates.get(name)?.get(object) : undefined;
    if (!slot) throw new TypeError(`no ${name}`);
    return slot;
  }

  /** @param {any} object @param {string} name */
  privateGet(object, name) {
    const slot = this.privateSlot(object, name);
    if ('value' in slot) return slot.value;
    if (!slot.get) throw new TypeError('no getter');
    return Reflect.apply(slot.get, object, []);
  }

  /** @param {any} object @param {string} name @param {any} value @param {string} accessor */
  privateDefine(object, name, value, accessor) {
    let slots = this.privates.get(name);
    if (!slots) this.privates.set(name, slots = new WeakMap());
    const slot = slots.get(object);
    if (slot && ('value' in slot || accessor in slot)) throw new TypeError('declared twice');
    if (accessor === 'field') slots.set(object, { value });
    else if (accessor === 'method') slots.set(object, { value, isMethod: true });
    else slots.set(object, { ...slot, [accessor]: value });
  }

  /** @param {any} e @param {Frame} frame @returns {Generator<any, any, any>} */
  * primitive(e, frame) {
    // The one operator that does not mind a name that nobody declares.
    if (e.op === 'typeof' && e.args[0].kind === 'global') return typeof this.globals[e.args[0].name];
    const args = yield* this.args(e.args, frame);
    const operator = args.length === 2 ? binary[e.op] : unary[e.op];
    if (!operator) throw new Error(`no such operator: ${e.op}`);
    return operator(args[0], args[1]);
  }

  /** @param {any[]} list @param {Frame} frame @returns {Generator<any, any[], any>} */
  * args(list, frame) {
    const values = [];
    for (const each of list) {
      if (each.kind === 'spread') values.push(...iterable(yield* this.value(each.value, frame), each.iteration));
      else values.push(yield* this.value(each, frame));
    }
    return values;
  }

  /** @param {number} id @param {Frame} frame */
  read(id, frame) {
    const value = frame.find(id).get(id);
    if (value === uninitialised) throw new ReferenceError(`Cannot access '${this.bindings.get(id).name}' before initialization`);
    return value;
  }

  /** @param {number} id @param {any} value @param {Frame} frame */
  write(id, value, frame) {
    this.read(id, frame);
    frame.find(id).set(id, value);
  }
}

/** @param {any} trace @param {Record<string, any>} globals names that programs may use */
function interpret(trace, globals) {
  return new Interpreter(trace, globals).run();
}

/**
 * The value, or the error that says why it cannot be iterated.
 * @param {any} value @param {string | undefined} iteration
 */
function iterable(value, iteration) {
  const isNullish = value === null || value === undefined;
  if (!isNullish) {
    let owner = Object(value);
    while (owner && !Object.hasOwn(owner, Symbol.iterator)) owner = Object.getPrototypeOf(owner);
    // A getter is called once, by what iterates.
    const found = owner ? Object.getOwnPropertyDescriptor(owner, Symbol.iterator) : undefined;
    if (found?.get || found?.value) return value;
  }
  if (iteration === undefined || iteration === '...') throw new TypeError('not iterable');
  const type = typeof value;
  const described = isNullish || type === 'number' || type === 'boolean' ? `${value === undefined ? '' : `${type} `}${value}` : type;
  if (iteration === '') throw new TypeError(`${described} is not iterable (cannot read property Symbol(Symbol.iterator))`);
  if (!iteration.startsWith('...')) throw new TypeError(iteration);
  if (isNullish) throw new TypeError(`${iteration.slice(3)} is not iterable (cannot read property ${value})`);
  throw new TypeError('Spread syntax requires ...iterable[Symbol.iterator] to be a function');
}

module.exports = { interpret, bailouts, Jump, Bailout, Hole, UnsupportedPath, named, propertyKey };
