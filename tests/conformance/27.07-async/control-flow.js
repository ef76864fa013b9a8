// 27.7: await inside every statement.
// traced: [{"n": 3}, {"n": 0}, {"n": 5}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

const wait = v => new Promise(r => setTimeout(r, 0, v));

listen(async ({ body }) => {
  const log = [];
  for (let i = 0; i < await wait(body.n); i++) {
    if (await wait(i === 1)) continue;
    log.push(await wait(i));
  }
  let k = body.n;
  while (await wait(k > 0)) k -= 2;
  do { k++; } while (await wait(k < 2));
  for (const v of [1, await wait(2), 3]) log.push(v * await wait(10));
  switch (await wait(body.n)) {
    case await wait(3): log.push('three'); break;
    default: log.push('default');
  }
  log.push(await wait(1) ? await wait('yes') : 'no', await wait(null) ?? await wait('nullish'), (await wait(0)) || 'or', [await wait(1), await wait(2)], { k: await wait('v') }, `t${await wait('!')}`);
  respond(show([log, k]));
});
