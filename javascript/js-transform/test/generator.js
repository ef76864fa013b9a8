// @ts-check
'use strict';

/**
 * Makes random programs that end: loops are bounded by counters that nothing else writes, and functions call only those
 * declared before them. They use what the kernel expresses, in combinations that nobody would write.
 */
class Generator {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed * 2654435761 % 4294967296 || 1;
    this.names = 0;
    /** Variables in scope, by what may be done with them. @type {{name: string, writable: boolean}[]} */
    this.variables = [];
    /** @type {{name: string, arity: number}[]} */
    this.functions = [];
    /** @type {{label: string, loop: boolean}[]} */
    this.labels = [];
    this.loops = 0;
    this.breakable = 0;
    this.inFunction = false;
  }

  /** @param {number} n @returns {number} from 0 to n - 1 */
  below(n) {
    // xorshift32
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x >>> 0;
    return this.state % n;
  }

  /** @template T @param {T[]} list @returns {T} */
  pick(list) {
    return list[this.below(list.length)];
  }

  fresh() {
    // Few names, so that they shadow each other.
    return this.below(3) === 0 ? this.pick(['a', 'b', 'c']) : `v${this.names++}`;
  }

  program() {
    return `${this.statements(3 + this.below(5), 3)}\nlog('end');`;
  }

  /** Runs `work` in a scope of its own. @template T @param {() => T} work @returns {T} */
  scope(work) {
    const { variables, functions } = this;
    this.variables = [...variables];
    this.functions = [...functions];
    try {
      return work();
    } finally {
      this.variables = variables;
      this.functions = functions;
    }
  }

  /** @param {number} count @param {number} depth */
  statements(count, depth) {
    /** Names this block declares: one declaration each. */
    const own = new Set();
    let text = '';
    for (let i = 0; i < count; i++) text += `${this.statement(depth, own)}\n`;
    return text;
  }

  /** @param {number} depth @returns {string} */
  block(depth) {
    return this.scope(() => `{ ${this.statements(1 + this.below(3), depth - 1)} }`);
  }

  /** @param {number} depth @param {Set<string>} own @returns {string} */
  statement(depth, own) {
    const e = () => this.expression(2);
    if (depth <= 0) return this.pick([() => `log(${e()});`, () => this.assignment()])();
    return this.pick([
      () => `log(${e()}, ${e()});`,
      () => `${this.assignment()}`,
      () => `${this.assignment()}`,
      () => this.declaration(own),
      () => this.declaration(own),
      () => this.functionDeclaration(depth, own),
      () => `if (${e()}) ${this.block(depth)}${this.below(2) ? ` else ${this.block(depth)}` : ''}`,
      () => this.loop(depth),
      () => this.loop(depth),
      () => this.switch(depth),
      () => this.try(depth),
      () => this.block(depth),
      () => this.jump(),
      () => `if (${e()}) throw ${e()};`,
      () => this.pattern(own),
    ])();
  }

  /** @param {Set<string>} own */
  declaration(own) {
    const name = this.fresh();
    const init = this.expression(3);
    if (own.has(name)) return `log(${init});`;
    own.add(name);
    const kind = this.pick(['let', 'const', 'let']);
    this.variables = [...this.variables.filter(v => v.name !== name), { name, writable: kind === 'let' }];
    return `${kind} ${name} = ${init};`;
  }

  /** @param {Set<string>} own */
  pattern(own) {
    const names = [`v${this.names++}`, `v${this.names++}`];
    names.forEach(name => own.add(name));
    const [x, y] = names;
    const value = this.expression(2);
    const text = this.pick([
      `let { p: ${x} = ${this.expression(1)}, q: { r: ${y} = 1 } = {} } = Object(${value});`,
      `let [${x}, ${y} = 'd'] = [${value}, ${this.expression(1)}];`,
      `let [${x}, [${y}] = [0]] = [${value}];`,
    ]);
    for (const name of names) this.variables.push({ name, writable: true });
    return text;
  }

  /** @param {number} depth @param {Set<string>} own */
  functionDeclaration(depth, own) {
    const name = `f${this.names++}`;
    own.add(name);
    const arity = this.below(3);
    const text = this.functionText(name, arity, depth);
    this.functions = [...this.functions, { name, arity }];
    return `function ${text}`;
  }

  /** @param {string} name @param {number} arity @param {number} depth */
  functionText(name, arity, depth) {
    const outer = { labels: this.labels, loops: this.loops, breakable: this.breakable, inFunction: this.inFunction };
    Object.assign(this, { labels: [], loops: 0, breakable: 0, inFunction: true });
    const text = this.scope(() => {
      const parameters = Array.from({ length: arity }, (_, i) => `p${i}`);
      const list = parameters.map(p => (this.below(4) ? p : `${p} = ${this.expression(1)}`)).join(', ');
      for (const p of parameters) this.variables = [...this.variables.filter(v => v.name !== p), { name: p, writable: true }];
      return `${name}(${list}) { ${this.statements(1 + this.below(2), depth - 1)} return ${this.expression(2)}; }`;
    });
    Object.assign(this, outer);
    return text;
  }

  /** @param {number} depth */
  loop(depth) {
    const i = `i${this.names++}`;
    const n = 1 + this.below(3);
    const label = this.below(3) === 0 ? `l${this.names++}` : null;
    const head = label ? `${label}: ` : '';
    const body = () => this.scope(() => {
      this.variables = [...this.variables, { name: i, writable: false }];
      if (label) this.labels = [...this.labels, { label, loop: true }];
      this.loops++;
      this.breakable++;
      const text = `{ ${this.statements(1 + this.below(3), depth - 1)} }`;
      this.loops--;
      this.breakable--;
      if (label) this.labels = this.labels.slice(0, -1);
      return text;
    });
    return this.pick([
      () => `${head}for (let ${i} = 0; ${i} < ${n}; ${i}++) ${body()}`,
      () => `${head}for (let ${i} = 0, g = () => 1; ${i} < ${n} && g(); ${i}++) ${body()}`,
      () => `{ let ${i} = 0; ${head}while (${i}++ < ${n}) ${body()} }`,
      () => `{ let ${i} = 0; ${head}do ${body()} while (++${i} < ${n}); }`,
      () => `${head}for (const ${i} of [${Array.from({ length: n }, () => this.expression(1)).join(', ')}]) ${body()}`,
      () => `${head}for (const ${i} of 'xyz'.slice(${n - 1})) ${body()}`,
      () => `${head}for (var ${i} = 0; ${i} < ${n}; ${i} += 1) ${body()}`,
    ])();
  }

  /** @param {number} depth */
  switch(depth) {
    this.breakable++;
    const cases = Array.from({ length: 2 + this.below(3) }, (_, i) => {
      const head = i === 1 && this.below(2) ? 'default' : `case ${this.expression(1)}`;
      return `${head}: ${this.below(3) ? this.block(depth) : ''} ${this.below(2) ? 'break;' : ''}`;
    });
    this.breakable--;
    return `switch (${this.expression(2)}) { ${cases.join(' ')} }`;
  }

  /** @param {number} depth */
  try(depth) {
    const name = this.fresh();
    const body = this.scope(() =>
      `{ ${this.statements(1, depth - 1)} ${this.below(2) ? `throw ${this.expression(1)};` : ''} }`);
    const text = this.scope(() => {
      this.variables = [...this.variables.filter(v => v.name !== name), { name, writable: true }];
      // In a block of its own, for it may declare the parameter's name.
      return `catch (${name}) { log(typeof ${name}); ${this.block(depth)} }`;
    });
    return `try ${body} ${text} ${this.below(3) ? '' : `finally ${this.block(depth)}`}`;
  }

  jump() {
    /** @type {string[]} */
    const jumps = ['log(0);'];
    if (this.breakable > 0) jumps.push('break;');
    if (this.loops > 0) jumps.push('continue;');
    for (const { label } of this.labels) jumps.push(`break ${label};`, `continue ${label};`);
    if (this.inFunction) jumps.push(`return ${this.expression(1)};`);
    return `if (${this.expression(1)}) ${this.pick(jumps)}`;
  }

  assignment() {
    const writable = this.variables.filter(v => v.writable);
    if (writable.length === 0) return `log(${this.expression(1)});`;
    const { name } = this.pick(writable);
    const value = this.expression(2);
    return this.pick([
      () => `${name} = ${value};`,
      () => `${name} ${this.pick(['+=', '-=', '*=', '|=', '>>>=', '%=', '||=', '&&=', '??='])} ${value};`,
      () => `${this.pick(['++', '--'])}${name};`,
      () => `log(${name}${this.pick(['++', '--'])});`,
      () => `${name} = { p: ${value}, q: [${this.expression(1)}] };`,
      () => `if (typeof ${name} === 'object' && ${name}) { ${name}.p ${this.pick(['+=', '=', '??=', '||='])} ${value}; ${name}['q'] = ${name}.p; log(${name}.z++, ++${name}.p); }`,
    ])();
  }

  /** @param {number} depth @returns {string} */
  expression(depth) {
    const leaf = () => this.pick([
      () => this.pick(['0', '1', '2.5', '-3', "'s'", "''", 'true', 'false', 'null', 'undefined', "'7'", 'NaN']),
      () => (this.variables.length > 0 ? this.pick(this.variables).name : '4'),
      () => (this.variables.length > 0 ? this.pick(this.variables).name : '5'),
    ])();
    if (depth <= 0) return leaf();
    const e = () => this.expression(depth - 1);
    return this.pick([
      leaf,
      () => `(${e()} ${this.pick(['+', '-', '*', '/', '%', '<', '<=', '===', '==', '!=', '!==', '&', '|', '^', '<<', '>>', '>>>'])} ${e()})`,
      () => `(${e()} ${this.pick(['&&', '||'])} ${e()})`,
      () => `(${e()} ?? ${e()})`,
      () => `(${e()} ? ${e()} : ${e()})`,
      () => `${this.pick(['!', 'typeof ', '-', '+', '~', 'void '])}(${e()})`,
      () => `({ p: ${e()}, q: { r: ${e()} } })`,
      () => `[${e()}, ${e()}]`,
      () => `[${e()}, ${e()}][${this.pick(['0', '1', "'length'"])}]`,
      () => `Object(${e()})${this.pick(['.p', '?.p', '?.q?.r', '.q?.r'])}`,
      () => `\`\${${e()}}-\${${e()}}\``,
      () => (this.functions.length > 0 ? `${this.pick(this.functions).name}(${this.below(2) ? e() : ''})` : e()),
      () => `(() => ${e()})()`,
      () => `((x, y) => [x, y, ${leaf()}])(${e()})`,
      () => `(function me(n) { return n > 0 ? me(n - 1) : ${leaf()}; })(2)`,
      () => `(${e()}, ${e()})`,
      () => `({ m(x) { return x; } }).m(${e()})`,
    ])();
  }
}

/** @param {number} seed @returns {string} */
function randomProgram(seed) {
  return new Generator(seed).program();
}

module.exports = { randomProgram };
