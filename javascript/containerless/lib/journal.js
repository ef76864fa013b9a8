// @ts-check
'use strict';

const { egress } = require('./environment');
const { hide } = require('./texts');

/** What is reported of the clock with a request's calls, all together; it travels in headers. */
const mostCharacters = 8_000;
/** Times that are kept between two calls; equal ones in a row are one. */
const mostReadings = 2_000;

/**
 * A request's side of the journal (docs/wire.md): what ties its calls to it, what an earlier attempt at it was told, and
 * the order of replies. Only requests that come from an invoker have one.
 */
class Journal {
  /** @param {string} token @param {string} seed @param {string} clock */
  constructor(token, seed, clock) {
    this.token = token;
    this.calls = 0;
    /** @type {[number, number, number, number]} */
    this.state = [0, 8, 16, 24].map(at => Number.parseInt(seed.slice(at, at + 8), 16) >>> 0);
    if (this.state.every(word => word === 0)) this.state[0] = 1;
    /** What an earlier attempt was told: times, and how often in a row. @type {[number, number][]} */
    this.told = readClock(clock);
    this.told.reverse();
    /** What nobody was told before and the invoker does not know yet. @type {[number, number][]} */
    this.fresh = [];
    this.reported = 0;
    /** Replies that came before their turn. @type {Map<number, () => void>} */
    this.held = new Map();
    this.next = 0;
    this.ordered = true;
  }

  /** What a call says of itself. */
  identify() {
    const readings = this.takeReadings();
    /** @type {[string, string][]} */
    const headers = [['containerless-request', `${this.token} ${this.calls++}`]];
    if (readings) headers.push(['containerless-clock', readings]);
    return headers;
  }

  takeReadings() {
    const text = this.reported > mostCharacters ? '' : writeClock(this.fresh);
    this.fresh = [];
    this.reported += text.length;
    return this.reported > mostCharacters ? '' : text;
  }

  /** Hands a reply on when those before it were. @param {string | undefined} place @param {() => void} hand */
  arrived(place, hand) {
    if (place === undefined || !this.ordered) {
      hand();
      return;
    }
    this.held.set(Number(place), hand);
    for (let next; (next = this.held.get(this.next)); ) {
      this.held.delete(this.next++);
      next();
    }
  }

  /** A reply does not come: nobody waits for it. */
  missed() {
    this.ordered = false;
    const all = [...this.held].sort(([a], [b]) => a - b);
    this.held.clear();
    for (const [, hand] of all) hand();
  }

  /** What time it is. @param {number} now */
  time(now) {
    const last = this.told.at(-1);
    if (last) {
      if (--last[1] === 0) this.told.pop();
      return last[0];
    }
    const latest = this.fresh.at(-1);
    if (latest?.[0] === now) latest[1]++;
    else if (this.fresh.length < mostReadings) this.fresh.push([now, 1]);
    else this.reported = Infinity; // once one is missing, the others say nothing
    return now;
  }

  /** Math.random, as compiled code has it (Runtime/Hosting/RandomGenerator.cs). */
  random() {
    const high = this.bits() >>> 5;
    return (high * 67108864 + (this.bits() >>> 6)) / 9007199254740992;
  }

  /** xoshiro128**, by Blackman and Vigna. */
  bits() {
    const s = this.state;
    const result = Math.imul(rotate(Math.imul(s[1], 5), 7), 9);
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11);
    return result;
  }
}

/** @param {number} word @param {number} by */
function rotate(word, by) {
  return (word << by) | (word >>> (32 - by));
}

/** @param {[number, number][]} readings */
function writeClock(readings) {
  let before = 0;
  return readings.map(([time, count]) => {
    const step = (time - before).toString(36);
    before = time;
    return count === 1 ? step : `${step}*${count.toString(36)}`;
  }).join(',');
}

/** @param {string} text @returns {[number, number][]} */
function readClock(text) {
  /** @type {[number, number][]} */
  const readings = [];
  for (const part of text.split(';')) {
    let time = 0;
    for (const step of part ? part.split(',') : []) {
      const [by, count] = step.split('*');
      time += Number.parseInt(by, 36);
      readings.push([time, count === undefined ? 1 : Number.parseInt(count, 36)]);
    }
  }
  return readings;
}

/** The journal of a request; null where it has none. @param {import('node:http').IncomingHttpHeaders} headers */
function readJournal(headers) {
  const token = headers['containerless-request'];
  const seed = headers['containerless-random'];
  if (!egress || typeof token !== 'string' || typeof seed !== 'string') return null;
  return new Journal(token, seed, `${headers['containerless-clock'] ?? ''}`);
}

/**
 * Makes Date and Math.random tell a request what its journal says, and nobody else from what they were.
 * @param {() => Journal | null | undefined} current the journal of the request that is being served
 */
function replaceClockAndChance(current) {
  if (!egress) return;
  replaceDate(current);
  const native = Math.random;
  const { random } = { random() {
    const journal = current();
    return journal ? journal.random() : native();
  } };
  replace(Math, 'random', random, native);
}

/** @param {() => Journal | null | undefined} current */
function replaceDate(current) {
  const Native = Date;
  const nativeNow = Date.now;
  const { construct } = Reflect;
  const text = Function.prototype.call.bind(Native.prototype.toString);
  const time = () => {
    const now = nativeNow();
    const journal = current();
    return journal ? journal.time(now) : now;
  };

  const wrapped = { Date: function (/** @type {any[]} */ ...args) {
    if (!new.target) return text(construct(Native, [time()]));
    return construct(Native, args.length === 0 ? [time()] : args, new.target);
  } }.Date;
  const { now } = { now() { return time(); } };
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(Native))) Object.defineProperty(wrapped, name, property);
  replace(wrapped, 'now', now, nativeNow);
  replace(globalThis, 'Date', wrapped, Native);
  Object.defineProperty(Native.prototype, 'constructor', { value: wrapped });
}

/** @param {any} object @param {string} name @param {Function} f @param {Function} native */
function replace(object, name, f, native) {
  hide(f, native);
  Object.defineProperty(object, name, { value: f });
}

module.exports = { Journal, readJournal, replaceClockAndChance };
