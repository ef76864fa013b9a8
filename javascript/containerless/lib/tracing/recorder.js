// @ts-check
'use strict';

const { TypeSet, register, isProxy, getOwnPropertyDescriptor, getPrototypeOf } = require('./types');

/** Objects are looked into the first few times that a site sees one, and then at every power of two of times. */
const alwaysLookedInto = 8;

/**
 * What a run of the instrumented program leaves: blocks that ran, types that sites saw. Its methods' results are the
 * values they were given, and none throws, so that the program cannot tell.
 */
class Recorder {
  /** @param {number} blocks @param {number} sites */
  constructor(blocks, sites) {
    /** 1 where a block ran. */
    this.blocks = new Uint8Array(blocks);
    /** @type {TypeSet[]} */
    this.sites = [];
    for (let i = 0; i < sites; i++) this.sites[i] = new TypeSet();
    this.looks = new Uint32Array(sites);
    /** The object that `hold` was given last. @type {{o: any}} */
    this.held = { o: undefined };
  }

  /** The probes, by the names that the transform knows. */
  probes() {
    const { blocks, sites, looks, held } = this;

    /** @param {number} site @param {any} value */
    const record = (site, value) => {
      if (typeof value === 'object' && value !== null) {
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
        register(/** @type {any} */ (getOwnPropertyDescriptor(object, registered[i])).value, registered[i + 1]);
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
      // A key that is an object would run its toString.
      if ((typeof name === 'object' && name !== null) || typeof name === 'function') return sites[site].addOther();
      for (let holder = Object(object); holder !== null; holder = getPrototypeOf(holder)) {
        if (isProxy(holder)) return sites[site].addOther();
        const property = getOwnPropertyDescriptor(holder, name);
        if (property) return 'value' in property ? record(site, property.value) : sites[site].addOther();
      }
      record(site, undefined);
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

    return { block: blocks, value, closure, methods, peek, hold, held, key };
  }
}

module.exports = { Recorder };
