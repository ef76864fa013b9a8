'use strict';

// Makes up to five effects in one of several ways and gives up its compiled form at the point that the request names:
// `hole` is a branch that was never traced. What it sends and answers depends on the request, the replies and their order,
// chance and the clock.

const containerless = require('containerless');

containerless.listen(function (request) {
  const b = request.body;
  const seen = [];
  let holes = 0;

  /** The points at which it can give up, in the order in which they are passed. */
  function point() {
    holes++;
    if (holes === b.hole) {
      let mark = 'hole ' + b.hole;
      switch (b.kind) { // each is something to learn by itself
        case 0: mark = mark + ' none'; break;
        case 1: mark = 'one ' + mark; break;
        case 2: mark = mark + mark; break;
        case 3: mark = mark + ' ' + mark.length; break;
        case 4: mark = mark.toUpperCase(); break;
        case 5: mark = mark.slice(1); break;
        case 6: mark = mark + ' ' + seen.length; break;
        case 7: mark = mark + ' of ' + b.way; break;
        case 8: mark = '' + (b.hole + 1); break;
        case 9: mark = JSON.stringify({ mark: mark }); break;
        default: mark = mark + '?';
      }
      seen.push(mark);
    }
  }

  function call(k, after, done) {
    point();
    const chance = Math.random();
    const time = Date.now();
    containerless.post({ url: b.store + '/effects/' + b.run + '/' + k, body: { k: k, after: after, chance: chance, time: time, delay: b.delays[k] } }, function (reply) {
      point();
      seen.push({ k: k, after: after, chance: chance, time: time, reply: reply });
      done();
    });
    point();
  }

  function answer() {
    point();
    containerless.respond(JSON.stringify({ way: b.way, seen: seen, end: Math.random() < 2 }));
  }

  function chain(k) {
    if (k === b.calls) answer();
    else call(k, seen.length, function () { chain(k + 1); });
  }

  /** All at once; what is told of each is how many came before it. */
  function fan(first, count, done) {
    let left = count;
    for (let k = first; k < first + count; k++) {
      call(k, first, function () {
        left--;
        if (left === 0) done();
      });
    }
  }

  /** Whoever is first decides what the last one says. */
  function race() {
    let won = -1;
    const last = b.calls - 1;
    for (let k = 0; k < last; k++) {
      call(k, 0, function () {
        if (won < 0) {
          won = k;
          call(last, 'won by ' + won, answer);
        }
      });
    }
    if (last === 0) call(0, 'alone', answer);
  }

  /** The same call each time: only their order tells them apart. */
  function same(left) {
    if (left === 0) {
      answer();
      return;
    }
    point();
    containerless.post({ url: b.store + '/effects/' + b.run + '/0', body: { delay: b.delays[left - 1] > 10 ? 25 : 0 } }, function (reply) {
      point();
      seen.push({ k: 0, reply: reply });
      same(left - 1);
    });
  }

  async function together() {
    const pending = [];
    const chance = Math.random();
    for (let k = 0; k < b.calls; k++) {
      point();
      pending.push(containerless.post({ url: b.store + '/effects/' + b.run + '/' + k, body: { k: k, chance: chance, delay: b.delays[k] } }));
    }
    const replies = await Promise.all(pending);
    point();
    for (let k = 0; k < b.calls; k++) seen.push({ k: k, chance: chance, reply: replies[k] });
    answer();
  }

  async function inTurn() {
    for (let k = 0; k < b.calls; k++) {
      point();
      const chance = Math.random();
      const after = seen.length;
      const reply = await containerless.post({ url: b.store + '/effects/' + b.run + '/' + k, body: { k: k, after: after, chance: chance, time: Date.now(), delay: b.delays[k] } });
      point();
      seen.push({ k: k, after: after, chance: chance, reply: reply });
    }
    answer();
  }

  if (b.way === 'chain') {
    chain(0);
  } else if (b.way === 'fan') {
    fan(0, b.calls, answer);
  } else if (b.way === 'race') {
    race();
  } else if (b.way === 'await') {
    inTurn();
  } else if (b.way === 'same') {
    same(b.calls);
  } else if (b.way === 'together') {
    together();
  } else if (b.way === 'timer') {
    fan(0, b.calls - 1, function () {
      setTimeout(function () { call(b.calls - 1, 'later', answer); }, 3);
    });
    if (b.calls === 1) setTimeout(function () { call(0, 'later', answer); }, 3);
  } else {
    // late: the answer first, then the effects
    answer();
    fan(0, b.calls, function () { point(); });
  }
});
