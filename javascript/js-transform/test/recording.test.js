// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { runTraced, findAll } = require('./harness');

/** The types that the only node of a kind saw. @param {string} source @param {string} kind @returns {any[]} */
function typesOf(source, kind) {
  const found = findAll(runTraced(source).trace, kind);
  assert.equal(found.length, 1, `one ${kind}`);
  return found[0].type;
}

/** What a property read records when it gives the value. @param {string[]} values expressions @returns {any[]} */
function recorded(...values) {
  return typesOf(`function f(o) { return o.x; } ${values.map(value => `f({ x: ${value} });`).join(' ')}`, 'get');
}

describe('types at a site', () => {
  /** @type {[string, string[], any[]][]} */
  const cases = [
    ['int32', ['0', '1', '-2147483648', '2147483647'], ['int32']],
    ['double', ['0.5', '-0', 'NaN', '1 / 0', '2147483648', '1e300'], ['double']],
    ['both', ['1', '1.5'], ['double', 'int32']],
    ['primitives', ["'s'", 'true', 'undefined', 'null', 'Symbol()', '1n'],
      ['bigint', 'boolean', 'null', 'string', 'symbol', 'undefined']],
    ['unregistered functions', ['isNaN', 'class {}'], ['function']],
    ['arrays', ['[1, 2]', "['a']", '[]'], [{ array: ['int32', 'string'] }]],
    ['holes in arrays', ['[1, , 2]'], [{ array: ['int32', 'undefined'] }]],
    ['arrays in arrays', ['[[1], [[2]]]'], [{ array: [{ array: ['int32', { array: [] }] }] }]],
    ['plain objects', ['{ a: 1, b: { c: [] } }'], [{ object: { a: ['int32'], b: [{ object: { c: [{ array: [] }] } }] } }]],
    ['fields join within a shape', ['{ a: 1 }', "{ a: 'x' }"], [{ object: { a: ['int32', 'string'] } }]],
    ['the order of fields makes a shape', ['{ a: 1, b: 2 }', '{ b: 2, a: 1 }'],
      [{ object: { a: ['int32'], b: ['int32'] } }, { object: { b: ['int32'], a: ['int32'] } }]],
    ['four shapes', ['{ a: 1 }', '{ b: 1 }', '{ c: 1 }', '{ d: 1 }'],
      ['a', 'b', 'c', 'd'].map(name => ({ object: { [name]: ['int32'] } }))],
    ['five shapes', ['{ a: 1 }', '{ b: 1 }', '{ c: 1 }', '{ d: 1 }', '{ e: 1 }'], ['object']],
    ['objects in depth', ['{ a: { b: { c: 1 } } }'], [{ object: { a: [{ object: { b: ['object'] } }] } }]],
    ['unusual objects', ['new Map()', 'Object.create(null)', '{ 1: 2 }', '{ [Symbol()]: 1 }'], ['object']],
    ['one unusual object', ['{ a: 1 }', 'new Date()'], ['object']],
    ['proxies', ['new Proxy({ a: 1 }, {})', 'new Proxy([], {})'], ['other']],
    ['getters in objects', ['Object.defineProperty({}, "a", { get() { throw 1; }, enumerable: true })'], [{ object: { a: ['other'] } }]],
  ];
  for (const [name, values, types] of cases) test(name, () => assert.deepEqual(recorded(...values), types));

  test('more than 32 fields', () => {
    const fields = (/** @type {number} */ n) => `{ ${Array.from({ length: n }, (_, i) => `f${i}: 1`).join(', ')} }`;
    assert.equal(Object.keys(recorded(fields(32))[0].object).length, 32);
    assert.deepEqual(recorded(fields(33)), ['object']);
  });

  test('closures', () => {
    const { trace } = runTraced('function a() {} let b = () => 1, o = { c() {} }; function f(o) { return o.x; } f({ x: a }); f({ x: b }); f({ x: o.c });');
    const names = findAll(trace, 'get').find(node => node.property === 'x').type.map((/** @type {any} */ t) => trace.functions[t.closure].name);
    assert.deepEqual(names.sort(), ['a', 'b', 'c']);
  });

  test('parameters, with what was missing', () => {
    const { trace } = runTraced('function f(a, b) {} f(1); f("s", 2);');
    assert.deepEqual(trace.functions[1].parameters.map((/** @type {any} */ p) => p.type), [['int32', 'string'], ['int32', 'undefined']]);
  });

  test('calls, method calls, new, index', () => {
    assert.deepEqual(typesOf('function f() { return 1; } f();', 'call'), ['int32']);
    assert.deepEqual(typesOf('[1].join();', 'methodCall'), ['string']);
    assert.deepEqual(typesOf('new Map();', 'new'), ['object']);
    assert.deepEqual(typesOf('[1.5][0];', 'index'), ['double']);
  });

  test('a site that never completed', () => {
    assert.deepEqual(typesOf('function f() { throw 1; } try { f(); } catch {}', 'call'), []);
  });

  test('reads of compound assignments and increments', () => {
    assert.deepEqual(typesOf("let o = { n: 'x' }; o.n += 1;", 'get'), ['string']);
    assert.deepEqual(typesOf("let o = { n: '1' }; o.n++;", 'get'), ['string']);
    assert.deepEqual(typesOf("let a = [1.5], i = 0; a[i++] *= 2;", 'index'), ['double']);
    assert.deepEqual(typesOf('let o = {}; o.n ??= 2;', 'get'), ['undefined']);
    assert.deepEqual(typesOf("let o = Object.defineProperty({}, 'n', { get: () => 1 }); o.n += 1;", 'get'), ['other']);
    assert.deepEqual(typesOf("try { null.x += 1; } catch {}", 'get'), []);
  });

  test('reads of patterns', () => {
    const types = (/** @type {string} */ source) => Object.fromEntries(
      findAll(runTraced(source).trace, 'get').map(node => [node.property, node.type]));
    assert.deepEqual(types("let { a, b: { c = 1, d: [{ e }] } } = { a: 1, b: { d: [{ e: 's' }] } };"), {
      a: ['int32'], b: [{ object: { d: [{ array: ['object'] }] } }], c: ['undefined'], d: [{ array: [{ object: { e: ['string'] } }] }], e: ['string'],
    });
    assert.deepEqual(types("let { a: { b } = { b: 1.5 } } = {};"), { a: ['undefined'], b: ['double'] });
    assert.deepEqual(types('function f({ a, b = 1, c: { d } }) {} f({ a: true, c: { d: null } });'),
      { a: ['boolean'], b: ['int32', 'undefined'], c: ['other'], d: ['null'] });
    assert.deepEqual(types('for (const { a } of [{ a: 1 }]) ;'), { a: ['int32'] });
  });

  test('reads and calls of optional chains', () => {
    const { trace } = runTraced("let o = { a: { b: 1, f: () => 's' } }, n = null; o?.a?.b; o.a?.f(); n?.x.y;");
    const gets = findAll(trace, 'get').map(node => [node.property, node.type]).filter(([name]) => name !== 'a');
    assert.deepEqual(gets, [['b', ['int32']], ['y', []], ['x', []]]);
    assert.deepEqual(findAll(trace, 'methodCall').map(node => node.type), [['string']]);
  });

  test('parameters with defaults and patterns', () => {
    const types = (/** @type {string} */ source) => runTraced(source).trace.functions[1].parameters.map((/** @type {any} */ p) => p.type);
    assert.deepEqual(types("function f(a, b = 's', { c }, d) {} f(1, undefined, { c: 1 }, true);"),
      [['int32'], ['string', 'undefined'], [{ object: { c: ['int32'] } }], ['boolean']]);
    assert.deepEqual(types('let f = ({ a }) => a; f({ a: 1 });'), [['other']]);
  });

  test('objects seen late still count', () => {
    const source = 'function f(o) { return o.x; } for (let i = 0; i < 40; i++) f({ x: i < 20 ? { a: 1 } : { b: 1 } });';
    assert.deepEqual(typesOf(source, 'get'), [{ object: { a: ['int32'] } }, { object: { b: ['int32'] } }]);
  });
});

describe('blocks', () => {
  test('what never ran is unknown, with its place', () => {
    const { trace } = runTraced('function f(x) {\n  if (x) {\n    return x.y;\n  }\n  return x ? x.z : 1;\n}\nf(0);\nfunction g() { return 1; }');
    const [f, g] = [trace.functions[1], trace.functions[2]];
    const { block, ...branch } = f.body.body[0].then;
    assert.deepEqual(branch, { kind: 'unknown', at: [2, 9], end: [4, 3] });
    assert.equal(typeof block, 'number');
    assert.equal(f.body.body[1].value.then.kind, 'unknown');
    assert.equal(f.body.body[1].value.else.kind, 'number');
    assert.equal(g.body.kind, 'unknown');
  });

  test('arms of logical operators', () => {
    const { trace } = runTraced('let t = 1, a = t && 2, b = t || 3, c = t ?? 4; t ||= 5; t &&= 6;');
    assert.deepEqual(findAll(trace, 'and').map(node => node.right.kind), ['number', 'set']);
    assert.deepEqual(findAll(trace, 'or').map(node => node.right.kind), ['unknown', 'unknown']);
    assert.equal(findAll(trace, 'nullish')[0].right.kind, 'unknown');
  });

  test('cases of a switch', () => {
    const { trace } = runTraced('switch (2) { case 1: 1; break; case 2: 2; break; default: 3; }');
    assert.deepEqual(findAll(trace, 'if').map(node => node.then.kind), ['unknown', 'block', 'unknown']);
  });

  test('handlers and finalizers', () => {
    const { trace } = runTraced('try { 1; } catch (e) { 2; } finally { 3; }');
    const [statement] = findAll(trace, 'try');
    assert.deepEqual([statement.block.kind, statement.handler.kind, statement.finalizer.kind], ['block', 'unknown', 'block']);
  });

  test('scopes keep declarations of what never ran', () => {
    const { trace } = runTraced('function f(x) { if (x) { var y = 1; for (var z of []) ; } return y; } f(0);');
    const { body } = trace.functions[1];
    assert.deepEqual(body.declares.map((/** @type {number} */ id) => trace.bindings[id].name), ['x', 'y', 'z']);
  });
});
