// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { withFunction, withServer } = require('./harness');

/** Passes the request's body on to `get` or `post` and answers with what came back. */
const relay = `c.listen(r => {
  const done = reply => c.respond(reply === undefined ? 'undefined' : JSON.stringify(reply));
  if (r.path === '/get') c.get(r.body, done); else c.post(r.body, done);
});`;

/** @type {Parameters<typeof withServer>[0]} */
const answers = {
  '/json': response => response.end('{"a":[1,"é"]}'),
  '/status': response => response.writeHead(418).end('{"tea":true}'),
  '/text': response => response.end('no json'),
  '/empty': response => response.end(),
  '/redirect': response => response.writeHead(302, { location: '/json' }).end('"moved"'),
  '/break': response => { response.write('{"a"'); response.destroy(); },
  '/refused': response => response.writeHead(502, { 'containerless-egress-error': 'policy' }).end('{"a":1}'),
};

describe('calls', () => {
  test('give what the reply says', () => withServer(answers, server => withFunction(relay, async f => {
    const base = `http://127.0.0.1:${server.port}`;
    for (const [path, expected] of [
      ['/json', '{"a":[1,"é"]}'], ['/status', '{"tea":true}'], ['/text', 'undefined'], ['/empty', 'undefined'],
      ['/redirect', '"moved"'], ['/break', 'undefined'], ['/none', '"nothing"'],
    ]) {
      assert.equal((await f.send({ path: '/get', body: { url: base + path } })).body, expected, path);
      assert.equal((await f.send({ path: '/post', body: { url: base + path, body: 1 } })).body, expected, path);
    }
    assert.equal((await f.send({ path: '/get', body: JSON.stringify(`${base}/json`) })).body, '{"a":[1,"é"]}');
  })));

  test('that cannot be made give undefined', () => withFunction(relay, async f => {
    for (const options of [
      { url: 'http://127.0.0.1:1/' }, { url: 'nonsense' }, { url: '/path' }, { url: 'ftp://x/' }, { url: 'file:///etc/passwd' }, {},
      { url: 'http://127.0.0.1:1/', headers: { 'bad header': 'x' } }, { url: 'http://127.0.0.1:1/', headers: { a: 'x\ny' } },
    ]) {
      assert.equal((await f.send({ path: '/get', body: options })).body, 'undefined', JSON.stringify(options));
    }
  }));

  test('of data: URLs', () => withFunction(relay, async f => {
    for (const [url, expected] of [['data:{"a":1}', '{"a":1}'], ['data: 5 ', '5'], ['data:', 'undefined'], ['data:x', 'undefined'],
      ['data:application/json,1', 'undefined'], ['data:"%20"', '"%20"']]) {
      assert.equal((await f.send({ path: '/get', body: { url } })).body, expected, url);
      assert.equal((await f.send({ path: '/post', body: { url, body: 1 } })).body, expected, url);
    }
  }));

  test('refuse a callback that is none', () => withFunction('c.listen(r => { try { c[r.body.m]("data:1", null); } catch (e) { c.respond(e.name + ": " + e.message); } });', async f => {
    assert.equal((await f.send({ path: '/', body: { m: 'get' } })).body, 'TypeError: the callback of get is not a function');
    assert.equal((await f.send({ path: '/', body: { m: 'post' } })).body, 'TypeError: the callback of post is not a function');
  }));

  test('give a promise without a callback', () => withServer(answers, server => withFunction(`c.listen(async r => {
    const base = 'http://127.0.0.1:${server.port}';
    const order = [];
    const first = c.get('data:1');
    order.push(first instanceof Promise, c.get('data:2', () => order.push('callback')));
    order.push(await first, (await c.post({ url: base + '/json', body: 1 })).a[1], await c.get(base + '/text'), await c.get('nonsense'));
    c.respond(JSON.stringify(order));
  });`, async f => {
    assert.equal((await f.send({ path: '/' })).body, '[true,null,"callback",1,"é",null,null]');
  })));

  test('whose promises are awaited in turns of their own', () => withFunction([
    'c.listen(async r => {',
    '  const order = [];',
    "  c.get('data:1').then(() => { order.push('a'); Promise.resolve().then(() => order.push('microtask')); });",
    "  c.get('data:2').then(() => order.push('b'));",
    "  await c.get('data:3');",
    '  c.respond(order.join());',
    '});',
  ].join('\n'), async f => {
    assert.equal((await f.send({ path: '/' })).body, 'a,microtask,b');
  }));

  test('send what docs/wire.md says', () => withServer(answers, server => withFunction(relay, async f => {
    const url = `http://127.0.0.1:${server.port}/json?q=1#fragment`;
    const host = ['host', `127.0.0.1:${server.port}`];
    await f.send({ path: '/get', body: { url } });
    await f.send({ path: '/post', body: { url, body: { é: [1] }, auth: { username: 'u', password: 'p:é' },
      headers: { 'X-A': 1, Accept: 'text/x', Host: 'evil', 'Content-Length': '1', 'Transfer-Encoding': 'chunked' } } });
    await f.send({ path: '/post', body: { url, body: 'text', auth: { user: 'u', pass: 'p' } } });
    await f.send({ path: '/post', body: { url } });
    const [get, post, text, nothing] = server.seen;
    const pairs = (/** @type {any} */ request) => request.raw.join('\n').replace('\nconnection\nkeep-alive', '').replace('\nConnection\nkeep-alive', '').split('\n');
    assert.deepEqual([get.method, get.url], ['GET', '/json?q=1']);
    assert.deepEqual(pairs(get), [...host, 'accept', 'application/json']);
    assert.equal(post.body, '{"é":[1]}');
    assert.deepEqual(pairs(post), [...host, 'accept', 'text/x', 'content-type', 'application/json', 'content-length', '10',
      'authorization', `Basic ${Buffer.from('u:p:é').toString('base64')}`, 'x-a', '1']);
    assert.equal(text.body, '"text"');
    assert.equal(text.headers.authorization, 'Basic dTpw');
    assert.deepEqual([nothing.body, nothing.headers['content-type']], ['', undefined]);
  })));

  test('go through the egress, whole URL and all', () => withServer(answers, server => withFunction(relay, async f => {
    assert.equal((await f.send({ path: '/post', body: { url: 'https://example.org:444/json?x', body: [] } })).body, '{"a":[1,"é"]}');
    assert.equal((await f.send({ path: '/get', body: { url: 'http://u:p@example.org/refused' } })).body, 'undefined');
    const [post, get] = server.seen;
    assert.deepEqual([post.method, post.url, post.headers.host], ['POST', 'https://example.org:444/json?x', 'example.org:444']);
    assert.deepEqual([get.method, get.url, get.headers.authorization], ['GET', 'http://example.org/refused', 'Basic dTpw']);
  }, { egress: server.address }), 'unix'));

  test('keep connections', () => withServer(answers, server => withFunction(relay, async f => {
    for (let i = 0; i < 3; i++) await f.send({ path: '/get', body: { url: `http://127.0.0.1:${server.port}/json` } });
    assert.ok(server.seen.every(request => request.headers.connection === 'keep-alive'));
  })));

  test('come back in the order of replies', () => withServer({
    '/slow': response => setTimeout(() => response.end('1'), 80),
    '/fast': response => response.end('2'),
  }, server => withFunction(`let base = 'http://127.0.0.1:${server.port}'; c.listen(r => {
    const seen = [];
    const done = x => { seen.push(x); if (seen.length === 2) c.respond(seen.join()); };
    c.get(base + '/slow', done);
    c.get(base + '/fast', done);
  });`, async f => {
    assert.equal((await f.send({ path: '/' })).body, '2,1');
  })));
});
