// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { transformProgram, findAll } = require('./harness');

/** @param {string} source */
function lower(source) {
  return transformProgram(source).skeleton;
}

/** @param {string} source @returns {string[]} */
function reasons(source) {
  return findAll(lower(source), 'unsupported').map(node => node.reason);
}

describe('what is unsupported, and no more than that', () => {
  /** @type {[string, string[]][]} */
  const cases = [
    ['let b = 1n;', ['bigint literals']],
    ['async function* h() {} async function f() { for await (let x of []) ; }', ['async generators', 'for await loops']],
    ['this.x; () => this; function f() { return this; } arguments;', ['this', 'arguments', 'this']],
    ['function f(a) { a = 1; return arguments; } function g(a) { return () => [arguments, a++]; } function h(a) { arguments; }',
      ['arguments linked to parameters', 'arguments linked to parameters']],
    ["'use strict'; function f(a) { a = 1; return arguments; }", []],
    ['function f(a) { a = a || 1; return () => arguments.length; } function g(a) { a = 1; arguments.length = 2; }', ['arguments linked to parameters']],
    ['u = 1; u++; u += 1; [u] = [1]; for (u of []) ; for (u in {}) ;', Array(6).fill('assignment to an undeclared variable')],
    ["eval('1');", ['eval']],
    ["let n = 'x'; require(n); require(); require('a' + 'b'); import('x');",
      [...Array(3).fill('require of something other than a literal name'), 'import()']],
    ['with ({}) ;', ['with statements']],
    ["t`\ud800`; `\ud800`; ({ '\udc00x': 1, '\ud800': 1 }); function t() {} ({ '\ud800': () => 1 });",
      ['a string with a lone surrogate', 'a key that begins with a lone surrogate', 'a name with a lone surrogate']],
    ['delete x;', ['delete of an undeclared variable']],
    ['var x; delete x; delete NaN; delete f(); let o; delete o?.p; (o?.p)(); for (let i = 0, f = () => i; i < 2; i++) x = f;', []],
    ["'use strict'; u = 1; u++; NaN = 1; let o; o = u = 1;", Array(3).fill('assignment to an undeclared variable')],
    ['function f(a = () => x) { var x; } function g(a = 1) { var a; }',
      ['a parameter default with a name that the body declares', 'a variable named like a parameter that is not a plain one']],
    ['for (let x of [x]) ; for (let x in { x }) ;', Array(2).fill('a loop over its own variable')],
    ["for (; class {}, 0;) ; let o = { ['a']: class {} }; class A { ['b'] = class {}; }",
      ['a class in the head of a loop', ...Array(2).fill('a class that is named by a computed key')]],
    ['class A { m() { super.x += 1; super.t``; } }', ['super that is read and written at once', 'super']],
    ['async function f() { let a; return ([a] = await 1); }', ['await or yield in destructuring whose value is used']],
    ['a: function f() {}', ['labelled function declarations']],
  ];
  for (const [source, expected] of cases) test(source, () => assert.deepEqual(reasons(source), expected));

  test('positions are those of the part', () => {
    const [node] = findAll(lower('let a =\n  1 + 2n\n  ;'), 'unsupported');
    assert.deepEqual([node.at, node.end], [[2, 6], [2, 8]]);
  });

  test('nothing inside it is instrumented', () => {
    const { code } = transformProgram('let o = {}; with (o.p) { o.q(o[k]); }');
    assert.match(code, /with \(o\.p\) \{ o\.q\(o\[k\]\); \}$/);
    assert.match(transformProgram('async function* f(a) { return a.b(); }').code, /async function\* f\(a\) \{ return a\.b\(\); \}$/);
  });
});

describe('functions', () => {
  /** @param {string} source @param {number} id */
  const record = (source, id = 1) => {
    const { bindings, functions } = lower(source);
    const { form, this: own, arguments: args, newTarget, rest, prologue } = functions[id];
    const name = (/** @type {number | null} */ binding) => (binding === null ? null : `${bindings[binding].declaration} ${bindings[binding].name}`);
    return { form, this: name(own), arguments: name(args), newTarget: name(newTarget), rest: rest && name(rest.binding), prologue };
  };
  const plain = { form: 'function', this: null, arguments: null, newTarget: null, rest: null, prologue: 0 };

  test('this, arguments and new.target are bindings of the function that they belong to', () => {
    assert.deepEqual(record('function f(a) { return a; }'), plain);
    assert.deepEqual(record('function f() { return () => [this, new.target, () => arguments]; }'),
      { ...plain, this: 'this this', arguments: 'arguments arguments', newTarget: 'newTarget new.target' });
    assert.deepEqual(record('function f() { function g() { return this; } }'), plain);
    assert.equal(record('class A extends Object { constructor() { super(); } }').this, 'let this');
  });

  test('rest parameters, and how many statements bind parameters', () => {
    assert.deepEqual(record('function f(a, ...r) {}'), { ...plain, rest: 'parameter r' });
    assert.deepEqual(record('function f(a, b = 1, ...r) { let c; }'), { ...plain, rest: 'parameter argument2', prologue: 3 });
    assert.deepEqual(record('function f({ a }) { return a; }').prologue, 2);
    assert.deepEqual(record('function f(...[a]) {}').rest, 'parameter argument0');
  });

  test('forms', () => {
    const { functions } = lower(`let o = { m() {}, get g() { return 1; }, set g(v) {} };
      class A { constructor() {} f = 1; static s = 2; } class B extends A { constructor() { super(); } #p() {} async n() {} }`);
    assert.deepEqual(functions.map((/** @type {any} */ f) => f.form), [
      'program', 'method', 'getter', 'setter', 'constructor', 'fields', 'statics', 'derived', 'method', 'method', 'fields']);
    assert.deepEqual(functions.map((/** @type {any} */ f) => f.name), ['', 'm', 'get g', 'set g', 'A', '', '', 'B', '#p', 'n', '']);
  });
});

describe('classes', () => {
  test('have only the bindings that they need', () => {
    const [plain] = findAll(lower('class A { m() { return 1; } }'), 'class');
    assert.deepEqual([plain.binding, plain.proto, plain.self, plain.fields, plain.statics], [null, null, null, null, null]);
    const [full] = findAll(lower('class A extends Object { constructor() { super(); super.x; A; } }'), 'class');
    assert.ok([full.binding, full.proto, full.self].every(Number.isInteger));
  });

  test('private names have the number of their class', () => {
    const source = 'class A { #x; m() { return class { #x; n() { this.#x; } }; } o() { this.#x; } }';
    assert.deepEqual(findAll(lower(source), 'privateGet').map(node => node.name).sort(), ['#x:1', '#x:2']);
  });
});

describe('what errors name', () => {
  test('callees', () => {
    const source = "a(); a.b.c(); a['b'].d(); a[0](); a[b](); this.x(); f()(); f().g(); new a.b(); 's'.t(); (a || b)(); a?.b(); a?.b.c(); (a, b)(); a`t`; class A { m() { super.n(); } }";
    const texts = ['call', 'methodCall', 'new', 'superCall'].flatMap(kind => findAll(lower(source), kind)).map(node => node.text ?? null);
    assert.deepEqual(new Set(texts), new Set(['a', 'f(...)', 'f', '(a || b)', '(a , b)', 'a.b.c', 'a.b.d', 'a[0]', 'a[b]', 'this.x',
      'f(...).g', '"s".t', 'a?.b', 'a?.b.c', 'a.b', '(intermediate value).n']));
  });

  test('what is taken apart', () => {
    const source = 'let { a } = o.p, { b = 1 } = o, {} = f(), { c: { d } } = o; function g({ e }) {} for (let { h } of []) ; try {} catch ({ i }) {} ({ a } = o); var o, f;';
    assert.deepEqual(findAll(lower(source), 'coercible').map(node => [node.property, node.text]).sort(), [
      [null, 'f(...)'], ['a', 'o'], ['a', 'o.p'], ['c', 'o'], ['e', ''], ['h', '.for'], ['i', '.catch']]);
  });
});

describe('scopes', () => {
  /** @param {any} skeleton @param {any} block @returns {string[]} */
  const names = (skeleton, block) => block.declares.map((/** @type {number} */ id) =>
    `${skeleton.bindings[id].declaration} ${skeleton.bindings[id].name}`);

  test('every scope declares what is its own', () => {
    const skeleton = lower('var a; let b; function f(p, q) { var v; { let w; const x = 1; function g() {} } for (var i of []) ; class K {} } const c = 1;');
    assert.deepEqual(names(skeleton, skeleton.functions[0].body), ['var a', 'let b', 'function f', 'const c']);
    const { body } = skeleton.functions[1];
    assert.deepEqual(names(skeleton, body), ['parameter p', 'parameter q', 'var v', 'var i', 'let K', 'var g']);
    assert.deepEqual(names(skeleton, body.body[0]), ['let w', 'const x', 'function g']);
  });

  test('perIteration lists what closures capture', () => {
    const loops = findAll(lower('for (let i = 0, j = 0; i < 1; i++) { () => i; } for (let k = 0; k < 1; k++) k; for (var v = 0; v < 1; v++) () => v;'), 'while');
    assert.deepEqual(loops.map(loop => loop.perIteration.length), [1, 0, 0]);
  });

  test('labels only where they are used', () => {
    const loops = findAll(lower('while (1) {} while (1) break; a: while (1) continue; a: while (1) { for (;;) continue a; }'), 'while');
    assert.deepEqual(loops.map(loop => loop.label), [null, 'L1', 'a', 'a', null]);
  });

  test('temporaries belong to the body of their function', () => {
    const skeleton = lower('function f(o) { if (o) { return o.a.n++; } }');
    assert.deepEqual(names(skeleton, skeleton.functions[1].body).map(name => name.split(' ')[0]), ['parameter', 'temporary', 'temporary']);
  });

  test('a function expression whose own name is not used needs no binding', () => {
    assert.equal(lower('let f = function g() {};').bindings.length, 1);
    assert.equal(lower('let f = function g() { g(); };').bindings.length, 2);
  });
});

describe('the instrumented program', () => {
  test('starts with the probes, on the first line, after directives', () => {
    assert.match(transformProgram("'use strict'\nlet a = 1").code, /^'use strict';const \{.*\}=module\.require.*\nlet a = 1$/);
    assert.match(transformProgram('#!/usr/bin/env node\nlet a;').code, /^#!\/usr\/bin\/env node\nconst \{.*;let a;$/);
    assert.match(transformProgram('// only a comment').code, /^const .*\/\/ only a comment$/);
  });

  test('has other names for the probes where the source has theirs', () => {
    assert.match(transformProgram('let a = 1;').code, /block:\$b,/);
    assert.match(transformProgram('let $b = 1;').code, /block:\$\$b,/);
    assert.match(transformProgram("let x = '$v $$k';").code, /block:\$\$\$b,/);
  });

  test('a module variable of the source does not hide the probes', () => {
    assert.match(transformProgram('function module() {}').code, /=process\.mainModule\.require/);
  });
});
