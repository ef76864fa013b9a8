// Pins down Map, Set and WeakMap: order, keys of all kinds, change during iteration, a class that extends Map.
// Compiled rows: all
let containerless = require('containerless');

class Counter extends Map {
  add(key) {
    return this.set(key, (this.get(key) || 0) + 1);
  }
}

const seen = new Set();
const hidden = new WeakMap();

containerless.listen(function (request) {
  const counter = new Counter([['start', 1]]);
  for (const word of request.body.words) {
    counter.add(word);
    seen.add(word);
  }
  hidden.set(request, counter.size);
  const visited = [];
  for (const [word, count] of counter) {
    visited.push(word + count);
    if (count > 1) counter.delete(word);
    if (counter.size < 4) counter.set('extra' + visited.length, 0);
    if (visited.length > 8) break;
  }
  const numbers = new Set([0, -0, NaN, NaN, '0', ...request.body.numbers]);
  let sum = 0;
  numbers.forEach(n => { sum += Number(n) || 0; });
  containerless.respond(JSON.stringify({
    visited, keys: [...counter.keys()], seen: Array.from(seen), hidden: hidden.get(request), numbers: [...numbers], sum,
    has: [numbers.has(-0), numbers.has(NaN), counter.has('start')], isMap: counter instanceof Map && counter instanceof Counter,
    object: Object.fromEntries(counter), text: String(counter), size: [counter.size, numbers.size],
  }));
});
