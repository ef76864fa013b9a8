// @ts-check
'use strict';

const { expression } = require('./expressions');

/**
 * @typedef {import('./builder').Builder} Builder @typedef {import('./builder').Type} Type
 * @typedef {(b: Builder, count: number, depth: number) => string} Statements
 */

const parameterTypes = /** @type {Type[]} */ (['num', 'num', 'str', 'bool', 'nums', 'rec']);
const resultTypes = /** @type {Type[]} */ (['num', 'num', 'str', 'bool', 'nums', 'rec']);

/** Parameters, some with defaults or as patterns, the last perhaps a rest. @param {Builder} b @returns {{types: Type[], text: string, declare: () => void}} */
function parameters(b) {
  const types = Array.from({ length: b.below(3) + 1 }, () => b.pick(parameterTypes));
  /** @type {(() => void)[]} */
  const declarations = [];
  const parts = types.map(type => {
    const name = b.fresh('p');
    if (type === 'rec' && b.oneIn(2)) {
      b.uses('parameter pattern');
      const s = b.fresh('p');
      declarations.push(() => b.declare(name, 'num', true), () => b.declare(s, 'str', true));
      return `{ n: ${name} = 0, s: ${s} = 'ds' } = {}`;
    }
    declarations.push(() => b.declare(name, type, true));
    // Calls may leave out the last one.
    b.uses('default parameter');
    return `${name} = ${b.body({ result: null }, () => expression(b, type, 1))}`;
  });
  if (b.oneIn(5)) {
    b.uses('rest parameter');
    const rest = b.fresh('p');
    declarations.push(() => b.declare(rest, 'any', true));
    parts.push(`...${rest}`);
  }
  return { types, text: parts.join(', '), declare: () => declarations.forEach(declare => declare()) };
}

/** @param {Builder} b @param {number} depth @param {Statements} statements */
function functionDeclaration(b, depth, statements) {
  const name = b.fresh('f');
  const result = b.pick(resultTypes);
  const { types, text, declare } = parameters(b);
  const body = b.body({ result }, () => {
    declare();
    return `tick();\n${statements(b, 1 + b.below(3), Math.min(depth, 2) - 1)}\nreturn ${expression(b, result, 2)};`;
  });
  b.callables = [...b.callables, { name, parameters: types, result, kind: 'plain' }];
  // Arrows and function expressions are called after their line only, as declarations happen to be here.
  if (b.oneIn(3)) return `const ${name} = (${text}) => {\n${body}\n};`;
  if (b.oneIn(5)) return `const ${name} = function (${text}) {\n${body}\n};`;
  return `function ${name}(${text}) {\n${body}\n}`;
}

/** A generator of numbers. @param {Builder} b @param {number} depth @param {Statements} statements */
function generatorDeclaration(b, depth, statements) {
  const name = b.fresh('g');
  const n = b.fresh('p');
  const body = b.body({ result: null, generator: true }, () => {
    b.declare(n, 'num', true);
    return `for (let i = 0; i < ${n}; i++) {\ntick();\nyield ${expression(b, 'num', 1)} + i;\n${statements(b, b.below(2), Math.min(depth, 1) - 1)}\n}\n${statements(b, b.below(3), 0)}`;
  });
  b.callables = [...b.callables, { name, parameters: ['num'], result: 'any', kind: 'generator' }];
  return `function* ${name}(${n}) {\n${body}\n}`;
}

/** @param {Builder} b @param {number} depth @param {Statements} statements */
function asyncDeclaration(b, depth, statements) {
  const name = b.fresh('f');
  const { text, declare } = parameters(b);
  const body = b.body({ result: 'num', async: true }, () => {
    declare();
    return `tick();\n${statements(b, 1 + b.below(3), Math.min(depth, 2) - 1)}\nreturn ${expression(b, 'num', 2)};`;
  });
  const call = `log(await ${name}(${expression(b, 'num', 1)}).catch(e => show(e)));`;
  return `${b.oneIn(2) ? `async function ${name}(${text}) {\n${body}\n}` : `const ${name} = async (${text}) => {\n${body}\n};`}\n${call}`;
}

/**
 * A class whose instances have `v`, `twice` and `m(num)`, and which has `make(num)`.
 * @param {Builder} b @param {boolean} once whether it is evaluated once only
 */
function classDeclaration(b, once) {
  const name = b.fresh('C');
  const parent = b.classes.length > 0 && b.oneIn(2) ? b.pick(b.classes).name : null;
  if (parent) b.uses('extends');
  const method = b.body({ result: 'num' }, () => {
    b.declare('x', 'num', true);
    return `${b.oneIn(3) ? 'this.v += 1;\n' : ''}return ${expression(b, 'num', 2)} + this.v${parent && b.oneIn(2) ? ' + super.m(x)' : ''};`;
  });
  const isPrivate = once && b.oneIn(2);
  if (isPrivate) b.uses('private name');
  const members = [
    isPrivate ? `#hidden = ${b.below(9)};` : `plain = ${b.below(9)};`,
    ...(b.oneIn(3) ? [`static count = ${b.below(9)};`] : []),
    parent && b.oneIn(2) ? '' : `constructor(v) {\n${parent ? 'super(v);\n' : ''}this.v = v;\n}`,
    parent && b.oneIn(2) ? '' : `m(x) {\n${method}\n}`,
    `get twice() {\nreturn this.v * 2 + ${isPrivate ? 'this.#hidden' : 'this.plain'};\n}`,
    ...(b.oneIn(3) ? [`set twice(t) {\nthis.v = t / 2;\n}`] : []),
    ...(b.oneIn(3) ? [`toString() {\nreturn \`${name}:\${this.v}\`;\n}`] : []),
    `static make(v) {\nreturn new this(v);\n}`,
  ];
  b.classes = [...b.classes, { name, methods: ['m'], fields: ['v'], statics: ['make'] }];
  return `class ${name}${parent ? ` extends ${parent}` : ''} {\n${members.filter(m => m !== '').join('\n')}\n}`;
}

module.exports = { functionDeclaration, generatorDeclaration, asyncDeclaration, classDeclaration };
