// @ts-check
'use strict';

/** Numbers that look random and are the same for the same seed (xorshift32). */
class Random {
  /** @param {number} seed @param {number} stream programs of one seed differ by it */
  constructor(seed, stream = 0) {
    this.state = (Math.imul(seed ^ 0x9e3779b9, 2654435761) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0 || 1;
    for (let i = 0; i < 8; i++) this.below(2);
  }

  /** @param {number} n @returns {number} from 0 to n - 1 */
  below(n) {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x >>> 0;
    return this.state % n;
  }

  /** @param {number} n @returns {boolean} true once in n times */
  oneIn(n) {
    return this.below(n) === 0;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return list[this.below(list.length)];
  }
}

module.exports = { Random };
