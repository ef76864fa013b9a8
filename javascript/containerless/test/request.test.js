// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { readRequest, BadRequest } = require('../lib/request');
const { findJsonError, positionOf } = require('../lib/json');

/** @param {string} target */
const query = target => JSON.stringify(readRequest(target, undefined, Buffer.alloc(0)).query);
/** @param {string | Buffer} bytes @param {string} [type] */
const body = (bytes, type) => readRequest('/', type, Buffer.from(bytes)).body;

describe('targets', () => {
  test('the path is what was sent', () => {
    assert.equal(readRequest('/a%20b/../c//?x=1?y', undefined, Buffer.alloc(0)).path, '/a%20b/../c//');
    assert.deepEqual(Object.keys(readRequest('/', undefined, Buffer.alloc(0))), ['path', 'query', 'body']);
  });

  /** @type {[string, string][]} */
  const queries = [
    ['/', '{}'],
    ['/?', '{}'],
    ['/?a=1&b=2', '{"a":"1","b":"2"}'],
    ['/?a', '{"a":""}'],
    ['/?=1', '{"":"1"}'],
    ['/?a=1=2&&b', '{"a":"1=2","b":""}'],
    ['/?a+b=c+d%20%2B', '{"a b":"c d +"}'],
    ['/?a=%zz%4', '{"a":"%zz%4"}'],
    ['/?a=%ff%C3%A9', '{"a":"\ufffdé"}'],
    ['/?a=1&b=x&a=2&a=3', '{"a":["1","2","3"],"b":"x"}'],
    ['/?b=1&2=x&1=y', '{"1":"y","2":"x","b":"1"}'],
    ['/?__proto__=1&__proto__=2&toString=3', '{"__proto__":["1","2"],"toString":"3"}'],
    ['/?a[]=1&a.b=2', '{"a[]":"1","a.b":"2"}'],
    ['/??a=1', '{"?a":"1"}'],
  ];
  for (const [target, expected] of queries) test(target, () => assert.equal(query(target), expected));
});

describe('bodies', () => {
  test('nothing', () => {
    assert.deepEqual(body(''), {});
    assert.deepEqual(body('', 'application/json'), {});
  });
  test('JSON, claimed or not', () => {
    assert.deepEqual(body('{"a":[1]}', 'application/json; charset=utf-8'), { a: [1] });
    assert.deepEqual(body(' {"a":1} '), { a: 1 });
    assert.deepEqual(body('5', 'text/plain'), 5);
    assert.deepEqual(body('{}', 'application/x-www-form-urlencoded'), {});
    assert.deepEqual(Object.keys(body('{"__proto__":1}')), ['__proto__']);
  });
  test('forms', () => {
    assert.deepEqual(body('a=1&b=%C3%A9+x&a=2', 'Application/X-WWW-Form-Urlencoded;x'), { a: ['1', '2'], b: 'é x' });
    assert.equal(JSON.stringify(body('?a=1', 'application/x-www-form-urlencoded')), '{"?a":"1"}');
  });
  test('text', () => {
    assert.equal(body('a=1'), 'a=1');
    assert.equal(body('\ufeff{}'), '\ufeff{}');
    assert.equal(body(' '), ' ');
  });
  test('claimed JSON that is none', () => {
    for (const type of ['application/json', ' APPLICATION/JSON ; a=b', 'application/problem+json']) {
      assert.throws(() => body('{"a":\n  x}', type), new BadRequest('The body is not JSON: line 2, column 3.'));
    }
    assert.throws(() => body('\ufeff{}', 'application/json'), new BadRequest('The body is not JSON: line 1, column 1.'));
  });
  test('bytes that are not UTF-8', () => {
    for (const type of [undefined, 'application/json', 'application/x-www-form-urlencoded']) {
      assert.throws(() => body(Buffer.from([0x22, 0xc3, 0x22]), type), new BadRequest('The body is not valid UTF-8.'));
    }
  });
});

describe('where JSON stops being JSON', () => {
  /** @type {[string, number][]} */
  const cases = [
    ['', 0], [' ', 1], ['x', 0], ['nul', 3], ['nulL', 3], ['truee', 4], ['{', 1], ['{a', 1], ['{"a"', 4], ['{"a" 1', 5],
    ['{"a":', 5], ['{"a":1', 6], ['{"a":1,', 7], ['{"a":1,}', 7], ['{"a":1 "b"', 7], ['[', 1], ['[1', 2], ['[1,', 3], ['[1,]', 3],
    ['[,', 1], ['[1 2]', 3], ['1 2', 2], ['01', 1], ['-', 1], ['-a', 1], ['1.', 2], ['1.x', 2], ['1e', 2], ['1e+', 3], ['.5', 0], ['+1', 0],
    ['"', 1], ['"a\n"', 2], ['"\\', 2], ['"\\x"', 2], ['"\\u12g4"', 5], ['[]]', 2], ['}', 0], ["'a'", 0], ['[1}', 2],
  ];
  for (const [text, offset] of cases) {
    test(JSON.stringify(text), () => {
      assert.equal(findJsonError(text), offset);
      assert.throws(() => JSON.parse(text));
    });
  }
  test('agrees with JSON.parse on what is JSON', () => {
    const parts = ['{', '}', '[', ']', ',', ':', '"a"', '"\\u00e9\\n"', '1', '-0.5e+3', 'true', 'null', ' ', '\t', '"', 'x', '0'];
    let seed = 7;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
    let valid = 0;
    for (let i = 0; i < 20000; i++) {
      let text = '';
      for (let length = next() % 8; length >= 0; length--) text += parts[(next() >> 8) % parts.length];
      let parses = true;
      try { JSON.parse(text); } catch { parses = false; }
      assert.equal(findJsonError(text) === -1, parses, text);
      if (parses) valid++;
    }
    assert.ok(valid > 500, `${valid} valid texts`);
  });
  test('deep nesting', () => assert.equal(findJsonError('['.repeat(1e6)), 1e6));
  test('lines and columns', () => assert.deepEqual(positionOf('a\r\nb😀c', 6), { line: 2, column: 4 }));
});
