// Pins down timers: the order of timeouts, immediates and data: calls, clearing, arguments, and nested ones.
// Compiled rows: 0-15
let containerless = require('containerless');

let cases = {
  order: function (log, done) {
    setTimeout(log('thirty'), 30);
    setTimeout(log('ten'), 10);
    setTimeout(log('twenty'), 20);
    setTimeout(log('none'));
    setTimeout(log('zero'), 0);
    setTimeout(log('one'), 1);
    setTimeout(log('text'), '1');
    setTimeout(log('negative'), -3);
    setTimeout(log('nonsense'), 'soon');
    setTimeout(done, 60);
  },
  phases: function (log, done) {
    setTimeout(log('timeout'), 150);
    setImmediate(log('immediate'));
    containerless.get('data:1', log('data'));
    setImmediate(function () {
      log('nesting')();
      setImmediate(log('nested'));
      containerless.get('data:2', log('nested data'));
    });
    log('turn')();
    setTimeout(done, 200);
  },
  clearing: function (log, done) {
    let first = setTimeout(log('never'), 5);
    let second = setImmediate(log('nor this'));
    clearTimeout(first);
    clearTimeout(first);
    clearImmediate(second);
    clearTimeout(undefined);
    clearTimeout(null);
    clearTimeout(7);
    let third;
    setTimeout(function () { log('clears')(); clearTimeout(third); }, 5);
    third = setTimeout(log('cleared in time'), 150);
    setTimeout(done, 200);
  },
  args: function (log, done) {
    setTimeout(function (a, b, c) { log(a + b + c)(); }, 1, 1, 2, 3);
    setImmediate(function (a) { log(a)(); }, 'immediate');
    setTimeout(done, 20, 'ignored');
  },
  chain: function (log, done) {
    let n = 0;
    function step() {
      n++;
      log(n)();
      if (n === 5) { done(); } else { setTimeout(step, n); }
    }
    step();
  },
  parallel: function (log, done) {
    setTimeout(log('a'), 150);
    setTimeout(function () { setTimeout(log('b'), 10); }, 10);
    setTimeout(function () { setTimeout(log('c'), 290); }, 10);
    setTimeout(done, 450);
  },
  never: function (log, done) {
    clearTimeout(setTimeout(done, 100000));
  },
  types: function (log, done) {
    let timer = setTimeout(done, 1);
    let immediate = setImmediate(log('i'));
    log(typeof timer + (timer === timer) + (timer === immediate) + !timer)();
  },
  shape: function (log, done) {
    setTimeout(done, 1).unref();
  },
};

containerless.listen(function (request) {
  let seen = [];
  cases[request.body.c](function (name) {
    return function () { seen.push(name); };
  }, function () {
    containerless.respond(seen.join(' '));
  });
});
