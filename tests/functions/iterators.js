// Pins down iteration: arrays, strings, iterators of the function; closing them when a loop or pattern is left by
// break, return, throw or an outer label; spread and array patterns; iterators that throw.
// Compiled rows: all.
const containerless = require('containerless');

function range(from, to, log, failAt) {
  return {
    [Symbol.iterator]() {
      let n = from;
      return {
        next() {
          if (n === failAt) throw new Error('next ' + n);
          return n < to ? { value: n++, done: false } : { value: 'end', done: true };
        },
        return(value) { log.push('closed at ' + n); return {}; },
      };
    },
  };
}

function find(items, wanted) {
  for (const item of items) {
    if (item === wanted) return 'found ' + item;
  }
  return 'none';
}

function walk(kind, log) {
  let sum = 0;
  outer: for (const a of range(0, 3, log)) {
    for (const b of range(10, 13, log)) {
      if (kind === 'break' && b === 11) break;
      if (kind === 'continue' && b === 11) continue outer;
      if (kind === 'outer' && a === 1) break outer;
      if (kind === 'throw' && a === 1) throw new Error('thrown');
      if (kind === 'return' && a === 1) return sum;
      sum += a * b;
    }
  }
  return sum;
}

function attempt(f, ...args) {
  try {
    return f(...args);
  } catch (error) {
    return error.message;
  } finally {
    args.length = 0;
  }
}

function take(log, count) {
  if (count === 1) {
    const [a] = range(0, 5, log);
    return [a];
  }
  if (count === 2) {
    const [, b, c = 'default'] = range(0, 2, log);
    return [b, c];
  }
  let first, rest;
  [first, ...rest] = range(0, 4, log);
  return [first, rest];
}

function failing(log) {
  const [a, b = fail()] = range(0, 1, log);
  return a + b;
}
function fail() { throw new Error('default'); }
function failingInside(log) {
  const [{ x } = fail()] = [];
  return x;
}

containerless.listen((request) => {
  const { kind, wanted } = request.body;
  const log = [];
  const pairs = [];
  for (const [key, value] of Object.entries({ a: 1, b: { c: 2 } })) pairs.push(key + JSON.stringify(value));
  for (const [i, v] of ['x', 'y'].entries()) pairs.push(i + v);
  const growing = [1, 2];
  const seen = [];
  for (const n of growing) {
    seen.push(n);
    if (n < 5) growing.push(n + 2);
  }
  containerless.respond(JSON.stringify([
    pairs, seen, [...growing.keys()], [...seen.values()], [...'a\u{1F600}b'], find(range(0, 9, log), wanted), find('abc', wanted),
    find([wanted], wanted), attempt(walk, kind, log), take(log, 1), take(log, 2), take(log, 3), attempt(failing, log),
    attempt(failingInside, log), attempt(() => [...range(0, 5, log, 2)]), Math.max(...range(1, 4, log)),
    Array.from(range(0, 3, log)), log,
  ]));
});
