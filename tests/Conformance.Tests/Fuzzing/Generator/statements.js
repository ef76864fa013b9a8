// @ts-check
'use strict';

const { expression, arrow, generator } = require('./expressions');
const { functionDeclaration, generatorDeclaration, asyncDeclaration, classDeclaration } = require('./declarations');

/** @typedef {import('./builder').Builder} Builder @typedef {import('./builder').Type} Type @typedef {import('./builder').Production} Production */

/** How deep expressions in statements go. */
const deep = 3;

/** Several statements, one a line. @param {Builder} b @param {number} count @param {number} depth @returns {string} */
function statements(b, count, depth) {
  const lines = [];
  for (let i = 0; i < count; i++) lines.push(b.choose(depth <= 0 ? simple : all, depth));
  return lines.join('\n');
}

/** @param {Builder} b @param {number} depth @returns {string} a block with a scope of its own */
function block(b, depth) {
  return b.scope(() => `{\n${statements(b, 1 + b.below(3), depth - 1)}\n}`);
}

/** The body of a loop. @param {Builder} b @param {number} depth @param {string | null} label @param {() => void} [declare] */
function loopBody(b, depth, label, declare = () => {}) {
  return b.scope(() => {
    declare();
    if (label) b.labels = [...b.labels, { label, loop: true }];
    b.loops++;
    b.breakable++;
    const text = `{\ntick();\n${statements(b, 1 + b.below(3), depth - 1)}\n}`;
    b.loops--;
    b.breakable--;
    if (label) b.labels = b.labels.slice(0, -1);
    return text;
  });
}

/** Types that `let` and its like may have. */
const types = /** @type {Type[]} */ (['num', 'num', 'num', 'str', 'str', 'bool', 'nums', 'nums', 'strs', 'rec', 'rec', 'fn', 'map', 'set', 'obj', 'any']);

/** @param {Builder} b @param {Type} type @param {number} depth */
function logged(b, type, depth) {
  const value = expression(b, type, depth);
  return type === 'map' || type === 'set' ? `[...${value}]` : value;
}

/** @param {Builder} b */
function log(b) {
  const looked = /** @type {Type[]} */ (['num', 'str', 'bool', 'nums', 'strs', 'rec', 'any', 'map', 'set', 'obj']);
  return `log(${Array.from({ length: 1 + b.below(2) }, () => logged(b, b.pick(looked), deep)).join(', ')});`;
}

/** @type {Production[]} */
const simple = [
  [6, 'log', b => log(b)],
  [8, 'declaration', b => {
    const type = b.pick(types);
    const value = expression(b, type, deep);
    const name = b.fresh('v');
    const kind = b.pick(['let', 'let', 'const', 'var']);
    b.declare(name, type, kind !== 'const');
    return `${kind} ${name} = ${value};`;
  }],
  [6, 'assignment', b => assignment(b)],
  [2, 'member write', b => { const v = b.variable('rec'); return v && b.pick([() => `${v}.n ${b.pick(['=', '+=', '-=', '??='])} ${expression(b, 'num', 2)};`, () => `${v}['s'] = cut(${expression(b, 'str', 2)});`, () => `${v}.n++;`, () => `${v}[${expression(b, 'str', 1)}] = ${expression(b, 'num', 2)};`, () => `delete ${v}.${b.pick(['n', 'zz'])};`])(); }],
  [3, 'array change', b => { const v = b.variable('nums', true); return v && b.pick([() => `${v} = cutA(${v}); ${v}.push(${expression(b, 'num', 2)});`, () => `log(${v}.pop());`, () => `log(${v}.shift());`, () => `${v}.unshift(${expression(b, 'num', 1)});`, () => `log(${v}.splice(${b.below(3)}, ${b.below(2)}));`, () => `${v}[${b.below(3)}] = ${expression(b, 'num', 2)};`, () => `${v}.sort((x, y) => x - y);`, () => `${v}.reverse();`, () => `${v}.length = ${b.below(3)};`])(); }],
  [1, 'map and set change', b => { const v = b.variable('map'); const s = b.variable('set'); return v ? `${v}.${b.oneIn(3) ? `delete(${expression(b, 'str', 1)})` : `set(${expression(b, 'str', 1)}, ${expression(b, 'num', 2)})`};` : s && `${s}.${b.pick(['add', 'delete'])}(${expression(b, 'num', 1)});`; }],
  [1, 'method call', b => { const v = b.variable('obj'); return v && `log(${v}.m(${expression(b, 'num', 2)}), ${v});`; }],
  [2, 'jump', b => jump(b)],
  [1, 'throw', b => `if (${expression(b, 'bool', 2)}) throw ${b.pick([() => `new ${b.pick(['Error', 'TypeError', 'RangeError'])}(${expression(b, 'str', 1)})`, () => expression(b, 'num', 1), () => expression(b, 'str', 1)])()};`],
  [1, 'module state', b => `seen.push(${expression(b, 'num', 2)}); state ${b.pick(['=', '+='])} ${expression(b, 'num', 1)};`],
  [1, 'console', b => `console.${b.pick(['log', 'error'])}(${expression(b, 'str', 1)}, ${expression(b, 'rec', 1)});`],
  [2, 'object pattern', b => pattern(b)],
  [2, 'array pattern', b => {
    const [x, y, rest] = [b.fresh('v'), b.fresh('v'), b.fresh('v')];
    const text = `let [${x} = ${expression(b, 'num', 1)}, ${b.oneIn(3) ? ', ' : ''}${y} = 0, ...${rest}] = ${expression(b, 'nums', 2)};`;
    b.declare(x, 'num', true);
    b.declare(y, 'num', true);
    b.declare(rest, 'nums', true);
    return text;
  }],
  [1, 'swap', b => { const [x, y] = [b.variable('num', true), b.variable('num', true)]; return x && y && x !== y ? `[${x}, ${y}] = [${y}, ${x}];` : null; }],
  [1, 'await', b => (b.inAsync ? `log(await ${b.pick([() => expression(b, 'num', 2), () => `Promise.all([${expression(b, 'num', 1)}, ${expression(b, 'str', 1)}])`, () => `new Promise(r => setTimeout(r, ${b.below(2)}, ${b.body({ result: null }, () => expression(b, 'num', 1))}))`, () => `get('data:' + JSON.stringify(${expression(b, 'nums', 1)}))`, () => `Promise.reject(new Error('r')).catch(e => e.message)`])()});` : null)],
  [1, 'promise', b => (b.inAsync ? `Promise.resolve(${expression(b, 'num', 1)}).then(${arrow(b, ['num'], 'num', 2)}).then(v => log('then', v)${b.oneIn(3) ? ', e => log(show(e))' : ''}).catch(e => log('caught', e && e.message));` : null)],
  [3, 'yield', b => (b.inGenerator ? b.pick([() => `yield ${expression(b, 'num', 2)};`, () => `state = (yield ${expression(b, 'num', 1)}) ?? 0;`, () => `yield* ${expression(b, 'nums', 1)};`])() : null)],
];

/** @type {Production[]} */
const compound = [
  [6, 'if', (b, d) => `if (${expression(b, 'bool', deep)}) ${block(b, d)}${b.oneIn(2) ? ` else ${b.oneIn(4) ? `if (${expression(b, 'bool', 2)}) ${block(b, d)} else ` : ''}${block(b, d)}` : ''}`],
  [7, 'loop', (b, d) => loop(b, d)],
  [3, 'switch', (b, d) => switchStatement(b, d)],
  [4, 'try', (b, d) => tryStatement(b, d)],
  [1, 'block', (b, d) => block(b, d)],
  [1, 'labelled block', (b, d) => {
    const label = b.fresh('l');
    b.labels = [...b.labels, { label, loop: false }];
    const text = `${label}: ${block(b, d)}`;
    b.labels = b.labels.slice(0, -1);
    return text;
  }],
  [4, 'function', (b, d) => functionDeclaration(b, d, statements)],
  [1, 'generator', (b, d) => generatorDeclaration(b, d, statements)],
  [1, 'async function', (b, d) => (b.inAsync ? asyncDeclaration(b, d, statements) : null)],
  [1, 'class', b => (b.classes.length < 3 ? classDeclaration(b, false) : null)],
];

const all = [...simple, ...compound];

/** @param {Builder} b @returns {string | null} */
function assignment(b) {
  const writable = b.variables.filter(v => v.writable);
  if (writable.length === 0) return null;
  const { name, type } = b.pick(writable);
  const value = expression(b, type, deep);
  if (type === 'num') return b.pick([`${name} = ${value};`, `${name} ${b.pick(['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=', '>>>=', '&&=', '||=', '??='])} ${value};`, `${name}++;`, `--${name};`]);
  if (type === 'str') return b.oneIn(2) ? `${name} = cut(${name} + ${value});` : `${name} = cut(${value});`;
  if (type === 'nums' || type === 'strs') return `${name} = cutA(${value});`;
  return `${name} = ${value};`;
}

/** @param {Builder} b */
function pattern(b) {
  const [n, s, rest] = [b.fresh('v'), b.fresh('v'), b.fresh('v')];
  const text = b.pick([
    () => `let { n: ${n} = 1, s: ${s} = 'd', ...${rest} } = ${expression(b, 'rec', 2)};`,
    () => `let { ['n']: ${n} = 2, s: ${s} = ${expression(b, 'str', 1)}, ...${rest} } = ${expression(b, 'rec', 2)};`,
    () => `let { a: [${n} = 5] = [], s: ${s} = '', ...${rest} } = ${expression(b, 'rec', 2)};`,
  ])();
  b.declare(n, 'num', true);
  b.declare(s, 'str', true);
  b.declare(rest, 'any', true);
  return text;
}

/** @param {Builder} b @returns {string | null} */
function jump(b) {
  /** @type {string[]} */
  const jumps = [];
  if (b.breakable > 0) jumps.push('break;');
  if (b.loops > 0) jumps.push('continue;');
  for (const { label, loop } of b.labels) jumps.push(`break ${label};`, ...(loop ? [`continue ${label};`] : []));
  if (b.result !== null) jumps.push(`return ${expression(b, b.result, 2)};`);
  return jumps.length === 0 ? null : `if (${expression(b, 'bool', 2)}) ${b.pick(jumps)}`;
}

/** @param {Builder} b @param {number} depth */
function loop(b, depth) {
  const i = b.fresh('i');
  const n = 1 + b.below(4);
  const label = b.oneIn(3) ? b.fresh('l') : null;
  if (label) b.uses('label');
  const head = label ? `${label}: ` : '';
  const counted = () => loopBody(b, depth, label, () => b.declare(i, 'num', false));
  /** @param {Type} type @param {string} name @returns {() => string} */
  const over = (type, name = i) => () => loopBody(b, depth, label, () => b.declare(name, type, true));
  /** @type {Production[]} */
  const kinds = [
    [4, 'for', () => `${head}for (let ${i} = 0; ${i} < ${n}; ${i}++) ${counted()}`],
    [1, 'for with closures', () => {
      const fs = b.fresh('v');
      return `const ${fs} = [];\n${head}for (let ${i} = 0; ${i} < ${n}; ${i}++) {\ntick();\n${fs}.push(() => ${i} + state);\n${loopBody(b, depth, label, () => b.declare(i, 'num', true))}\n}\nlog(${fs}.map(f => f()));`;
    }],
    [1, 'for with var', () => `${head}for (var ${i} = ${n}; ${i} > 0; ${i} -= 1) ${counted()}`],
    [1, 'while', () => `{\nlet ${i} = 0;\n${head}while (${i}++ < ${n} && ${expression(b, 'bool', 1)}) ${counted()}\n}`],
    [1, 'do-while', () => `{\nlet ${i} = 0;\n${head}do ${counted()} while (++${i} < ${n});\n}`],
    [4, 'for-of array', () => { const list = expression(b, 'nums', 2); return `${head}for (${b.pick(['const', 'let'])} ${i} of cutA(${list})) ${loopBody(b, depth, label, () => b.declare(i, 'num', false))}`; }],
    [1, 'for-of text', () => `${head}for (const ${i} of cut(${expression(b, 'str', 2)}).slice(0, 5)) ${loopBody(b, depth, label, () => b.declare(i, 'str', false))}`],
    [1, 'for-of strings', () => `${head}for (let ${i} of cutA(${expression(b, 'strs', 2)})) ${over('str')()}`],
    [1, 'for-of map', () => { const [k, v] = [b.fresh('v'), b.fresh('v')]; return `${head}for (const [${k}, ${v}] of ${expression(b, 'map', 1)}) ${loopBody(b, depth, label, () => { b.declare(k, 'str', false); b.declare(v, 'num', false); })}`; }],
    [1, 'for-of set', () => `${head}for (const ${i} of ${expression(b, 'set', 1)}) ${loopBody(b, depth, label, () => b.declare(i, 'num', false))}`],
    [1, 'for-of entries', () => { const [k, v] = [b.fresh('v'), b.fresh('v')]; return `${head}for (const [${k}, ${v}] of ${b.oneIn(2) ? `cutA(${expression(b, 'nums', 1)}).entries()` : `cutA(${expression(b, 'nums', 1)}).map((v, i) => [i, v])`}) ${loopBody(b, depth, label, () => { b.declare(k, 'num', false); b.declare(v, 'num', false); })}`; }],
    [1, 'for-of generator', () => { const g = generator(b); return g && `${head}for (const ${i} of ${g}(${b.below(4)})) ${loopBody(b, depth, label, () => b.declare(i, 'num', false))}`; }],
    [1, 'for-in', () => `${head}for (const ${i} in ${expression(b, b.oneIn(3) ? 'nums' : 'rec', 1)}) ${loopBody(b, depth, label, () => b.declare(i, 'str', false))}`],
  ];
  return b.choose(kinds, depth);
}

/** @param {Builder} b @param {number} depth */
function switchStatement(b, depth) {
  const onText = b.oneIn(2);
  const subject = onText ? expression(b, 'str', 2) : `(${expression(b, 'num', 2)}) % 4`;
  const labels = onText ? ["'a'", "'hello'", "''", "'one'"] : ['0', '1', '2', '3'];
  return b.scope(() => {
    b.breakable++;
    const cases = Array.from({ length: 2 + b.below(3) }, (_, i) => {
      const head = i === 1 && b.oneIn(2) ? 'default' : `case ${b.oneIn(4) ? expression(b, onText ? 'str' : 'num', 1) : labels[i % 4]}`;
      return `${head}:\n${b.oneIn(5) ? '' : block(b, depth)}\n${b.oneIn(3) ? '' : 'break;'}`;
    });
    b.breakable--;
    return `switch (${subject}) {\n${cases.join('\n')}\n}`;
  });
}

/** Patterns that their values do not fit. */
const destructured = ['let { q } = null;', 'let { q = 1 } = input.missing;', 'const { q: { r } } = input.o;', '(({ q }) => q)();', 'let [q] = input.missing;', 'let q; ({ q } = undefined);'];

/** @param {Builder} b @param {number} depth */
function tryStatement(b, depth) {
  const e = b.fresh('e');
  const thrown = b.oneIn(2) ? `\nif (${expression(b, 'bool', 2)}) throw new ${b.pick(['Error', 'TypeError', 'RangeError'])}(${expression(b, 'str', 1)});` : '';
  const bad = b.oneIn(3) ? `\n${b.pick(['null.zz;', 'input.missing.deep;', 'undefinedName;', 'input.n();', "JSON.parse('{bad');", "'x'.repeat(-1);", 'new Array(-1);', "Symbol() + '';", '[].reduce((x, y) => x);', '(1).toFixed(200);', 'const c = 1; c = 2;', 'early; let early = 1;', 'for (const x of 5);', ...destructured])}` : '';
  if (bad) b.uses('engine error');
  const body = b.scope(() => `{\n${statements(b, 1 + b.below(2), depth - 1)}${thrown}${bad}\n}`);
  const handler = b.scope(() => {
    if (b.oneIn(5)) return `catch ${block(b, depth)}`;
    return `catch (${e}) {\nlog(show(${e}));\n${statements(b, 1, depth - 1)}\n}`;
  });
  const withFinally = b.oneIn(3);
  if (withFinally) b.uses('finally');
  return `try ${body} ${handler}${withFinally ? ` finally ${block(b, depth)}` : ''}`;
}

module.exports = { statements };
