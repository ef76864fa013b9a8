// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { settled, runPlain, runTraced, runKernel } = require('./harness');

/** What every snippet may use. */
const setting = `
  let k = 1, n = null, u, o = { a: 5, f: () => ({}), m: { n() {} }, 'b c': { d: 1 }, self: { x: { y: 1 } }, l: [1, null] };
  function f() { return {}; }
  function five() { return 5; }
  class P { #p = 1; m() { this.#p(); } q() { super.x(); } }`;

/** Code that throws an error in which V8 prints a part of it, as the kernel says too. */
const named = [
  'o.x()', "o['x']()", 'o[0]()', 'o[k]()', 'f()()', 'f().x()', 'f(1, o.a).x()', 'o.f().x()', 'o.f()()', 'o.m.n.x()', 'o.self.x.y()',
  'o.self.x.z()', 'o.a.b()', "o['b c'].z()", 'o.l[0]()', 'o.l[k]()', 'new o.x()', 'new o.self.x()', 'new (f())()', 'new (f().q)()',
  'new k()', '(o.x)()', '(o || k)()', '(o && o.x)()', '(n ?? k)()', '(k || o).z()', "'str'.foo()", '(5).foo()', '(function () {}).foo()',
  '(() => 1).foo()', 'new Map().foo()', 'new Map()()', 'o?.x()', 'o?.a()', 'o.self?.x()', 'o?.self.x.y()', "o?.['a']()", 'o?.f().x()',
  'o?.f?.().x()', 'o.a?.()', 'o.self?.x?.y()', 'o.x`a`', 'f``()', 'f()`a`', 'o.self.x`${o.a}`', 'new P().q()', 'Math.max.x()',
  'null()', '5()', "'a'()", 'true()', 'Symbol.iterator()', 'k()', 'n()', '[1].map(k => k.x())', 'o.f(o.x())', 'o.f(o.a.b)()',
  'let g = o.a; g()', 'o[o.a]()', 'o.self[o.a + k]()', 'o[f()](o.a)', 'o[k ? o.a : n]()', 'o.l[o.l[0]].x', '(k ? o.a : n)()', '(k ? 1 : o.f()).x()', '(o.a + 1).x()', '(1 + 2 + k).x()', '(k + 1 + 2 + (o.a + 1)).x()', '(2 ** 3).x()', '(-k).x()', '(!k)()',
  '(!5).x()', '(-5).x()', '(typeof k).x()', '(delete o.z).x()', '(k !== o.a).x()', '(k != o.a).x()', '(k === 1 && o.a > 2).x()', "('a' in o).x()",
  '(k && o.a && o.f()).x()', '((n ?? u) ?? k).x()', '(n ?? u ?? k).x()', '(k = 4).x()', '(o.a += 1).x()', '(k++).x()', '(--o.a).x()', '(f(), o.a).x()', '(f(), k, o)()',
  '`a${k}${o.a}`.x()', '`abc`.x()', 'o[`a`].x()', '[1, k, ...[o.a], , f()].x()', '({ a: k, ...o, f() {} }).x()', '/x\\/y/gi.x()', '(k ? 1 : 2)`x`', 'new (k ? 1 : 2)()',
  '[k ? 1 : 2][k ? 0 : 1].x()', '`${k ? 1 : 2}`.x()', '(k ? f : n)()()',
  'let { q } = null', 'let { q } = o.x', 'let { q } = f().x', 'let { q } = u', 'let { [k]: q } = o.x', 'let {} = o.x', 'let { ...q } = o.x',
  'let { q: { r } } = o', 'let { q = 1, r } = o.x', "let { 'a-b': q } = o.x", 'let { 5: q } = o.x', 'let { q } = o.self.x.z', 'let { q } = o[k]',
  'let { q } = o?.x', 'let { q } = new Map().x', '({ q: k } = o.x)', 'var { q } = n, r', 'const { q } = u || n',
  '(function ({ q }) {})()', '(function ({ q }) {})(null)', '(({ q }) => 1)()', '(function (a, { q }) {})(1)', '(({ [k]: q }) => 1)()',
  '(({}) => 1)(null)', 'for (const { q } of o.l) ;', 'for (const { q } of [u]) ;', 'for (const {} of [n]) ;', 'for ({ q: k } of [n]) ;',
  'try { throw null; } catch ({ q }) {}', 'try { throw u; } catch ({ q = 1 }) {}', 'let [{ q }] = [null]',
  'for (const q of {}) ;', '[...{}]', '[...{ a: 1 }]', 'let [q] = {}', 'let [q] = { k }', 'let [q] = !k', 'let [q] = /a/', 'let [q] = () => 1', 'let [q] = k + k',
  '[...k + 1]', 'for (const q of k + 1) ;', 'let [[q]] = [5]', 'let [[q]] = [{}]', '(([q]) => 1)()', '(([q] = 5) => 1)()', 'for ([k] of [1]) ;',
  'try { throw 1; } catch ([q]) {}', 'f(...5)', 'f(1, ...u)', 'f(...u, 1)', 'f(...o.l, ...u)', 'o.f?.(...u)', 'f(...[k].x)',
  '({}).x()', '({ a: 1, k }).x()', '[].x()', "[1, o.a, 'b'].x()", '(k + 1).x()', '(-k).x()', '(typeof k).x()', '(k + 1 + k).x()', '(k === n).x()', '/a/g.x()',
  '(k, o).x()', '(o?.a)()', '(o?.self.x.y)()', '(u?.a)()', '(o?.self.x.z)()', '({})()', '[]()', '(k * (k - 1))()',
  'for (const q of o) ;', 'for (const q of o.a) ;', 'for (const q of five()) ;', 'for (const q of o.x) ;', 'for (const q of u) ;', 'for (const q of 5) ;',
  'for (const q of new P()) ;', 'for (const q of o.f()) ;', 'for (const q of (k ? o.a : 1)) ;', 'for (const q of (n || o.a)) ;', 'for (const [q] of [1]) ;',
  '[...o]', '[...o.a]', '[...five()]', '[...o.f()]', '[...n]', '[...(n || o.a)]', 'f(...o)', 'f(...o.a)', 'f(...o.x)', 'f(...u)', 'f(...five())', 'o.f(...o.x)',
  'new Map(...o.a)', 'new Map(...o.x)', 'let [q] = o', 'let [q] = o.a', 'let [q] = o.x', 'let [q] = five()', 'let [q] = o.f()', 'let [q] = n', 'let [q] = 5',
  'let [q] = k ? o.a : n', 'const [q, ...r] = n ? o : 5', 'var [q = 1] = f() ? 5 : u', 'let [q] = (k ? o.a : 1)', 'var [q, { r }] = five()', '[k] = o.x', '[k] = five()', '[k] = o', '[o.z] = u',
  'for (const q of f().x) ;', '[...new P().x]', '[...[f()].indexOf(1)]', 'for (const q of (k, o.f().x)) ;', '[...(f(), k)]', '[...(k ? n : o)]', 'for (const q of o[k + 1]) ;',
  'o.x.y()', 'o.x.y', 'o.x.y = 1', 'o.x[k]', 'n.y++', 'const c = 1; c = 2', 'z; let z', 'undeclared', 'undeclared()',
];

/** The same, of which the kernel says nothing. */
const unnamed = [
  'let { q: { r } = n } = {}', 'let { q: { r } = o.x } = {}', '(({ q: { r } = u }) => r)({})', 'let r; ({ q: { r } = o.l[k] } = {})',
  'new P().m()', 'let { a: [q] = [] } = o', 'let { m: [q] = [1, [2]] } = o', "let [[q] = 'a'] = [5]", '(([q] = []) => 1)(5)', '({ a: [k] = [1] } = o)', 'for (const [[q] = []] of [[5]]) ;',
  '[...(function* () { yield* o.a; })()]',
  '[...(function* () { yield* o; })()]', '[...(function* () { yield* five(); })()]', 'new Map(5)', 'new Map([5])', 'Promise.resolve().then.call(5)',
  'class A extends o.a {}', 'o.a instanceof o.a', "'x' in o.a", 'null.x', 'JSON.parse(o.x)', "throw new TypeError('$n[0](...) is mine')",
];

/** Calls of what is no function, where their results would be iterated. */
const iteratedCalls = ['o[o.a]()', 'o.x()', 'k()', '(k ? o : n).x()', 'f()()', 'o.f().x()', 'o[k]()', '(k, o.x)()', "'a'.x()", 'new o.x()', 'o?.x()', 'o.x`a`', 'new P().x()']
  .flatMap(call => [`for (const q of ${call}) ;`, `[...${call}]`, `let [q] = ${call}`, `[k] = ${call}`, `f(...${call})`, `(([q]) => 1)(${call})`]);
unnamed.push(...iteratedCalls);

/** @param {string} code */
function throwing(code) {
  return `${setting} try { ${code}; log('no error'); } catch (e) { log(e.name, e.message, e.stack.split('\\n')[0] === \`\${e.name}: \${e.message}\`); }`;
}

describe('messages of errors', () => {
  for (const code of named) {
    test(code, () => {
      const plain = runPlain(throwing(code));
      assert.ok(!plain.log[0].includes('no error'));
      const { log, error, trace } = runTraced(throwing(code));
      assert.deepEqual({ log, error }, plain);
      const source = `${setting} try { ${code}; } catch (e) { log(e.name, e.message, true); }`;
      assert.deepEqual(runKernel(runTraced(source).skeleton), plain);
      assert.ok(trace);
    });
  }

  for (const code of unnamed) {
    test(code, () => {
      const plain = runPlain(throwing(code));
      assert.ok(!plain.log[0].includes('no error'));
      const { log, error } = runTraced(throwing(code));
      assert.deepEqual({ log, error }, plain);
    });
  }

  test('where errors come up', async () => {
    const source = `${setting}
      let g = async () => o.m.x(), h = async () => { await 0; o.self.x.y(); };
      g().catch(e => log(e.message)); h().then(null, function (e) { log(e.message); });
      (async () => { try { await g(); } catch ({ message }) { log(message.length > 0); } })();
      Promise.allSettled([g()]).then(([r]) => log(r.reason.message));
      new Promise(() => o.m.x()).catch(e => { throw e; }).catch(e => log(e.message));
      try { try { o.m.x(); } finally { log('f'); } } catch (e) { log(e.message); }
      function t() { try { o.m.x(); } catch (e) { return e; } } log(t().message);
      let kept; try { o.m.x(); } catch (e) { kept = e; } log(kept.message, String(kept));`;
    const plain = runPlain(source);
    const { log, error } = runTraced(source);
    await settled();
    assert.deepEqual({ log, error }, plain);
  });
});
