// @ts-check
'use strict';

const { types } = require('node:util');

/**
 * The types of docs/trace.md, kept as sets that only grow.
 *
 * Nothing here runs code of the function: no getter, no proxy trap, no method that the function may have replaced.
 * The built-in functions used are taken once, before the function's first line runs.
 */
const { isProxy } = types;
const { getOwnPropertyDescriptor, getPrototypeOf, prototype: objectPrototype } = Object;
const { ownKeys } = Reflect;
const { isArray } = Array;
const { is } = Object;
/** @type {(text: string, index: number) => number} */
const charCodeAt = Function.prototype.call.bind(String.prototype.charCodeAt);

/** More than this many fields, or this many shapes at a place, and it is any `"object"`. */
const maxFields = 32;
const maxShapes = 4;
/** Elements of an array that are looked at: half from its start, half spread over the rest. */
const sampledElements = 16;
/** A value's own fields or elements are depth 1; at depth 2 only the kind of an object is recorded. */
const maxDepth = 2;

/** Bits of `TypeSet.simple`. */
const bits = {
  int32: 1, double: 2, string: 4, boolean: 8, undefined: 16, null: 32, symbol: 64, bigint: 128, function: 256,
  other: 512, object: 1024,
};

/** Closures by the function they were made from. @type {WeakMap<object, number>} */
const closures = new WeakMap();
const idOf = WeakMap.prototype.get.bind(closures);
const register = WeakMap.prototype.set.bind(closures);

class TypeSet {
  constructor() {
    this.simple = 0;
    /** @type {Set<number> | null} */
    this.functions = null;
    /** Types of the elements of arrays. @type {TypeSet | null} */
    this.elements = null;
    /** Shapes by their field names in order. @type {Map<string, {names: string[], fields: TypeSet[]}> | null} */
    this.shapes = null;
  }

  /** Whether an object of any kind was seen, or too many. */
  get anyObject() {
    return (this.simple & bits.object) !== 0;
  }

  /** @param {any} value @param {number} depth */
  add(value, depth) {
    switch (typeof value) {
      case 'number': this.simple |= is(value | 0, value) ? bits.int32 : bits.double; break;
      case 'string': this.simple |= bits.string; break;
      case 'boolean': this.simple |= bits.boolean; break;
      case 'undefined': this.simple |= bits.undefined; break;
      case 'symbol': this.simple |= bits.symbol; break;
      case 'bigint': this.simple |= bits.bigint; break;
      case 'function': this.addFunction(value); break;
      default:
        if (value === null) this.simple |= bits.null;
        else if (isProxy(value)) this.simple |= bits.other;
        else if (isArray(value)) this.addArray(value, depth);
        else this.addObject(value, depth);
    }
  }

  /** A value that cannot be known without running code. */
  addOther() {
    this.simple |= bits.other;
  }

  /** @param {object} value */
  addFunction(value) {
    const id = idOf(value);
    if (id === undefined) this.simple |= bits.function;
    else (this.functions ??= new Set()).add(id);
  }

  /** @param {any[]} value @param {number} depth */
  addArray(value, depth) {
    const elements = this.elements ??= new TypeSet();
    if (depth >= maxDepth) return;
    const length = value.length;
    const step = length <= sampledElements ? 1 : Math.floor(length / (sampledElements / 2));
    for (let i = 0; i < length; i += i < sampledElements / 2 ? 1 : step) elements.addProperty(value, `${i}`, depth + 1);
  }

  /** @param {object} value @param {number} depth */
  addObject(value, depth) {
    if (this.anyObject) return;
    const names = depth < maxDepth && getPrototypeOf(value) === objectPrototype ? fieldNames(value) : null;
    if (!names) {
      this.simple |= bits.object;
      this.shapes = null;
      return;
    }
    const shapes = this.shapes ??= new Map();
    let key = '';
    for (let i = 0; i < names.length; i++) key += `${names[i]}\0`;
    let shape = shapes.get(key);
    if (!shape) {
      if (shapes.size === maxShapes) {
        this.simple |= bits.object;
        this.shapes = null;
        return;
      }
      shape = { names, fields: [] };
      for (let i = 0; i < names.length; i++) shape.fields[i] = new TypeSet();
      shapes.set(key, shape);
    }
    for (let i = 0; i < names.length; i++) shape.fields[i].addProperty(value, names[i], depth + 1);
  }

  /** Adds what reading an own property gives, unless that runs code. @param {object} object @param {string} name @param {number} depth */
  addProperty(object, name, depth) {
    const property = getOwnPropertyDescriptor(object, name);
    if (!property) this.simple |= bits.undefined;
    else if ('value' in property) this.add(property.value, depth);
    else this.simple |= bits.other;
  }

  /** The list that stands in a trace, sorted by JSON text. @returns {any[]} */
  toJSON() {
    /** @type {any[]} */
    const list = [];
    for (const [name, bit] of Object.entries(bits)) if (this.simple & bit) list.push(name);
    if (this.functions) for (const id of this.functions) list.push({ closure: id });
    if (this.elements) list.push({ array: this.elements.toJSON() });
    if (this.shapes) {
      for (const { names, fields } of this.shapes.values()) {
        const shape = Object.fromEntries(names.map((name, i) => [name, fields[i].toJSON()]));
        list.push({ object: shape });
      }
    }
    return list
      .map(type => ({ type, text: JSON.stringify(type) }))
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
      .map(({ type }) => type);
  }
}

/**
 * The fields of a plain object in order, or null for an unusual one: symbols, keys that look like array indices (they do
 * not keep the order of creation), `__proto__`, hidden fields, too many.
 * @param {object} value @returns {string[] | null}
 */
function fieldNames(value) {
  const names = ownKeys(value);
  if (names.length > maxFields) return null;
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (typeof name !== 'string' || name === '__proto__' || !isOrdinary(name)) return null;
    if (!(/** @type {PropertyDescriptor} */ (getOwnPropertyDescriptor(value, name)).enumerable)) return null;
  }
  return /** @type {string[]} */ (names);
}

/** Not all digits, no NUL (which separates names here) and no surrogates. @param {string} name */
function isOrdinary(name) {
  let digits = name.length > 0;
  for (let i = 0; i < name.length; i++) {
    const code = charCodeAt(name, i);
    if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) return false;
    if (code < 48 || code > 57) digits = false;
  }
  return !digits;
}

module.exports = { TypeSet, register, idOf, isProxy, getOwnPropertyDescriptor, getPrototypeOf };
