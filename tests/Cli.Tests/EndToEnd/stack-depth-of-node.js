'use strict';
// Prints how many levels each of stack-depth.js's recursions has before V8's interpreter, whose frames are the largest, runs
// out of stack: {"plain": 12000, …}.
const Module = require('node:module');

/** @type {(request: any) => void} */
let listener = () => {};
let answer = '';
const load = Module._load;
Module._load = (/** @type {string} */ name, /** @type {any[]} */ ...rest) => name === 'containerless'
  ? { listen: (/** @type {any} */ f) => { listener = f; }, respond: (/** @type {string} */ text) => { answer = text; } }
  : load(name, ...rest);
require('./stack-depth.js');

const ask = (/** @type {string} */ path, /** @type {number} */ n) => {
  listener({ path: `/${path}`, body: { n } });
  return answer;
};
const overflows = (/** @type {string} */ path, /** @type {number} */ n) => ask(path, n).includes('call stack');
/** @type {Record<string, number>} */
const levels = {};
for (const name of ask('names', 0).split(',')) {
  let [fits, most] = [10, 40_000];
  while (most - fits > 1 + fits / 500) {
    const middle = (fits + most) >> 1;
    if (overflows(name, middle)) most = middle;
    else fits = middle;
  }
  levels[name] = fits;
}
console.log(JSON.stringify(levels));
