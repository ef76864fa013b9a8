// 27.7: every form of async function.
// traced: [{"v": 1}]
// run: [{"v": "s"}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

async function declared(v) { return v; }
const expression = async function named(v) { return [v, named.name]; };
const arrow = async v => v, block = async (v) => { return await v; };
const o = { async m(v) { return v; }, async *gen() {}, async: 5, await: 6 };
class C { async m(v) { return v; } static async s(v) { return v; } async ['c' + 1](v) { return v; } f = async v => v; }

listen(async ({ body }) => {
  const c = new C();
  respond(show([await declared(body.v), await expression(body.v), await arrow(body.v), await block(body.v), await o.m(body.v), o.async + o.await, await c.m(body.v), await C.s(body.v), await c.c1(body.v), await c.f(body.v), await (async () => body.v)()]));
});
