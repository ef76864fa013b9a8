// Pins down throw, try with handlers and finalizers, jumps and returns through finalizers, what a finalizer overrides,
// and what a handler sees of variables.
// Compiled rows: all.
const containerless = require('containerless');

function check(n) {
  if (n < 0) throw 'negative';
  if (n > 100) throw { code: n };
  return n * 2;
}

function attempt(n, log) {
  try {
    return check(n);
  } catch (error) {
    log.push(typeof error === 'string' ? error : error.code);
    return -1;
  } finally {
    log.push('done');
  }
}

function overriding(n) {
  for (;;) {
    try {
      if (n === 1) return 'try';
      if (n === 2) throw 'lost';
      return n;
    } finally {
      if (n === 1) break;
      if (n === 2) return 'finally';
    }
  }
  return 'after';
}

function nested(n, log) {
  try {
    try {
      if (n > 1) check(-1);
      log.push('inner');
    } finally {
      log.push('f1');
      try {
        if (n > 2) throw 'f2';
      } catch (e) {
        log.push('caught ' + e);
      }
    }
  } catch (e) {
    log.push('outer ' + e);
  }
  return log.length;
}

function search(items) {
  let seen = 0;
  outer: for (const item of items) {
    for (let i = 0; i < 3; i++) {
      try {
        seen++;
        if (item === 'skip') continue outer;
        if (item === 'stop') break outer;
        if (item === 'again') continue;
        break;
      } finally {
        seen += 10;
      }
    }
    do {
      try {
        if (item === 'a') break;
        seen += 100;
      } finally {
        seen += 1000;
      }
    } while (seen < 0);
  }
  return seen;
}

function variables(n) {
  let before = 1;
  let read;
  try {
    before = 2;
    check(n);
    before = 3;
  } catch ({ code = 'none' }) {
    const own = code;
    read = () => own + ' ' + before;
  }
  return read ? read() : before;
}

function closures(list) {
  const made = [];
  for (const n of list) {
    try {
      check(n);
      made.push(() => n);
    } catch (e) {
      made.push(() => e);
    }
  }
  return made.map((f) => f());
}

function order(log) {
  const o = { a() { log.push('a'); return 1; }, b() { log.push('b'); throw 'b'; } };
  try {
    log.push(o.a() + o.b() + o.a());
  } catch (e) {
    log.push('from ' + e);
  }
  return log;
}

containerless.listen((request) => {
  const { n, items } = request.body;
  const log = [];
  let total = 0;
  try {
    total = check(attempt(n, log));
  } catch {
    total = 0;
  }
  containerless.respond(JSON.stringify([
    total, attempt(n, log), overriding(n), nested(n, log), search(items), variables(n), closures([n, 2, -n, 300]).length,
    log, order([]),
  ]));
});
