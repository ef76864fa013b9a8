// throw, try with a handler, a finalizer and both; jumps and returns through finalizers.
let containerless = require('containerless');
let log = [];

function check(n) {
  if (n < 0) throw 'negative';
  return n * 2;
}

function attempt(n) {
  try {
    return check(n);
  } catch (error) {
    log.push(error);
    return -1;
  } finally {
    log.push('done');
  }
}

function search(items) {
  let seen = 0;
  outer: for (let item of items) {
    for (;;) {
      try {
        seen++;
        if (item === 'skip') continue outer;
        if (item === 'stop') break outer;
        break;
      } finally {
        seen += 10;
      }
    }
  }
  return seen;
}

containerless.listen(function (request) {
  log = [];
  let found = attempt(request.body.n);
  let total;
  try {
    total = check(found);
  } catch {
    total = 0;
  }
  containerless.respond(`${found} ${total} ${search(request.body.items)} ${log}`);
});
