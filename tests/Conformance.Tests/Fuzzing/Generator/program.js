// @ts-check
'use strict';

const { Builder } = require('./builder');
const { Random } = require('./random');
const { statements } = require('./statements');
const { expression } = require('./expressions');
const { classDeclaration } = require('./declarations');

/** What every batch begins with. */
const prelude = `const { listen, respond, get } = require('containerless');
let lines = [];
let ticks = 0;
function show(v, depth = 0) {
  if (depth > 4) return '...';
  if (Array.isArray(v)) return '[' + Array.from(v, (x, i) => (i in v ? show(x, depth + 1) : 'hole')).join() + ']';
  if (v instanceof Error) return v.name + '(' + v.message + ')';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k], depth + 1)).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
function log(...values) {
  if (lines.length < 60) lines.push(values.map(v => show(v)).join(' '));
}
function tick() {
  if (++ticks > 300) throw new RangeError('out of ticks');
}
const cut = s => \`\${s}\`.slice(0, 30);
const cutA = a => a.slice(0, 6);
const tag = (strings, ...values) => strings.join('|') + values.map(v => show(v)).join('/') + strings.raw.length;
function attempt(work, otherwise) {
  try {
    return work();
  } catch (e) {
    return otherwise;
  }
}
show([-0, 'text', { a: show }, new Error('e'), , [[[[[[]]]]]]]);
`;

/** What every batch ends with. The programs' module state is made when one is first asked, so that none spoils the others. */
const dispatch = `listen(({ body }) => {
  lines = [];
  ticks = 0;
  const program = (made[body.p] ??= programs[body.p]());
  const result = program(body.i);
  if (result instanceof Promise) result.then(r => respond(lines.concat(show(r)).join('\\n')));
  else respond(lines.concat(show(result)).join('\\n'));
});
`;

/**
 * One program: a function with its module state, and requests for it.
 * @param {number} seed @param {number} number
 * @returns {{text: string, traced: any[], more: any[], features: string[]}}
 */
function makeProgram(seed, number) {
  const b = new Builder(seed, number);
  const isAsync = b.oneIn(4);
  if (isAsync) b.uses('async program');
  const text = b.body({ result: 'num', async: isAsync }, () => {
    b.input = false;
    const classes = Array.from({ length: b.below(3) }, () => classDeclaration(b, true));
    b.input = true;
    if (classes.length > 0) b.uses('class');
    const body = `${statements(b, 4 + b.below(5), 3)}\nreturn ${expression(b, 'num', 2)};`;
    return `() => {\nlet state = ${b.below(5)};\nconst seen = [];\n${classes.join('\n')}\nreturn ${isAsync ? 'async ' : ''}function program(input) {\n${body}\n};\n}`;
  });
  const random = new Random(seed + 1, number);
  const inputs = Array.from({ length: 7 }, () => makeInput(random));
  return { text, traced: inputs.slice(0, 6), more: inputs.slice(6), features: [...b.features] };
}

/** @param {Random} random */
function makeInput(random) {
  const n = random.below(10) - 2;
  const text = random.pick(['hello', 'a b c', 'zoo', '42', 'mixed Case', 'aab']);
  return {
    n, x: random.below(100) / 4 + 0.125, k: random.below(4), b: random.oneIn(2), s: text,
    a: Array.from({ length: 1 + random.below(3) }, () => random.below(20) - 5),
    w: Array.from({ length: 1 + random.below(3) }, () => random.pick(['one', 'a', 'bb', 'q'])),
    o: { n: random.below(9), s: random.pick(['os', 'p']), a: [random.below(9)] },
  };
}

/**
 * Programs of a seed, made one function, so that they are compiled at once.
 * @param {number} seed @param {number} first @param {number} count
 * @returns {{source: string, traced: any[], more: any[], features: string[][]}}
 */
function makeBatch(seed, first, count) {
  const programs = Array.from({ length: count }, (_, i) => makeProgram(seed, first + i));
  const list = programs.map(({ text }, i) => `// program ${first + i} of seed ${seed}\nprograms.push(${text});\n`).join('\n');
  const source = `// Seed ${seed}, programs ${first} to ${first + count - 1}.\n${prelude}const programs = [], made = [];\n${list}\n${dispatch}`;
  const requests = (/** @type {'traced' | 'more'} */ which) => programs.flatMap((program, p) => program[which].map(i => ({ p, i })));
  return { source, traced: requests('traced'), more: requests('more'), features: programs.map(p => p.features) };
}

module.exports = { makeBatch };
