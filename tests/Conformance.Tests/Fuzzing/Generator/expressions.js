// @ts-check
'use strict';

/** @typedef {import('./builder').Builder} Builder @typedef {import('./builder').Type} Type @typedef {import('./builder').Production} Production */

/** @param {Builder} b @param {Type} type @param {number} depth @returns {string} an expression of the type, in parentheses where it needs them */
function expression(b, type, depth) {
  if (depth <= 0) return b.choose(leaves[type], 0);
  return b.choose(productions[type], depth);
}

/** @param {Type} type @returns {Production} */
const variable = type => [9, 'variable', b => b.variable(type)];

/** @param {Builder} b @param {number} depth */
const num = (b, depth) => expression(b, 'num', depth - 1);
/** @param {Builder} b @param {number} depth */
const str = (b, depth) => expression(b, 'str', depth - 1);
/** @param {Builder} b @param {number} depth */
const bool = (b, depth) => expression(b, 'bool', depth - 1);
/** @param {Builder} b @param {number} depth */
const nums = (b, depth) => expression(b, 'nums', depth - 1);
/** @param {Builder} b @param {number} depth */
const strs = (b, depth) => expression(b, 'strs', depth - 1);
/** @param {Builder} b @param {number} depth */
const rec = (b, depth) => expression(b, 'rec', depth - 1);
/** @param {Builder} b @param {number} depth */
const any = (b, depth) => expression(b, b.pick(/** @type {Type[]} */ (['num', 'str', 'bool', 'nums', 'strs', 'rec', 'any'])), depth - 1);

/** A small index. @param {Builder} b */
const index = b => b.choose([[3, 'literal', () => `${b.below(4)}`], [1, 'negative index', () => '-1'], [1, 'input', () => (b.input ? 'input.k' : null)]], 0);

/** An arrow with parameters of these types. @param {Builder} b @param {Type[]} types @param {Type} result @param {number} depth */
function arrow(b, types, result, depth) {
  return b.body({ result }, () => {
    const names = types.map(type => {
      const name = b.fresh('p');
      b.declare(name, type, true);
      return name;
    });
    const list = names.length === 1 && b.oneIn(2) ? names[0] : `(${names.join(', ')})`;
    if (b.oneIn(8)) {
      b.uses('function expression');
      return `function (${names.join(', ')}) { return ${expression(b, result, depth - 1)}; }`;
    }
    const value = expression(b, result, depth - 1);
    if (b.oneIn(5)) return `${list} => { return ${value}; }`;
    return `${list} => ${value.startsWith('{') ? `(${value})` : value}`;
  });
}

const patterns = ['/[aeiou]/g', '/\\d+/', '/(\\w)(\\w)/', '/[^a-z]/gi', '/^./', '/.$/', '/(?<first>[a-m])/', '/\\s+/g', '/b|c/', '/(.)\\1/', '/x*/g'];

/** @param {Builder} b */
const pattern = b => {
  b.uses('regular expression');
  return b.pick(patterns);
};

/** Calls a function of the program. @param {Builder} b @param {Type} type @param {number} depth */
function call(b, type, depth) {
  const fitting = b.callables.filter(c => c.result === type && c.kind === 'plain');
  if (fitting.length === 0) return null;
  const { name, parameters } = b.pick(fitting);
  const given = b.oneIn(6) ? parameters.slice(0, -1) : parameters;
  return `${name}(${given.map(t => expression(b, t, depth - 1)).join(', ')})`;
}

/** What every type has. @param {Type} type @returns {Production[]} */
const common = type => [
  variable(type),
  [3, 'conditional', (b, d) => `(${bool(b, d)} ? ${expression(b, type, d - 1)} : ${expression(b, type, d - 1)})`],
  [1, 'comma', (b, d) => `(${any(b, d)}, ${expression(b, type, d - 1)})`],
  [1, 'immediately invoked', (b, d) => `(${arrow(b, [], type, d)})()`],
  [4, 'function call', (b, d) => call(b, type, d)],
  [1, 'nullish', (b, d) => `(${b.pick(['null', 'undefined'])} ?? ${expression(b, type, d - 1)})`],
  [1, 'default by destructuring', (b, d) => `(({ q = ${inside(b, () => expression(b, type, d - 1))} }) => q)({})`],
  [1, 'await', (b, d) => (b.inAsync ? `(await ${expression(b, type, d - 1)})` : null)],
  [1, 'await of a promise', (b, d) => (b.inAsync ? `(await Promise.resolve(${expression(b, type, d - 1)}))` : null)],
];

/** @type {Record<Type, Production[]>} */
const leaves = {
  num: [
    variable('num'),
    [4, 'literal', b => b.pick(['0', '1', '2', '3', '7', '-1', '10', '0.5', '-2.5', '100'])],
    [1, 'odd number', b => b.pick(['2147483647', '-2147483648', '1e21', '1e-7', '-0', 'NaN', 'Infinity', '4294967295', '0.1'])],
    [4, 'input', b => (b.input ? b.pick(['input.n', 'input.x', 'input.k']) : null)],
  ],
  str: [
    variable('str'),
    [3, 'literal', b => b.pick(["'a'", "'hello'", "''", "'b c'", "'42'", "'Zed'", "'é😀'", "'x1y2'"])],
    [4, 'input', b => (b.input ? 'input.s' : null)],
  ],
  bool: [variable('bool'), [2, 'literal', b => b.pick(['true', 'false'])], [3, 'input', b => (b.input ? 'input.b' : null)]],
  nums: [variable('nums'), [2, 'literal', b => b.pick(['[1, 2, 3]', '[]', '[0.5, -1]', '[3, 1, 2, 5]'])], [4, 'input', b => (b.input ? 'input.a' : null)]],
  strs: [variable('strs'), [2, 'literal', b => b.pick(["['p', 'q']", "['one']", "['b', 'a', 'c']"])], [4, 'input', b => (b.input ? 'input.w' : null)]],
  rec: [variable('rec'), [2, 'literal', () => "{ n: 1, s: 'lit', a: [1] }"], [4, 'input', b => (b.input ? 'input.o' : null)]],
  fn: [variable('fn'), [2, 'arrow', b => b.pick(['x => x + 1', 'x => x * 2', 'Math.abs', 'x => -x'])]],
  map: [variable('map'), [1, 'map', () => "new Map([['a', 1], ['b', 2]])"]],
  set: [variable('set'), [1, 'set', () => 'new Set([1, 2, 2])']],
  obj: [
    variable('obj'),
    [4, 'new', b => (b.classes.length > 0 ? `new ${b.pick(b.classes).name}(${b.pick(['1', '2.5', '7'])})` : null)],
    [1, 'literal', () => "{ v: 1, get twice() { return this.v * 2; }, m(x) { return this.v + x; } }"],
  ],
  any: [
    [2, 'literal', b => b.pick(['null', 'undefined', '0', "''", 'false', '[]', '[[1], {}]', '{ k: null }'])],
    [2, 'variable', b => (b.variables.length > 0 ? b.pick(b.variables.filter(v => !['map', 'set', 'fn', 'obj'].includes(v.type)).concat({ name: 'null', type: 'any', writable: false })).name : null)],
  ],
};

/** @type {Record<Type, Production[]>} */
const productions = {
  num: [
    ...leaves.num,
    ...common('num'),
    [8, 'arithmetic', (b, d) => `(${num(b, d)} ${b.pick(['+', '-', '*', '/', '%'])} ${num(b, d)})`],
    [2, 'bitwise', (b, d) => `(${num(b, d)} ${b.pick(['&', '|', '^', '<<', '>>', '>>>'])} ${num(b, d)})`],
    [1, 'exponent', (b, d) => `((${num(b, d)}) ** ${b.pick(['2', '3', '0', '1'])})`],
    [2, 'unary', (b, d) => `(${b.pick(['-', '+', '~'])}(${num(b, d)}))`],
    [2, 'update', b => { const v = b.variable('num', true); return v && b.pick([`${v}++`, `++${v}`, `${v}--`, `--${v}`].map(t => `(${t})`)); }],
    [2, 'assignment expression', (b, d) => { const v = b.variable('num', true); return v && `(${v} ${b.pick(['=', '+=', '-=', '*='])} ${num(b, d)})`; }],
    [3, 'Math', (b, d) => `Math.${b.pick(['floor', 'ceil', 'round', 'trunc', 'abs', 'sign', 'sqrt', 'clz32', 'fround'])}(${num(b, d)})`],
    [1, 'Math.min and max', (b, d) => `Math.${b.pick(['min', 'max'])}(${num(b, d)}, ${num(b, d)}${b.oneIn(3) ? `, ...${nums(b, d)}` : ''})`],
    [2, 'logical', (b, d) => `(${num(b, d)} ${b.pick(['&&', '||'])} ${num(b, d)})`],
    [2, 'length', (b, d) => `${b.oneIn(2) ? str(b, d) : nums(b, d)}.length`],
    [1, 'char code', (b, d) => `(${str(b, d)}.charCodeAt(${index(b)}) || 0)`],
    [1, 'index of', (b, d) => (b.oneIn(2) ? `${str(b, d)}.indexOf(${str(b, d)})` : `${nums(b, d)}.indexOf(${num(b, d)})`)],
    [2, 'number from text', (b, d) => `${b.pick(['Number', 'parseInt', 'parseFloat', '+'])}(${str(b, d)})`],
    [3, 'element', (b, d) => `(${nums(b, d)}[${index(b)}] ?? ${num(b, 1)})`],
    [1, 'at', (b, d) => `(${nums(b, d)}.at(${index(b)}) ?? -1)`],
    [3, 'reduce', (b, d) => `${nums(b, d)}.reduce(${arrow(b, ['num', 'num'], 'num', d)}, ${num(b, 1)})`],
    [1, 'find', (b, d) => `(${nums(b, d)}.find(${arrow(b, ['num'], 'bool', d)}) ?? 0)`],
    [1, 'find index', (b, d) => `${nums(b, d)}.${b.pick(['findIndex', 'findLastIndex'])}(${arrow(b, ['num'], 'bool', d)})`],
    [3, 'member', (b, d) => `${parenthesized(rec(b, d))}${b.pick(['.n', "['n']", '?.n'])}`],
    [2, 'call of a value', (b, d) => `(${expression(b, 'fn', d - 1)})(${num(b, d)})`],
    [1, 'map get', (b, d) => `(${expression(b, 'map', 0)}.get(${str(b, d)}) ?? 0)`],
    [1, 'size', b => `${expression(b, b.oneIn(2) ? 'map' : 'set', 0)}.size`],
    [3, 'method call', (b, d) => { const v = b.variable('obj'); return v && `${v}.m(${num(b, d)})`; }],
    [2, 'field', b => { const v = b.variable('obj'); return v && `${v}.${b.pick(['v', 'twice'])}`; }],
    [1, 'static', b => (b.classes.length > 0 ? `${b.pick(b.classes).name}.make(2).v` : null)],
    [1, 'boolean as number', (b, d) => `(+${bool(b, d)})`],
    [1, 'date', (b, d) => `new Date(Math.abs(${num(b, d)} | 0) * 1000).${b.pick(['getTime', 'getUTCDate', 'getUTCHours', 'getUTCDay', 'getUTCFullYear'])}()`],
    [1, 'generator spread', b => { const g = generator(b); return g && `[...${g}(${b.below(4)})].length`; }],
    [1, 'module state', b => b.pick(['(state += 1)', 'state', 'seen.length'])],
    [1, 'typeof guard', (b, d) => `(v => (typeof v === 'number' ? v : 0))(${any(b, d)})`],
    [1, 'try expression', (b, d) => `attempt(() => ${parenthesized(inside(b, () => num(b, d)))}, -1)`],
    [1, 'search', (b, d) => `${str(b, d)}.search(${pattern(b)})`],
  ],
  str: [
    ...leaves.str,
    ...common('str'),
    [6, 'concatenation', (b, d) => `(${str(b, d)} + ${b.oneIn(2) ? str(b, d) : any(b, d)})`],
    [5, 'template', (b, d) => `\`${b.pick(['', 'v=', '<'])}\${${any(b, d)}}${b.pick(['', ' ', '-'])}\${${str(b, d)}}\``],
    [2, 'number to text', (b, d) => `${b.pick(['String', '"" + '])}(${num(b, d)})`.replace(/^"" \+ \((.*)\)$/s, '("" + ($1))')],
    [1, 'toFixed', (b, d) => `(${num(b, d)}).toFixed(${b.below(4)})`],
    [1, 'radix', (b, d) => `(${num(b, d)} | 0).toString(${b.pick(['2', '16', '36', '10'])})`],
    [3, 'slice', (b, d) => `${str(b, d)}.${b.pick(['slice', 'substring', 'substr'])}(${index(b)}${b.oneIn(2) ? `, ${index(b)}` : ''})`],
    [2, 'case', (b, d) => `${str(b, d)}.${b.pick(['toUpperCase', 'toLowerCase', 'trim', 'trimStart', 'trimEnd'])}()`],
    [2, 'char', (b, d) => `${str(b, d)}.${b.pick(['charAt', 'at'])}(${index(b)})`.replace(/^(.*\.at\(.*\))$/s, '($1 ?? "")')],
    [2, 'replace text', (b, d) => `${str(b, d)}.${b.pick(['replace', 'replaceAll'])}(${b.pick(["'a'", "'l'", "''", "' '"])}, ${b.oneIn(2) ? str(b, d) : arrow(b, ['str'], 'str', d)})`],
    [2, 'replace pattern', (b, d) => `${str(b, d)}.replace(${pattern(b)}, ${b.oneIn(2) ? b.pick(["'[$&]'", "'$1'", "'-'", "'$$'"]) : arrow(b, ['str'], 'str', d)})`],
    [1, 'match', (b, d) => `(${str(b, d)}.match(${pattern(b)})?.[0] ?? 'none')`],
    [1, 'pad and repeat', (b, d) => `${str(b, d)}.${b.pick(["padStart(5, 'xy')", 'padEnd(4)', 'repeat(2)'])}`],
    [3, 'join', (b, d) => `${b.oneIn(2) ? strs(b, d) : nums(b, d)}.join(${b.pick(["'-'", "''", ''])})`],
    [2, 'element', (b, d) => `(${strs(b, d)}[${index(b)}] ?? 'gone')`],
    [2, 'member', (b, d) => `${parenthesized(rec(b, d))}${b.pick(['.s', "['s']"])}`],
    [2, 'JSON.stringify', (b, d) => `JSON.stringify(${b.pick([rec, nums, strs, any])(b, d)}${b.pick(['', '', ', null, 1'])})`.replace(/^(.*)$/s, '($1 ?? "none")')],
    [1, 'typeof', (b, d) => `typeof ${parenthesized(any(b, d))}`.replace(/^(.*)$/s, '($1)')],
    [1, 'reverse by spread', (b, d) => `[...${str(b, d)}].reverse().join('')`],
    [1, 'keys', (b, d) => `Object.${b.pick(['keys', 'entries', 'values'])}(${rec(b, d)}).join()`],
    [1, 'tagged template', (b, d) => `tag\`a\${${any(b, d)}}b\${${num(b, d)}}\``],
    [1, 'URI', (b, d) => `${b.pick(['encodeURIComponent', 'encodeURI'])}(${str(b, d)}.replace(/[^ -~]/g, ''))`],
    [1, 'name', b => { const c = b.callables.length > 0 ? b.pick(b.callables) : null; return c && `${c.name}.name`; }],
    [1, 'class name', b => { const v = b.variable('obj'); return v && `${v}.constructor.name`; }],
    [1, 'ISO date', (b, d) => `new Date(Math.abs(${num(b, d)} | 0)).toISOString()`],
    [1, 'logical', (b, d) => `(${str(b, d)} ${b.pick(['||', '&&'])} ${str(b, d)})`],
    [1, 'error message', (b, d) => `attempt(() => { throw new ${b.pick(['Error', 'TypeError', 'RangeError'])}(${inside(b, () => str(b, d))}); }, 'm')`],
    [1, 'assignment expression', (b, d) => { const v = b.variable('str', true); return v && `(${v} = cut(${str(b, d)}))`; }],
  ],
  bool: [
    ...leaves.bool,
    ...common('bool'),
    [6, 'comparison', (b, d) => `(${num(b, d)} ${b.pick(['<', '>', '<=', '>=', '===', '!=='])} ${num(b, d)})`],
    [2, 'text comparison', (b, d) => `(${str(b, d)} ${b.pick(['<', '>', '===', '!==', '<='])} ${str(b, d)})`],
    [1, 'loose equality', (b, d) => `(${any(b, d)} ${b.pick(['==', '!='])} ${any(b, d)})`],
    [1, 'strict equality of anything', (b, d) => `(${any(b, d)} === ${any(b, d)})`],
    [3, 'logical', (b, d) => `(${bool(b, d)} ${b.pick(['&&', '||'])} ${bool(b, d)})`],
    [2, 'not', (b, d) => `!${parenthesized(bool(b, d))}`],
    [1, 'truthiness', (b, d) => `!!${parenthesized(any(b, d))}`],
    [2, 'includes', (b, d) => (b.oneIn(2) ? `${str(b, d)}.${b.pick(['includes', 'startsWith', 'endsWith'])}(${str(b, d)})` : `${nums(b, d)}.includes(${num(b, d)})`)],
    [2, 'some and every', (b, d) => `${nums(b, d)}.${b.pick(['some', 'every'])}(${arrow(b, ['num'], 'bool', d)})`],
    [1, 'in', (b, d) => `(${b.pick(["'n'", "'zz'", "'toString'"])} in ${rec(b, d)})`],
    [1, 'hasOwn', (b, d) => `Object.hasOwn(${rec(b, d)}, ${str(b, d)})`],
    [1, 'instanceof', b => { const v = b.variable('obj'); return v && b.classes.length > 0 ? `(${v} instanceof ${b.pick(b.classes).name})` : null; }],
    [1, 'isArray', (b, d) => `Array.isArray(${any(b, d)})`],
    [1, 'number checks', (b, d) => `${b.pick(['isNaN', 'isFinite', 'Number.isInteger', 'Number.isNaN'])}(${num(b, d)})`],
    [1, 'test', (b, d) => `${pattern(b).replace(/g(i?)$/, '$1')}.test(${str(b, d)})`],
    [1, 'has', (b, d) => (b.oneIn(2) ? `${expression(b, 'map', 0)}.has(${str(b, d)})` : `${expression(b, 'set', 0)}.has(${num(b, d)})`)],
    [1, 'Object.is', (b, d) => `Object.is(${num(b, d)}, ${num(b, d)})`],
  ],
  nums: [
    ...leaves.nums,
    ...common('nums'),
    [3, 'array literal', (b, d) => `[${num(b, d)}, ${num(b, d)}]`],
    [3, 'array spread', (b, d) => `[${b.oneIn(2) ? `${num(b, d)}, ` : ''}...${nums(b, d)}]`],
    [4, 'map', (b, d) => `${nums(b, d)}.map(${arrow(b, b.oneIn(3) ? ['num', 'num'] : ['num'], 'num', d)})`],
    [3, 'filter', (b, d) => `${nums(b, d)}.filter(${arrow(b, ['num'], 'bool', d)})`],
    [2, 'slice of array', (b, d) => `${nums(b, d)}.slice(${index(b)}${b.oneIn(2) ? `, ${index(b)}` : ''})`],
    [1, 'concat', (b, d) => `${nums(b, d)}.concat(${b.oneIn(2) ? nums(b, d) : num(b, d)})`],
    [2, 'sort', (b, d) => `${nums(b, d)}.slice().sort(${b.pick(['(x, y) => x - y', '(x, y) => y - x', ''])})`],
    [1, 'reverse', (b, d) => `${nums(b, d)}.slice().reverse()`],
    [1, 'flat', (b, d) => `[${num(b, d)}, ${nums(b, d)}].flat()`],
    [1, 'flatMap', (b, d) => `cutA(${nums(b, d)}.flatMap(${arrow(b, ['num'], 'nums', d)}))`],
    [2, 'Array.from', (b, d) => `Array.from({ length: ${b.below(4)} }, (_, i) => ${b.pick(['i', 'i * i', `i + ${num(b, 1)}`])})`],
    [1, 'set spread', b => `[...${expression(b, 'set', 0)}]`],
    [1, 'map values', b => `[...${expression(b, 'map', 0)}.values()]`],
    [2, 'generator spread', b => { const g = generator(b); return g && `[...${g}(${b.below(4)})]`; }],
    [1, 'lengths', (b, d) => `${strs(b, d)}.map(t => t.length)`],
    [1, 'member', (b, d) => `${parenthesized(rec(b, d))}.a`],
    [1, 'fill', b => `new Array(${b.below(4)}).fill(${b.below(9)})`],
    [1, 'rest by destructuring', (b, d) => `(([, ...rest]) => rest)(${nums(b, d)})`],
    [1, 'copying methods', (b, d) => `${nums(b, d)}.${b.pick(['toSorted()', 'toReversed()'])}`],
  ],
  strs: [
    ...leaves.strs,
    ...common('strs'),
    [3, 'split', (b, d) => `${str(b, d)}.split(${b.oneIn(3) ? b.pick(['/[^a-z]/', '/(-)/', '/x*/']) : b.pick(["''", "' '", "'-'", "'l'"])})`],
    [2, 'map', (b, d) => `${b.oneIn(2) ? strs(b, d) : nums(b, d)}.map(v => \`\${v}${b.pick(['', '!'])}\`)`],
    [2, 'map', (b, d) => `${strs(b, d)}.map(${arrow(b, ['str'], 'str', d)})`],
    [1, 'filter', (b, d) => `${strs(b, d)}.filter(${arrow(b, ['str'], 'bool', d)})`],
    [2, 'sort', (b, d) => `${strs(b, d)}.slice().sort()`],
    [1, 'keys', (b, d) => `Object.keys(${rec(b, d)})`],
    [1, 'array spread', (b, d) => `[...${strs(b, d)}, ${str(b, d)}]`],
    [1, 'code points', (b, d) => `cutA([...${str(b, d)}])`],
    [1, 'map keys', b => `[...${expression(b, 'map', 0)}.keys()]`],
    [1, 'matches', (b, d) => `(${str(b, d)}.match(/[a-z]/g) ?? [])`],
  ],
  rec: [
    ...leaves.rec,
    ...common('rec'),
    [4, 'object literal', (b, d) => `{ n: ${num(b, d)}, s: ${str(b, d)}, a: ${nums(b, d)} }`],
    [2, 'object spread', (b, d) => `{ ...${rec(b, d)}, ${b.pick(['n', 's', 'a'])}: undefined, n: ${num(b, d)}, s: ${str(b, d)}, a: ${nums(b, d)} }`],
    [1, 'computed keys', (b, d) => `{ ['n']: ${num(b, d)}, s: ${str(b, d)}, a: ${nums(b, d)}, [\`k\${${num(b, 1)}}\`]: ${any(b, d)} }`],
    [1, 'accessors', (b, d) => `{ get n() { return ${b.body({ result: 'num' }, () => num(b, d))}; }, s: ${str(b, d)}, a: ${nums(b, d)} }`],
    [1, 'Object.assign', (b, d) => `Object.assign({}, ${rec(b, d)}, { n: ${num(b, d)} })`],
    [1, 'JSON.parse', (b, d) => `JSON.parse('{"n":3,"s":"j","a":[1,2]}'${b.oneIn(2) ? ', (k, v) => v' : ''})`],
    [1, 'fromEntries', (b, d) => `Object.fromEntries([['n', ${num(b, d)}], ['s', ${str(b, d)}], ['a', ${nums(b, d)}]])`],
    [1, 'freeze', (b, d) => `Object.freeze(${rec(b, d)})`],
  ],
  fn: [
    ...leaves.fn,
    [4, 'arrow', (b, d) => arrow(b, ['num'], 'num', d)],
    [2, 'closure', (b, d) => `(c => x => (c += x))(${num(b, d)})`],
    [1, 'bind', (b, d) => `((p, x) => p + x).bind(null, ${num(b, d)})`],
    [1, 'compose', (b, d) => `((f, g) => x => f(g(x)))(${expression(b, 'fn', d - 1)}, ${expression(b, 'fn', d - 1)})`],
  ],
  map: [
    ...leaves.map,
    [2, 'map', (b, d) => `new Map(${strs(b, d)}.map((t, i) => [t, i]))`],
    [1, 'map set', (b, d) => `new Map([['a', ${num(b, d)}]]).set(${str(b, d)}, ${num(b, d)})`],
  ],
  set: [...leaves.set, [2, 'set', (b, d) => `new Set(${nums(b, d)})`], [1, 'set add', (b, d) => `new Set().add(${num(b, d)}).add(${num(b, d)})`]],
  obj: [...leaves.obj, [3, 'new', (b, d) => (b.classes.length > 0 ? `new ${b.pick(b.classes).name}(${num(b, d)})` : null)]],
  any: [
    ...leaves.any,
    [3, 'anything', (b, d) => expression(b, b.pick(/** @type {Type[]} */ (['num', 'str', 'bool', 'nums', 'rec'])), d - 1)],
    [1, 'optional chain', (b, d) => `${parenthesized(any(b, d))}?.${b.pick(['n', 'length', "['s']", 'a?.[0]', 'zz?.y.x'])}`],
    [1, 'array literal', (b, d) => `[${any(b, d)}, ${any(b, d)}]`],
    [1, 'hole', (b, d) => `[, ${any(b, d)}, ,]`],
    [1, 'void', (b, d) => `void ${parenthesized(any(b, d))}`],
    [1, 'delete', (b, d) => `delete ${parenthesized(rec(b, d))}.zz`],
  ],
};

/** @param {string} text an object literal cannot begin a statement or an arrow's body */
function parenthesized(text) {
  return `(${text})`;
}

/** What stands in a function of its own, so without `await`. @param {Builder} b @param {() => string} work */
function inside(b, work) {
  return b.body({ result: null }, work);
}

/** The name of a generator function of the program. @param {Builder} b */
function generator(b) {
  const fitting = b.callables.filter(c => c.kind === 'generator');
  return fitting.length === 0 ? null : b.pick(fitting).name;
}

module.exports = { expression, arrow, generator };
