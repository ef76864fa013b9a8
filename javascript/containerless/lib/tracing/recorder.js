// @ts-check
'use strict';

const { types } = require('node:util');
const { Printed } = require('./printed');
const { TypeSet, register, isProxy, getOwnPropertyDescriptor, getPrototypeOf } = require('./types');

/** Objects are looked into the first few times that a site sees one, and then at every power of two of times. */
const alwaysLookedInto = 8;

const { isArray } = Array;
const { isNativeError } = types;

/** Stands for what cannot be known without running code. */
const unknowable = Object.freeze({});

/**
 * What reading a property will give.
 * @param {any} object neither null nor undefined @param {any} name
 */
function lookUp(object, name) {
  // A key that is an object would run its toString.
  if ((typeof name === 'object' && name !== null) || typeof name === 'function') return unknowable;
  for (let holder = Object(object); holder !== null; holder = getPrototypeOf(holder)) {
    if (isProxy(holder)) return unknowable;
    const property = getOwnPropertyDescriptor(holder, name);
    if (property) return 'value' in property ? property.value : unknowable;
  }
  return undefined;
}

/**
 * What a run of the instrumented program leaves: blocks that ran, types that sites saw. Its methods' results are the
 * values they were given, and none throws, so that the program cannot tell.
 */
class Recorder {
  /** @param {{blocks: number, sites: number, printed: {probe: string, entries: any[]}}} skeleton */
  constructor({ blocks, sites, printed }) {
    /** 1 where a block ran. */
    this.blocks = new Uint8Array(blocks);
    /** @type {TypeSet[]} */
    this.sites = [];
    for (let i = 0; i < sites; i++) this.sites[i] = new TypeSet();
    this.looks = new Uint32Array(sites);
    /** The object that `hold` was given last. @type {{o: any}} */
    this.held = { o: undefined };
    this.printed = new Printed(printed, lookUp);
    /** Gives an error of the instrumented program the message that it has in the source. @type {(error: any) => void} */
    this.repair = this.printed.repair;
  }

  /** The probes, by the names that the transform knows. */
  probes() {
    const { blocks, sites, looks, held, repair, printed } = this;

    /** @param {number} site @param {any} value */
    const record = (site, value) => {
      if (typeof value === 'object' && value !== null) {
        if (isNativeError(value)) repair(value);
        const look = ++looks[site];
        if (look > alwaysLookedInto && (look & (look - 1)) !== 0) return;
      }
      sites[site].add(value, 0);
    };

    /** A value entered at a site. @param {number} site @param {any} value */
    const value = (site, value) => {
      record(site, value);
      return value;
    };

    /** A closure was made. @param {number} id @param {any} closure */
    const closure = (id, closure) => {
      if (typeof closure === 'function') register(closure, id);
      return closure;
    };

    /** An object literal with methods was made. @param {any} object @param {any[]} registered names and ids in turn */
    const methods = (object, ...registered) => {
      for (let i = 0; i < registered.length; i += 2) {
        closure(registered[i + 1], getOwnPropertyDescriptor(object, registered[i])?.value);
      }
      return object;
    };

    /** A property is about to be read, where the read itself cannot be wrapped. @param {number} site @param {any} object @param {any} name */
    const peek = (site, object, name) => {
      if (object !== null && object !== undefined) look(site, object, name);
      return object;
    };

    /** @param {number} site @param {any} object @param {any} name */
    const look = (site, object, name) => {
      const found = lookUp(object, name);
      if (found === unknowable) sites[site].addOther();
      else record(site, found);
    };

    /** The object of a member expression whose key comes next. @param {any} object */
    const hold = object => {
      held.o = object;
      return object;
    };

    /** The key of it. @param {number} site @param {any} object @param {any} name */
    const key = (site, object, name) => {
      held.o = undefined;
      peek(site, object, name);
      return name;
    };

    /**
     * A value is about to be taken apart. `looks` are threes: site or null, key or null for one that is not known, and
     * null or the looks further inside.
     * @param {any} value @param {any[]} looks
     */
    const take = (value, ...looks) => {
      lookInside(value, looks);
      return value;
    };

    /** @param {any} value @param {any[]} looks */
    const lookInside = (value, looks) => {
      if (value === null || value === undefined) return;
      for (let i = 0; i < looks.length; i += 3) {
        const site = looks[i];
        const name = looks[i + 1];
        const inside = looks[i + 2];
        // An element comes out of an iterator; only an array's is known beforehand.
        const found = value === unknowable || name === null || (typeof name === 'number' && (isProxy(value) || !isArray(value)))
          ? unknowable : lookUp(value, name);
        if (site !== null) {
          if (found === unknowable) sites[site].addOther();
          else record(site, found);
        }
        if (inside !== null) lookInside(found, inside);
      }
    };

    /** A value went by that no probe could see. @param {number} site */
    const unseen = site => sites[site].addOther();

    /** Gives a value, after what the other arguments did. @param {any} value */
    const after = value => value;

    return { block: blocks, value, closure, methods, peek, hold, held, key, take, unseen, after, named: printed.probes, caught: repair };
  }
}

module.exports = { Recorder };
