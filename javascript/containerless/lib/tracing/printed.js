// @ts-check
'use strict';

const { types } = require('node:util');

const { isNativeError } = types;
const { defineProperty, getOwnPropertyDescriptor } = Object;
const replace = Function.prototype.call.bind(String.prototype.replace);
const exec = Function.prototype.call.bind(RegExp.prototype.exec);
const { iterator } = Symbol;

/**
 * V8 prints expressions in errors ("o.a.b is not a function"), and in the instrumented program the probes in them. Those are
 * written so that they are recognised, `$n[7](…)`, and what stands for each in the source is known.
 *
 * @typedef {{text: string, iteration?: string | null, called?: string}} Entry what V8 prints of the expression, and what it says when
 *   it cannot be iterated; null: it describes the value; and what it says when what is called with it is no function, if unusual
 */
class Printed {
  /**
   * @param {{probe: string, entries: Entry[]}} printed
   * @param {(object: any, name: any) => any} lookUp what reading a property gives, as far as that is known without running code
   */
  constructor({ probe, entries }, lookUp) {
    const name = probe.replace(/[^\w]/g, '\\$&');
    this.entries = entries;
    this.pattern = new RegExp(`${name}\\[(\\d+)\\](\\(\\.\\.\\.\\)| is not a function or its return value is not iterable)`, 'g');
    this.call = new RegExp(`^${name}\\[(\\d+)\\]\\(\\.\\.\\.\\).* is not a function$`, 's');
    /** The last value that could not be iterated and what the error is to say, until it is met. @type {{is: string, says: string} | null} */
    this.expected = null;
    const self = (/** @type {any} */ value) => value;
    /** The probes, by number. */
    this.probes = entries.map(({ iteration }) => (iteration === undefined ? self : (/** @type {any} */ value) => {
      const isIterable = value !== null && value !== undefined && lookUp(value, iterator) !== undefined;
      if (!isIterable) {
        const is = `${defaultText(value)} is not iterable (cannot read property Symbol(Symbol.iterator))`;
        this.expected = { is, says: iteration ?? is };
      }
      return value;
    }));
    /** Gives an error the message that it would have had. @param {any} error */
    this.repair = error => {
      if (!isNativeError(error)) return;
      const message = getOwnPropertyDescriptor(error, 'message');
      if (typeof message?.value !== 'string') return;
      const text = this.original(message.value);
      if (text === message.value) return;
      const stack = getOwnPropertyDescriptor(error, 'stack');
      defineProperty(error, 'message', { ...message, value: text });
      if (typeof stack?.value === 'string') {
        defineProperty(error, 'stack', { ...stack, value: replace(stack.value, message.value, () => text) });
      }
    };
  }

  /** @param {string} message */
  original(message) {
    const { expected } = this;
    if (expected !== null && (message === expected.is || message === 'yield* (intermediate value) is not iterable')) {
      this.expected = null;
      return expected.says;
    }
    const called = this.entries[Number(exec(this.call, message)?.[1])]?.called;
    if (called !== undefined) return called;
    return replace(message, this.pattern, (/** @type {string} */ _, /** @type {string} */ number, /** @type {string} */ rest) => {
      const entry = this.entries[Number(number)];
      if (rest === '(...)') return entry.text;
      this.expected = null;
      return entry.iteration ?? expected?.is ?? `${entry.text} is not iterable`;
    });
  }
}

/** How V8 describes a value for which the source has no name. @param {any} value */
function defaultText(value) {
  if (value === undefined || typeof value === 'symbol' || typeof value === 'function') return typeof value;
  if (typeof value === 'string') return `string "${value}"`;
  return value === null || typeof value !== 'object' ? `${typeof value} ${value}` : 'object';
}

module.exports = { Printed };
