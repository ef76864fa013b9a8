'use strict';
// Ways to recurse n levels, each through another part of the language or another builtin.
let containerless = require('containerless');

const one = [1];
const nested = n => { let a = []; for (let i = 0; i < n; i++) a = [a]; return a; };

const recursions = {
  plain: n => { const f = k => k === 0 ? 0 : 1 + f(k - 1); return f(n); },
  mutual: n => { const f = k => k === 0 ? 0 : g(k - 1); const g = k => k === 0 ? 0 : f(k - 1); return f(n); },
  method: n => { const o = { f(k) { return k === 0 ? 0 : 1 + this.f(k - 1); } }; return o.f(n); },
  tail: n => { function f(k, sum) { if (k === 0) return sum; return f(k - 1, sum + k); } return f(n, 0); },
  manyLocals: n => {
    function f(k) {
      let a = k + 1, b = a + 1, c = b + 1, d = c + 1, e = d + 1, g = e + 1, h = g + 1, i = h + 1, j = i + 1, l = j + 1;
      return k === 0 ? l : f(k - 1) + (a ^ b ^ c ^ d ^ e ^ g ^ h ^ i ^ j ^ l);
    }
    return f(n);
  },
  manyArguments: n => { const f = (k, a, b, c, d, e, g, h) => k === 0 ? a + h : f(k - 1, b, c, d, e, g, h, a); return f(n, 1, 2, 3, 4, 5, 6, 7); },
  caught: n => { const f = k => { try { return k === 0 ? 0 : 1 + f(k - 1); } finally { one.length = 1; } }; return f(n); },
  rest: n => { const f = (k, ...rest) => k === 0 ? rest.length : f(k - 1, ...rest); return f(n, 1, 2); },
  forOf: n => { const f = k => { let s = 1; if (k > 0) for (const x of one) s += f(k - x); return s; }; return f(n); },
  destructured: n => { const f = ({ k, l: [m] }) => k === 0 ? m : f({ k: k - 1, l: [m + 1] }); return f({ k: n, l: [1] }); },
  template: n => { const f = k => k === 0 ? '' : `${f(k - 1)}`; return f(n); },
  getter: n => { let k = n; const o = { get x() { return k-- <= 0 ? 0 : o.x; } }; return o.x; },
  setter: n => { let k = n; const o = { set x(v) { if (k-- > 0) o.x = v; } }; o.x = 1; return k; },
  valueOf: n => { let k = n; const o = { valueOf() { return k-- <= 0 ? 0 : o * 1; } }; return o * 1; },
  toString: n => { let k = n; const o = { toString() { return k-- <= 0 ? 'x' : `${o}`; } }; return `${o}`; },
  key: n => { let k = n; const t = {}; const o = { toString() { if (k-- > 0) t[o] = 1; return 'x'; } }; t[o] = 1; return k; },
  iterator: n => {
    let k = n;
    const o = { [Symbol.iterator]() { if (k-- > 0) for (const x of o) one.length = x; return one[Symbol.iterator](); } };
    let s = 0;
    for (const x of o) s += x;
    return s;
  },
  generator: n => { function* g(k) { yield k; if (k > 0) yield* g(k - 1); } let s = 0; for (const x of g(n)) s += x; return s; },
  generatorSpread: n => { function* g(k) { if (k > 0) yield* [...g(k - 1), k]; } return [...g(n)].length; },
  construct: n => { class C { constructor(k) { this.inner = k === 0 ? null : new C(k - 1); } } return typeof new C(n); },
  derived: n => {
    class B { constructor(k) { this.inner = k === 0 ? null : new D(k - 1); } }
    class D extends B { }
    return typeof new D(n);
  },
  asyncCall: n => {
    let reached = n;
    const f = async k => { reached = k; if (k > 0) f(k - 1).catch(() => {}); };
    f(n);
    return reached === 0 ? 0 : 'call stack';
  },
  promise: n => {
    let reached = n;
    const f = k => new Promise(resolve => { reached = k; if (k > 0) f(k - 1).catch(() => {}); resolve(k); });
    f(n);
    return reached === 0 ? 0 : 'call stack';
  },
  call: n => { function f(k) { return k === 0 ? 0 : f.call(null, k - 1); } return f(n); },
  apply: n => { function f(k) { return k === 0 ? 0 : f.apply(null, [k - 1]); } return f(n); },
  bound: n => { const f = k => k === 0 ? 0 : b(k - 1); const b = f.bind(null); return b(n); },
  reflect: n => { const f = k => k === 0 ? 0 : Reflect.apply(f, null, [k - 1]); return f(n); },
  forEach: n => { const f = k => { if (k > 0) one.forEach(x => f(k - x)); return k; }; return f(n); },
  map: n => { const f = k => k === 0 ? [] : one.map(x => f(k - x)); return typeof f(n); },
  filter: n => { const f = k => { if (k > 0) one.filter(x => f(k - x)); return true; }; return f(n); },
  reduce: n => { const f = k => k === 0 ? 0 : one.reduce((s, x) => s + f(k - x), 0); return f(n); },
  find: n => { const f = k => k === 0 || one.find(x => f(k - x)) === 1; return f(n); },
  flatMap: n => { const f = k => k === 0 ? [1] : one.flatMap(x => f(k - x)); return f(n); },
  sort: n => { const f = k => { if (k > 0) [2, 1].sort((a, b) => { f(k - 1); return a - b; }); return k; }; return f(n); },
  from: n => { const f = k => k === 0 ? [] : Array.from(one, x => f(k - x)); return typeof f(n); },
  mapForEach: n => { const m = new Map([[1, 1]]); const f = k => { if (k > 0) m.forEach(x => f(k - x)); return k; }; return f(n); },
  setForEach: n => { const m = new Set([1]); const f = k => { if (k > 0) m.forEach(x => f(k - x)); return k; }; return f(n); },
  replace: n => { const f = k => k === 0 ? 'x' : 'a'.replace('a', () => f(k - 1)); return f(n); },
  replacePattern: n => { const f = k => k === 0 ? 'x' : 'a'.replace(/a/, () => f(k - 1)); return f(n); },
  replaceGlobal: n => { const f = k => k === 0 ? 'x' : 'a'.replace(/(?<g>a)/g, () => f(k - 1)); return f(n); },
  replaceAll: n => { const f = k => k === 0 ? 'x' : 'a'.replaceAll('a', () => f(k - 1)); return f(n); },
  toJSON: n => { let k = n; const o = { toJSON() { return k-- <= 0 ? 1 : JSON.stringify(o).length; } }; return JSON.stringify(o); },
  replacer: n => { const f = k => k === 0 ? 0 : JSON.stringify(1, () => f(k - 1)).length; return f(n); },
  reviver: n => { const f = k => k === 0 ? 0 : JSON.parse('1', () => f(k - 1)); return f(n); },
  stringify: n => JSON.stringify(nested(n)).length,
  join: n => nested(n).join().length,
  flat: n => nested(n).flat(Infinity).length,
  clone: n => typeof structuredClone(nested(n)),
  spreadObject: n => { let k = n; const o = { get x() { return k-- <= 0 ? 0 : { ...o }.x; } }; return o.x; },
  assign: n => { let k = n; const o = { get x() { return k-- <= 0 ? 0 : Object.assign({}, o).x; } }; return o.x; },
  values: n => { let k = n; const o = { get x() { return k-- <= 0 ? 0 : Object.values(o)[0]; } }; return o.x; },
  newMap: n => { let k = n; const o = { get 0() { if (k-- > 0) new Map([o]); return 1; }, 1: 1 }; return new Map([o]).size; },
  parseInt: n => { let k = n; const o = { toString() { return k-- <= 0 ? '1' : '' + parseInt(o, 10); } }; return parseInt(o, 10); },
  date: n => { let k = n; const o = { valueOf() { return k-- <= 0 ? 1 : new Date(o).getTime(); } }; return new Date(o).getTime(); },
  instanceOf: n => { let k = n; const o = { [Symbol.hasInstance](v) { return k-- <= 0 || v instanceof o; } }; return 1 instanceof o; },
  tagged: n => { const f = (strings, k) => k === 0 ? strings.length : f`a${k - 1}b`; return f`a${n}b`; },
};

containerless.listen(function (request) {
  const { path, body } = request;
  if (path === '/names') return containerless.respond(Object.keys(recursions).join());
  let answer;
  try {
    answer = recursions[path.slice(1)](body.n);
  } catch (error) {
    answer = error.message;
  }
  containerless.respond(String(answer));
});
