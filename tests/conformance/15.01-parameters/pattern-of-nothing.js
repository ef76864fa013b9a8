// 14.3.3: a parameter's pattern that is given null or undefined is a TypeError that tells which.
// traced: [{"v": null}, {"v": {"a": {"b": 1}}}]
// run: [{}, {"v": {"a": null}}, {"v": {"a": {"b": 2}}}]
const { listen, respond } = require('containerless');

const named = ({ a }) => a;
const nested = ({ a: { b } }) => b;
const computed = ({ ['a']: a }) => a;
const rest = ({ ...all }) => all;
const later = (x, { a }) => [x, a];
const empty = ({}) => 'empty';
function sloppy({ a, c = 1 }) { return [a, c]; }
function* generator({ a }) { yield a; }
async function promised({ a }) { return a; }
class Taker {
  constructor({ a }) { this.a = a; }
  method({ a }) { return a; }
}

listen(async ({ body }) => {
  const { v } = body;
  const log = [];
  const works = [() => named(v), () => nested(v), () => computed(v), () => rest(v), () => later(1, v), () => empty(v), () => sloppy(v),
    () => [...generator(v)], () => promised(v), () => new Taker(v), () => new Taker({}).method(v), () => [v].map(({ a }) => a)];
  for (const work of works) {
    try {
      log.push(await work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(JSON.stringify(log));
});
