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
    ['class A {} let B = class {};', ['class declarations', 'class expressions']],
    ['for (let k in {}) ;', ['for-in loops']],
    ['let r = /x/, b = 1n;', ['regular expressions', 'bigint literals']],
    ['async function f() {} function* g() {} async function* h() {}', ['async functions', 'generators', 'async generators']],
    ['function f() { return this.x; }', ['this']],
    ['function f() { return arguments[0]; }', ['arguments']],
    ['function f(...r) { return r; }', ['rest parameters']],
    ['let o = {}; o.f(...[1]); isNaN(...[1]); new Map(...[]); [...[1]]; o = { ...o };',
      ['spread arguments', 'spread arguments', 'spread arguments', 'spread in an array', 'spread in an object']],
    ['const c = 1; c = 2; c += 1; c++;', Array(3).fill('assignment to a constant')],
    ['u = 1; u++; u += 1;', Array(3).fill('assignment to an undeclared variable')],
    ["eval('1');", ['eval']],
    ["let n = 'x'; require(n); require(); require('a' + 'b');", Array(3).fill('require of something other than a literal name')],
    ['let o = { get x() { return 1; } }; o = { __proto__: null };', ['getters and setters', '__proto__ in an object literal']],
    ['with ({}) ;', ['with statements']],
    ['let t = x => x; t`a`;', ['tagged templates']],
    ["let s = '\\ud800'; s = `\\udc00`; s = '😀';", ['a string with a lone surrogate', 'a string with a lone surrogate']],
    ['delete x; var x;', ['delete of something other than a property']],
    ['let g; for (let i = 0, f = () => i; i < 2; i++) g = f;', ['a closure in the initialiser of a for loop']],
    ['let { ...r } = {}; let [...s] = [];', ['rest in destructuring', 'rest in destructuring']],
    ["let k = 'a'; let { [k]: v } = {};", ['computed keys in destructuring']],
    ['let a, b; b = [a] = [1];', ['destructuring whose value is used']],
    ['const c = 1; [c] = [2];', ['assignment to a constant']],
    ['let {} = {}; let [] = [];', ['an empty pattern', 'an empty pattern']],
    ['function f(a = () => x) { var x; } function g(a = 1) { var a; }',
      ['a parameter default with a name that the body declares', 'a variable named like a parameter that is not a plain one']],
    ['for (let x of [x]) ;', ['a for-of loop over its own variable']],
  ];
  for (const [source, expected] of cases) test(source, () => assert.deepEqual(reasons(source), expected));

  test('positions are those of the part', () => {
    const [node] = findAll(lower('let a =\n  1 + /x/\n  ;'), 'unsupported');
    assert.deepEqual([node.at, node.end], [[2, 6], [2, 9]]);
  });

  test('nothing inside it is instrumented', () => {
    const { code } = transformProgram('let o = {}; for (let k in o.p) { o.q(o[k]); }');
    assert.match(code, /for \(let k in o\.p\) \{ o\.q\(o\[k\]\); \}$/);
    assert.match(transformProgram('async function f(a) { return a.b(); }').code, /async function f\(a\) \{ return a\.b\(\); \}$/);
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
