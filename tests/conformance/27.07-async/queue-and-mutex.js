// 27.7: a queue that runs jobs one at a time.
// traced: [{"n": 3}]
// run: [{"n": 1}, {"n": 6}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Queue {
  #tail = Promise.resolve();
  add(work) {
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => {});
    return result;
  }
}

listen(async ({ body }) => {
  const q = new Queue(), log = [];
  const jobs = [];
  for (let i = 0; i < body.n; i++) {
    jobs.push(q.add(async () => {
      log.push('in ' + i);
      await null;
      await null;
      log.push('out ' + i);
      if (i === 1) throw new Error('job 1');
      return i;
    }).catch(e => e.message));
  }
  respond(show([await Promise.all(jobs), log]));
});
