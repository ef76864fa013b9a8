// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { withFunction, withServer } = require('./harness');

const token = '00112233445566778899aabbccddeeff';
const seed = '0123456789abcdeffedcba9876543210';
const identity = { 'containerless-request': token, 'containerless-random': seed };

/** @type {Parameters<typeof withServer>[0]} */
const answers = { '/json': response => response.end('1'), '/bad': response => response.writeHead(502, { 'containerless-egress-error': 'x' }).end() };

/**
 * A function whose calls go to a server that stands for the egress.
 * @param {string} source @param {(f: any, server: any) => Promise<void>} work @param {any} [all]
 */
const withEgress = (source, work, all = answers) =>
  withServer(all, server => withFunction(source, f => work(f, server), { egress: server.address }), 'unix');

/** What calls said of themselves. @param {any} server */
const said = server => server.seen.map((/** @type {any} */ call) => [call.headers['containerless-request'], call.headers['containerless-clock']]);

const relay = 'c.listen(r => { c.post(r.body, v => c.respond(JSON.stringify(v) ?? "undefined")); });';

describe('the identity of calls', () => {
  test('is that of the request, with their number', () => withEgress(`c.listen(r => {
    c.post({ url: 'http://h/json', body: 1 }, () => {});
    c.get('data:1', () => c.get({ url: 'nonsense' }, () => c.get('http://h/json', () => c.respond('x'))));
  });`, async (f, server) => {
    assert.equal((await f.send({ path: '/', headers: identity })).body, 'x');
    assert.deepEqual(said(server), [[`${token} 0`, undefined], [`${token} 1`, undefined]]);
    assert.equal((await f.send({ path: '/' })).body, 'x');
    assert.deepEqual(said(server).slice(2), [[undefined, undefined], [undefined, undefined]]);
  }));

  test('is not for the function to choose', () => withEgress(relay, async (f, server) => {
    const headers = { 'Containerless-Request': 'another 0', 'CONTAINERLESS-CLOCK': '1', 'containerless-x': '1', mine: '1' };
    for (const own of [identity, {}]) assert.equal((await f.send({ path: '/', headers: own, body: { url: 'http://h/json', headers } })).body, '1');
    assert.deepEqual(said(server), [[`${token} 0`, undefined], [undefined, undefined]]);
    assert.deepEqual(server.seen.map((/** @type {any} */ call) => [call.headers['containerless-x'], call.headers.mine]), [[undefined, '1'], [undefined, '1']]);
  }));

  test('is the request\'s also after its answer', () => withEgress(`c.listen(r => {
    c.respond('early');
    setTimeout(() => c.get('http://h/json', () => c.get('http://h/json', () => {})), 20);
  });`, async (f, server) => {
    await f.send({ path: '/', headers: identity });
    await f.send({ path: '/', headers: { ...identity, 'containerless-request': 'other' } });
    while (server.seen.length < 4) await new Promise(resolve => setTimeout(resolve, 20));
    assert.deepEqual(said(server).map(([request]) => request), [`${token} 0`, `${token} 1`, 'other 0', 'other 1']);
  }));

  test('is none without an egress', () => withServer(answers, server => withFunction(relay, async f => {
    await f.send({ path: '/', headers: identity, body: { url: `http://127.0.0.1:${server.port}/json` } });
    assert.deepEqual(said(server), [[undefined, undefined]]);
  })));
});

describe('replies', () => {
  test('are handed on in their order', async () => {
    /** @type {Map<string, import('node:http').ServerResponse>} */
    const held = new Map();
    const places = ['2', '0', '1'];
    const keep = Object.fromEntries(['/0', '/1', '/2'].map(target => [target, (/** @type {any} */ response) => {
      held.set(target, response);
      if (held.size < 3) return;
      // The one that is third comes first.
      for (const i of [0, 2, 1]) {
        setTimeout(() => held.get(`/${i}`)?.writeHead(200, { 'containerless-arrival': places[i] }).end(`${i}`), [0, 90, 45][i]);
      }
    }]));
    await withEgress(`c.listen(r => {
      const seen = [];
      for (const i of [0, 1, 2]) c.get('http://h/' + i, v => { seen.push(v); if (seen.length === 3) c.respond(seen.join()); });
    });`, async f => {
      assert.equal((await f.send({ path: '/', headers: identity })).body, '1,2,0');
    }, keep);
  });

  test('do not wait for one that breaks off', () => withEgress(`c.listen(r => {
    const seen = [];
    for (const i of [0, 1]) c.get('http://h/' + i, v => { seen.push(i + ':' + v); if (seen.length === 2) c.respond(seen.join()); });
  });`, async f => {
    assert.equal((await f.send({ path: '/', headers: identity })).body, '1:1,0:undefined');
  }, {
    '/0': response => setTimeout(() => response.destroy(), 60),
    '/1': response => response.writeHead(200, { 'containerless-arrival': '1' }).end('1'),
  }));
});

describe('clock and chance', () => {
  const ask = `c.listen(r => {
    const of = { now: () => Date.now(), new: () => new Date().getTime(), text: () => Date(), random: () => Math.random() };
    c.respond(JSON.stringify(r.body.map(name => of[name]())));
  });`;

  test('repeat what an earlier attempt was told, and go on', () => withEgress(ask, async f => {
    const clock = `${(1e12).toString(36)}*2,1,-3;${(2e12).toString(36)}`;
    const body = ['now', 'new', 'now', 'text', 'now', 'now'];
    const before = Date.now();
    const told = JSON.parse((await f.send({ path: '/', headers: { ...identity, 'containerless-clock': clock }, body })).body);
    assert.deepEqual(told.slice(0, 5), [1e12, 1e12, 1e12 + 1, new Date(1e12 - 2).toString(), 2e12]);
    assert.ok(told[5] >= before && told[5] <= Date.now());
  }));

  /** The same numbers in tests/Runtime.Tests/Hosting/AttemptRecordTests.cs. */
  test('are compiled code\'s numbers', () => withEgress(ask, async f => {
    const body = ['random', 'random', 'random'];
    for (let i = 0; i < 2; i++) {
      assert.deepEqual(JSON.parse((await f.send({ path: '/', headers: identity, body })).body), [0.5999987453222287, 0.800368813984455, 0.5826051297583236]);
    }
    assert.notDeepEqual(JSON.parse((await f.send({ path: '/', body })).body), [0.5999987453222287, 0.800368813984455, 0.5826051297583236]);
  }));

  test('say with the next call what was told', () => withEgress(`c.listen(r => {
    const a = Date.now();
    c.post({ url: 'http://h/json', body: [a] }, () => {
      let b = Date.now();
      for (let last = b, changes = 0; changes < 8;) {
        const now = Date.now();
        if (now !== last) { last = now; changes++; }
      }
      c.post({ url: 'http://h/json', body: [a, b] }, () => c.respond('x'));
    });
  });`, async (f, server) => {
    await f.send({ path: '/', headers: identity });
    const [[, first], [, second]] = said(server);
    const [a, b] = JSON.parse(server.seen[1].body);
    assert.equal(Number.parseInt(first, 36), a);
    assert.equal(Number.parseInt(second, 36), b);
    assert.ok(second.split(',').length > 5);
    // Given back, the same comes of it.
    await f.send({ path: '/', headers: { ...identity, 'containerless-clock': `${first};${second}` } });
    assert.equal(server.seen[3].body, server.seen[1].body);
    assert.deepEqual(said(server).slice(2).map(([, clock]) => clock), [undefined, undefined]);
  }));

  test('cannot be told from Node\'s', async () => {
    const probe = `c.listen(r => {
      const describe = o => Reflect.ownKeys(o).map(k => {
        const p = Object.getOwnPropertyDescriptor(o, k);
        return [String(k), p.writable, p.enumerable, p.configurable, typeof p.value];
      });
      class Mine extends Date { twice() { return this.getTime() * 2; } }
      const mine = new Mine(5);
      const d = new Date(0);
      const attempt = f => { try { return f(); } catch (e) { return e.name + ': ' + e.message; } };
      c.respond(JSON.stringify([
        describe(Date), describe(Math), describe(Date.prototype), describe(globalThis).filter(p => p[0] === 'Date'),
        Date.name, Date.length, Date.now.name, Date.now.length, Math.random.name, Math.random.length,
        String(Date), String(Date.now), String(Math.random), Function.prototype.toString.call(Date), String(Function.prototype.toString),
        describe(Function.prototype), String(describe), String(class A {}),
        Date.prototype.constructor === Date, d instanceof Date, d.constructor === Date, d.constructor.name, Object.getPrototypeOf(Date) === Function.prototype,
        mine instanceof Mine, mine instanceof Date, mine.twice(), new Mine().getTime() > 1e12, Object.prototype.toString.call(mine),
        Date(5, 6) === Date(), typeof Date(), new Date(2020, 1).getTime(), new Date('2020-01-02').getTime(), new Date(undefined).getTime(), new Date(d).getTime(),
        Date.UTC(2020), Date.parse('2020'), Reflect.construct(Date, [7], Array) instanceof Array, typeof structuredClone(d).getTime(),
        attempt(() => new Date.now()), attempt(() => new Math.random()), attempt(() => Function.prototype.toString.call({})), attempt(() => Date.prototype.getTime.call({})),
        'prototype' in Date.now, 'prototype' in Math.random, require('util').inspect(Date), require('util').inspect([Math.random, Date.now, d]),
      ]));
    });`;
    const seen = [];
    await withFunction(probe, async f => { seen.push((await f.send({ path: '/' })).body); });
    await withEgress(probe, async f => { for (const headers of [{}, identity]) seen.push((await f.send({ path: '/', headers })).body); });
    assert.equal(JSON.parse(seen[0]).length, JSON.parse(seen[1]).length);
    JSON.parse(seen[0]).forEach((/** @type {any} */ expected, /** @type {number} */ i) => {
      assert.deepEqual(JSON.parse(seen[1])[i], expected, `${i}`);
      assert.deepEqual(JSON.parse(seen[2])[i], expected, `${i}`);
    });
  });
});
