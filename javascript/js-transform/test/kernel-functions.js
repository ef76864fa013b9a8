// @ts-check
'use strict';

/** What only sloppy code does. */
const sloppy = {
  /** @type {(this: any) => any} */
  receiver: /** @type {any} */ (new Function('return this;')),
  put: new Function('object', 'key', 'value', 'object[key] = value;'),
  remove: new Function('object', 'key', 'return delete object[key];'),
  arguments: new Function('return arguments;'),
};

/**
 * Makes a closure of a kernel function: a function of JavaScript's own, of the right kind.
 * @param {any} kernel the interpreter @param {any} f the function @param {any} frame where it is made
 */
function makeFunction(kernel, f, frame) {
  const made = f.generator ? generator(kernel, f, frame) : f.async ? asynchronous(kernel, f, frame) : plain(kernel, f, frame);
  Object.defineProperty(made, 'name', { value: f.name, configurable: true });
  return Object.defineProperty(made, 'length', { value: f.length, configurable: true });
}

/** @param {any} kernel @param {any} f @param {any} frame */
function plain(kernel, f, frame) {
  const run = (/** @type {any} */ given) => kernel.finish(kernel.body(kernel.open(f, frame, given)));
  switch (f.form) {
    case 'arrow': return (/** @type {any[]} */ ...args) => run({ args });
    case 'function': return function (/** @type {any[]} */ ...args) {
      // @ts-ignore
      return run({ args, receiver: this, newTarget: new.target });
    };
    default: return { method(/** @type {any[]} */ ...args) { return run({ args, receiver: this }); } }.method;
  }
}

/** @param {any} kernel @param {any} f @param {any} frame */
function asynchronous(kernel, f, frame) {
  const { Bailout } = require('./kernel');
  const run = async (/** @type {any} */ given) => {
    try {
      const work = kernel.body(kernel.open(f, frame, given));
      let step = work.next();
      while (!step.done) {
        let value;
        try {
          value = await step.value;
        } catch (error) {
          step = work.throw(error);
          continue;
        }
        step = work.next(value);
      }
      return step.value;
    } catch (error) {
      // What bails out was noted, and nobody is to see it.
      if (error instanceof Bailout) await new Promise(() => {});
      throw error;
    }
  };
  // An async function's promise settles with its body: `run` is called in the place of one, and not awaited.
  switch (f.form) {
    case 'arrow': return asAsync(async () => {}, (/** @type {any} */ _, /** @type {any} */ args) => run({ args }));
    default: return asAsync({ async method() {} }.method, (/** @type {any} */ receiver, /** @type {any} */ args) => run({ args, receiver }));
  }
}

/** A function that is as an async one but for what calling it does. @param {any} f @param {(receiver: any, args: any[]) => any} call */
function asAsync(f, call) {
  return new Proxy(f, { apply: (_, receiver, args) => call(receiver, args) });
}

/**
 * A call runs the prologue; what is returned runs the rest. When it is told to return, a jump is thrown at where it waits: passed
 * on natively through the interpreter's own generators, a return would be forgotten when a finalizer yields.
 * @param {any} kernel @param {any} f @param {any} frame
 */
function generator(kernel, f, frame) {
  const { Jump } = require('./kernel');
  const drive = function* (/** @type {any} */ opened, /** @type {{value: any}} */ returned) {
    const work = kernel.body(opened);
    let step = work.next();
    while (!step.done) {
      /** @type {(() => any) | null} */
      let go = null;
      try {
        const sent = yield step.value;
        go = () => work.next(sent);
      } catch (error) {
        go = () => work.throw(error);
      } finally {
        step = (go ?? (() => work.throw(new Jump('return', returned.value))))();
        // Either takes the place of the return.
        if (go === null && !step.done) continue; // eslint-disable-line no-unsafe-finally
        if (go === null) return step.value; // eslint-disable-line no-unsafe-finally
      }
    }
    return step.value;
  };
  const work = f.form === 'method' ? { * method(/** @type {any} */ opened, /** @type {any} */ returned) { return yield* drive(opened, returned); } }.method
    : function* (/** @type {any} */ opened, /** @type {any} */ returned) { return yield* drive(opened, returned); };
  return new Proxy(work, {
    apply: (target, receiver, args) => {
      const returned = { value: undefined };
      const made = Reflect.apply(target, receiver, [kernel.open(f, frame, { args, receiver }), returned]);
      const native = made.return;
      Object.defineProperty(made, 'return', {
        value(/** @type {any} */ value) { returned.value = value; return Reflect.apply(native, made, [value]); },
      });
      return made;
    },
  });
}

const fieldsKey = Symbol.for('kernel fields');

/**
 * @param {any} kernel @param {any} e the class @param {any} frame @returns {Generator<any, any, any>}
 */
function* makeClass(kernel, e, frame) {
  const { named, propertyKey } = require('./kernel');
  const heritage = e.heritage ? yield* kernel.value(e.heritage, frame) : undefined;
  const f = e.constructor === null ? null : kernel.trace.functions[e.constructor];
  /** @type {(object: any) => void} */
  let giveFields = () => {};
  const made = e.heritage ? derived(kernel, f, frame, heritage) : base(kernel, f, frame, (/** @type {any} */ object) => giveFields(object));
  Object.defineProperty(made, 'name', { value: e.name, configurable: true });
  Object.defineProperty(made, 'length', { value: f ? f.length : 0, configurable: true });
  const { prototype } = made;
  const set = (/** @type {number | null} */ id, /** @type {any} */ value) => { if (id !== null) frame.find(id).set(id, value); };
  set(e.proto, prototype);
  set(e.self, made);
  for (const member of e.members) {
    if (member.kind === 'closure') {
      set(member.binding, kernel.closure(member.function, frame));
      continue;
    }
    const key = typeof member.key === 'string' ? member.key : propertyKey(yield* kernel.value(member.key, frame));
    if (member.kind === 'key') {
      set(member.binding, key);
      continue;
    }
    const method = kernel.closure(member.function, frame);
    const target = member.static ? made : prototype;
    const accessor = /** @type {Record<string, string>} */ ({ getter: 'get', setter: 'set', method: 'value' })[member.kind];
    if (typeof member.key !== 'string') named(method, key, member.kind === 'method' ? '' : `${accessor} `);
    Object.defineProperty(target, key, {
      [accessor]: method, enumerable: false, configurable: true, ...(member.kind === 'method' ? { writable: true } : {}),
    });
  }
  set(e.binding, made);
  if (e.fields !== null) {
    const fields = kernel.trace.functions[e.fields];
    giveFields = object => kernel.finish(kernel.body(kernel.open(fields, frame, { receiver: object })));
  }
  Object.defineProperty(made, fieldsKey, { value: (/** @type {any} */ object) => giveFields(object) });
  if (e.statics !== null) kernel.finish(kernel.body(kernel.open(kernel.trace.functions[e.statics], frame, { receiver: made })));
  return made;
}

/** @param {any} kernel @param {any} f @param {any} frame @param {(object: any) => void} giveFields */
function base(kernel, f, frame, giveFields) {
  return class {
    constructor(/** @type {any[]} */ ...args) {
      giveFields(this);
      if (!f) return;
      return kernel.finish(kernel.body(kernel.open(f, frame, { args, receiver: this, newTarget: new.target })));
    }
  };
}

/** @param {any} kernel @param {any} f @param {any} frame @param {any} heritage */
function derived(kernel, f, frame, heritage) {
  const made = class extends heritage {
    // @ts-ignore
    constructor(/** @type {any[]} */ ...args) {
      if (!f) {
        const object = Reflect.construct(Object.getPrototypeOf(made), args, new.target);
        /** @type {any} */ (made)[fieldsKey](object);
        return object;
      }
      const opened = kernel.open(f, frame, { args, newTarget: new.target });
      const result = kernel.finish(kernel.body(opened));
      if ((typeof result === 'object' && result !== null) || typeof result === 'function') return result;
      if (result !== undefined) throw new TypeError('Derived constructors may only return object or undefined');
      if (f.this === null) throw new ReferenceError('super was not called');
      return kernel.read(f.this, opened.frame);
    }
  };
  return made;
}

module.exports = { makeFunction, makeClass, sloppy };
