// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { describe, test } = require('node:test');
const { withFunction } = require('./harness');

/** @param {string} body @returns {any} */
const errorOf = body => JSON.parse(body).error;

describe('answers', () => {
  test('are text', () => withFunction('c.listen(r => c.respond(r.body.v));', async f => {
    const { status, headers, body } = await f.send({ path: '/', body: { v: 'é\u0000😀' } });
    assert.deepEqual([status, headers['content-type'], body], [200, 'text/plain; charset=utf-8', 'é\u0000😀']);
    for (const [value, text] of [[null, 'null'], [[1, [2, null]], '1,2,'], [{}, '[object Object]'], [-0, '0'], [1e21, '1e+21']]) {
      assert.equal((await f.send({ path: '/', body: { v: value } })).body, text);
    }
    assert.equal((await f.send({ path: '/', body: {} })).body, 'undefined');
  }));

  test('of any method, with what was sent', () => withFunction('c.listen(r => c.respond(JSON.stringify(r)));', async f => {
    assert.equal((await f.send({ method: 'GET', path: '/x%20?a=1&a=2' })).body, '{"path":"/x%20","query":{"a":["1","2"]},"body":{}}');
    assert.equal((await f.send({ method: 'PUT', path: '/', body: 'a=b' })).body, '{"path":"/","query":{},"body":"a=b"}');
  }));

  test('the first wins, later ones are logged', () => withFunction('c.listen(r => { c.respond(1); c.respond(2); throw new Error("late"); });', async f => {
    const { status, body } = await f.send({ path: '/' });
    assert.deepEqual([status, body], [200, '1']);
    assert.match(f.errors, /respond was called again[^]*an error after the answer: Error: late \(line 2\)/);
  }));

  test('an error before an answer wins as well', () => withFunction(
    "c.listen(r => { c.get('data:1', () => c.respond('late')); throw new TypeError('first'); });", async f => {
      assert.deepEqual(errorOf((await f.send({ path: '/' })).body), { name: 'TypeError', message: 'first', line: 2 });
    }));

  test('bad requests', () => withFunction('c.listen(r => c.respond(1));', async f => {
    const { status, headers, body } = await f.send({ path: '/', body: '{"a":', headers: { 'content-type': 'application/json' } });
    assert.deepEqual([status, headers['content-type']], [400, 'application/json']);
    assert.equal(body, '{"error":{"name":"BadRequest","message":"The body is not JSON: line 1, column 6.","line":null}}');
  }));
});

describe('errors', () => {
  const source = [
    'function deep() {',
    "  JSON.parse('{');",
    '}',
    'class Odd extends Error { get name() { throw 1; } }',
    'const cases = {',
    '  deep,',
    "  made() { const e = new RangeError('m'); return () => { throw e; }; },",
    "  text() { throw 'text'; },",
    '  object() { throw { name: "N", message: "M" }; },',
    "  odd() { throw new Odd('x'); },",
    "  named() { const e = new Error('x'); e.name = 'Mine'; e.message = { toString: () => 'conv' }; throw e; },",
    '  symbol() { c.respond(Symbol()); },',
    "  async rejected() { null.x; },",
    '  stack() { (function f() { f(); })(); },',
    "  noStack() { const e = new Error('x'); e.stack = 5; throw e; },",
    "  timer() { setTimeout(() => { throw new Error('timer'); }, 1); },",
    '};',
    'c.listen(r => cases[r.body.c]());',
  ].join('\n');
  /** @type {[string, any][]} */
  const cases = [
    ['deep', { name: 'SyntaxError', line: 3 }],
    ['text', { name: 'Error', message: 'text', line: null }],
    ['object', { name: 'Error', message: '[object Object]', line: null }],
    ['odd', { name: '', message: 'x', line: null }],
    ['named', { name: 'Mine', message: 'conv', line: 12 }],
    ['symbol', { name: 'TypeError', message: 'Cannot convert a Symbol value to a string' }],
    ['rejected', { name: 'TypeError', line: 14 }],
    ['stack', { name: 'RangeError', message: 'Maximum call stack size exceeded', line: 15 }],
    ['noStack', { name: 'Error', message: 'x', line: null }],
    ['timer', { name: 'Error', message: 'timer', line: 17 }],
    ['made', { name: 'NoResponse', message: 'The function finished without calling respond.', line: null }],
  ];
  test('say what and where', () => withFunction(source, async f => {
    for (const [name, expected] of cases) {
      const { status, headers, body } = await f.send({ path: '/', body: { c: name } });
      assert.deepEqual([status, headers['content-type']], [500, 'application/json'], name);
      const error = errorOf(body);
      assert.deepEqual(Object.keys(error), ['name', 'message', 'line']);
      assert.deepEqual({ ...error, ...expected }, error, name);
    }
  }));
});

describe('turns', () => {
  test('one request at a time, until no callback is pending', () => withFunction([
    'let active = 0, most = 0;',
    'c.listen(r => {',
    '  most = Math.max(most, ++active);',
    "  c.respond('answered');",
    "  setTimeout(() => c.get('data:1', () => { active--; }), 5);",
    "  if (r.path === '/most') { active--; c.respond(1); }",
    '});',
    "process.on('exit', () => console.log('most', most));",
  ].join('\n'), async f => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => f.send({ path: '/' })));
    assert.ok(answers.every(answer => answer.body === 'answered'));
    await f.stop();
    assert.match(f.output, /most 1\n/);
  }));

  test('callbacks come later, in turns of their own', () => withFunction([
    'c.listen(r => {',
    '  const order = [];',
    "  c.get('data:1', () => { order.push('get'); Promise.resolve().then(() => order.push('microtask')); });",
    "  c.post({ url: 'data:2' }, () => { order.push('post'); c.respond(order.join()); order.push('never'); });",
    "  order.push('turn');",
    '});',
  ].join('\n'), async f => {
    assert.equal((await f.send({ path: '/' })).body, 'turn,get,microtask,post');
  }));

  test('an answer does not wait for what is still pending', () => withFunction(
    "c.listen(r => { c.respond('now'); setTimeout(() => console.log('later'), 300); });", async f => {
      const start = Date.now();
      await f.send({ path: '/' });
      assert.ok(Date.now() - start < 250);
      await f.send({ path: '/' });
      assert.ok(Date.now() - start >= 300);
    }));

  test('an async handler answers, and its rejection is the error', () => withFunction([
    'const ways = {',
    "  answers: async () => { await null; c.respond('done'); },",
    "  rejects: async () => { await null; throw new TypeError('no'); },",
    "  later: async () => { await c.get('data:1'); null.x; },",
    "  handled: async () => { const p = Promise.reject(1); await null; await null; p.catch(() => c.respond('handled')); },",
    "  after: async () => { c.respond('first'); await null; throw new Error('after'); },",
    '  never: async () => { await new Promise(() => {}); },',
    "  object: async () => { throw { a: 1 }; },",
    '};',
    'c.listen(r => ways[r.body.w]());',
  ].join('\n'), async f => {
    const send = async (/** @type {string} */ w) => {
      const { status, body } = await f.send({ path: '/', body: { w } });
      return status === 200 ? body : errorOf(body);
    };
    assert.equal(await send('answers'), 'done');
    assert.deepEqual(await send('rejects'), { name: 'TypeError', message: 'no', line: 4 });
    const { name, line } = await send('later');
    assert.deepEqual([name, line], ['TypeError', 5]);
    assert.equal(await send('handled'), 'handled');
    assert.equal(await send('after'), 'first');
    assert.equal((await send('never')).name, 'NoResponse');
    assert.deepEqual(await send('object'), { name: 'Error', message: '[object Object]', line: null });
  }));

  test('timers and promises answer', () => withFunction([
    "const { promisify } = require('util');",
    'const ways = {',
    '  timeout: done => setTimeout(done, 5),',
    '  zero: done => setTimeout(done),',
    '  arguments: done => setTimeout((a, b) => done(a + b), 1, 1, 2),',
    '  immediate: done => setImmediate(done),',
    '  promise: done => Promise.resolve().then(() => {}).then(done),',
    '  chain: done => setTimeout(() => setImmediate(() => Promise.resolve().then(done)), 1),',
    '  cleared: done => { clearTimeout(setTimeout(() => {}, 100000)); done(); },',
    "  bad: done => { try { setTimeout(5); } catch (e) { done(e.name); } },",
    '};',
    "c.listen(r => ways[r.body.w](x => c.respond('done ' + x)));",
  ].join('\n'), async f => {
    for (const way of ['timeout', 'zero', 'immediate', 'promise', 'chain', 'cleared']) {
      assert.equal((await f.send({ path: '/', body: { w: way } })).body, 'done undefined', way);
    }
    assert.equal((await f.send({ path: '/', body: { w: 'arguments' } })).body, 'done 3');
    assert.equal((await f.send({ path: '/', body: { w: 'bad' } })).body, 'done TypeError');
  }));

  test('a timer that waits for its turn can be cleared', () => withFunction([
    'c.listen(r => {',
    '  const order = [];',
    '  const log = name => () => order.push(name);',
    '  let second;',
    // While this turn lasts, three timers fall due; the first of them starts its turn, and the others wait in line.
    '  setImmediate(() => {',
    "    setTimeout(() => { order.push('first'); clearTimeout(second); }, 1);",
    "    second = setTimeout(log('second'), 1);",
    "    setTimeout(log('third'), 1);",
    "    setTimeout(() => c.respond(order.join()), 20);",
    '    for (const end = Date.now() + 5; Date.now() < end;);',
    '  });',
    '});',
  ].join('\n'), async f => {
    assert.equal((await f.send({ path: '/' })).body, 'first,third');
  }));

  test('module state lives from request to request', () => withFunction('let n = 0; c.listen(r => c.respond(++n));', async f => {
    assert.deepEqual([(await f.send({ path: '/' })).body, (await f.send({ path: '/' })).body], ['1', '2']);
  }));

  test('listen again replaces the callback', () => withFunction('c.listen(() => c.respond(1)); c.listen(() => c.respond(2));', async f => {
    assert.equal((await f.send({ path: '/' })).body, '2');
  }));
});

describe('the process', () => {
  test('hides its own configuration', () => withFunction(
    'c.listen(() => c.respond(JSON.stringify([Object.keys(process.env).filter(k => k.startsWith("CONTAINERLESS")), process.env.MINE])));', async f => {
      assert.equal((await f.send({ path: '/' })).body, '[[],"yes"]');
    }, { environment: { MINE: 'yes' } }));

  test('shows five functions and nothing of the control channel', () => withFunction(
    'c.listen(() => { let deep; try { require("containerless/lib/control"); } catch (e) { deep = e.code; } c.respond(Object.keys(c) + " " + deep); });', async f => {
      assert.equal((await f.send({ path: '/' })).body, 'listen,respond,get,post,hello ERR_PACKAGE_PATH_NOT_EXPORTED');
    }));

  test('has a control listener of its own', () => withFunction('c.listen(r => c.respond(r.path));', async f => {
    assert.equal((await f.request('c', { method: 'GET', path: '/ping' })).body, 'ok');
    assert.equal((await f.request('c', { method: 'GET', path: '/trace' })).status, 404);
    assert.equal((await f.request('c', { method: 'GET', path: '/other' })).status, 404);
    assert.equal((await f.send({ path: '/trace' })).body, '/trace');
    assert.equal((await f.send({ path: '/ping', method: 'GET' })).body, '/ping');
  }));

  test('finishes what it serves on SIGTERM', () => withFunction('c.listen(r => setTimeout(() => c.respond("done"), 200));', async f => {
    const answer = f.send({ path: '/' });
    await new Promise(resolve => setTimeout(resolve, 60));
    f.child.kill('SIGTERM');
    assert.equal((await answer).body, 'done');
    f.agent.destroy();
    assert.deepEqual(await f.exited, [0, null]);
  }));

  /** @type {[string, string, RegExp][]} */
  const failing = [
    ['never listens', '', /never called listen/],
    ['throws in its first turn', 'c.listen(() => {}); throw new Error("top");', /Error: top/],
    ['rejects in its first turn', 'c.listen(() => {}); Promise.reject(new Error("top"));', /Error: top/],
    ['listens with nothing', 'c.listen();', /TypeError: listen needs a function/],
  ];
  for (const [name, source, message] of failing) {
    test(`ends with code 1 when the function ${name}`, () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'failing-'));
      try {
        const library = JSON.stringify(path.join(__dirname, '..'));
        fs.writeFileSync(path.join(folder, 'index.js'), `const c = require(${library});\n${source}`);
        const { status, stderr } = spawnSync(process.execPath, [path.join(folder, 'index.js')],
          { encoding: 'utf8', timeout: 10_000, env: { CONTAINERLESS_LISTEN: `unix:${folder}/s` } });
        assert.equal(status, 1);
        assert.match(stderr, message);
      } finally {
        fs.rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
