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
    /** Whether `await` or `yield` may stand here. */
    this.isAsync = false;
    this.isGenerator = false;
    /** Whether `this` is an object with properties p and q. */
    this.hasThis = false;
    /** Whether what is called may log after the program has ended; generators' names. @type {string[]} */
    this.generators = [];
    /** @type {string[]} */
    this.classes = [];
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
    const { variables, functions, generators, classes } = this;
    this.variables = [...variables];
    this.functions = [...functions];
    this.generators = [...generators];
    this.classes = [...classes];
    try {
      return work();
    } finally {
      Object.assign(this, { variables, functions, generators, classes });
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
      () => this.pattern(own),
      () => this.classDeclaration(depth, own),
      () => this.classDeclaration(depth, own),
      () => this.generatorDeclaration(depth, own),
      () => this.asyncCall(depth),
      () => this.forEach(depth),
      () => this.assignPattern(),
      () => this.useGenerator(),
      () => this.useClass(),
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
      `let [${x}, ...${y}] = [${value}, ${this.expression(1)}, ...${this.list()}];`,
      `let { p: ${x}, ...${y} } = { p: ${value}, ...Object(${this.expression(1)}), z: 1 };`,
      `let { [${this.expression(1)}]: ${x} = ${this.expression(1)}, [\`q\`]: ${y} } = { q: ${value}, 1: 'one', true: 't' };`,
      `let [${x} = log('default'), , { p: ${y} } = { p: ${this.expression(1)} }] = ${this.list()};`,
      `const { ${x} = ${value}, q: [${y}] = ${this.list()} } = {};`,
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
    return this.inside({}, () => {
      const { list, extra } = this.parameters(arity);
      return `${name}(${list}) { ${extra}${this.statements(1 + this.below(2), depth - 1)} return ${this.expression(2)}; }`;
    });
  }

  /** Runs `work` for the text of a function. @param {any} state @param {() => string} work */
  inside(state, work) {
    const outer = {
      labels: this.labels, loops: this.loops, breakable: this.breakable, inFunction: this.inFunction, isAsync: this.isAsync,
      isGenerator: this.isGenerator, hasThis: this.hasThis,
    };
    Object.assign(this, { labels: [], loops: 0, breakable: 0, inFunction: true, isAsync: false, isGenerator: false, hasThis: false, ...state });
    const text = this.scope(work);
    Object.assign(this, outer);
    return text;
  }

  /** @param {number} arity */
  parameters(arity) {
    const names = Array.from({ length: arity }, (_, i) => `p${i}`);
    const { isAsync, isGenerator } = this;
    Object.assign(this, { isAsync: false, isGenerator: false });
    const list = names.map(p => this.pick([p, p, p, `${p} = ${this.expression(1)}`])).join(', ');
    const rest = this.below(4) === 0 ? `${list === '' ? '' : ', '}${this.pick(['...rest', '...[rest]', '...{ length: rest }'])}` : '';
    Object.assign(this, { isAsync, isGenerator });
    if (rest !== '') names.push('rest');
    for (const p of names) this.variables = [...this.variables.filter(v => v.name !== p), { name: p, writable: true }];
    return { list: list + rest, extra: this.below(4) ? '' : this.pick(["log(typeof this);", 'log(new.target);']) };
  }

  /** An array, a string or what a generator gives. @returns {string} */
  list() {
    const e = () => this.expression(1);
    return this.pick([
      () => `[${e()}, ${e()}]`, () => '[]', () => "'ab'", () => `[${e()}, , ...[${e()}]]`, () => `new Set([${e()}])`,
      () => (this.generators.length > 0 ? `${this.pick(this.generators)}(${e()})` : `[${e()}]`),
    ])();
  }

  /** @param {number} depth @param {Set<string>} own */
  generatorDeclaration(depth, own) {
    const name = `g${this.names++}`;
    own.add(name);
    const text = this.inside({ isGenerator: true }, () => {
      const { list, extra } = this.parameters(this.below(3));
      const body = () => this.statements(1 + this.below(2), depth - 1);
      return `(${list}) { ${extra}${body()} log(yield ${this.expression(2)}); { ${body()} } ${this.below(2) ? `return ${this.expression(1)};` : ''} }`;
    });
    this.generators = [...this.generators, name];
    return `function* ${name}${text}`;
  }

  useGenerator() {
    if (this.generators.length === 0) return `log(${this.expression(1)});`;
    const name = this.pick(this.generators);
    const e = () => this.expression(1);
    return this.pick([
      () => `log([...${name}(${e()})]);`,
      () => `{ let it = ${name}(${e()}, ...${this.list()}); log(it.next(1), it.next(${e()}), it.return(${e()}), it.next()); }`,
      () => `{ let it = ${name}(); try { log(it.next(), it.throw(${e()}), it.next()); } catch (e) { log('thrown', typeof e); } }`,
      () => `for (const x of ${name}(${e()})) { log(x); ${this.pick(['break;', '', ''])} }`,
      () => (this.isGenerator ? `log(yield* ${name}(${e()}));` : `log(Array.from(${name}()));`),
    ])();
  }

  /** @param {number} depth @param {Set<string>} own */
  classDeclaration(depth, own) {
    const name = `C${this.names++}`;
    own.add(name);
    const parent = this.classes.length > 0 && this.below(2) ? this.pick(this.classes) : null;
    const method = (/** @type {string} */ head, state = {}) => this.inside({ hasThis: true, ...state }, () => {
      const isAccessor = /\b[gs]et /.test(head);
      const { list, extra } = isAccessor ? { list: /\bset /.test(head) ? 'v' : '', extra: '' } : this.parameters(this.below(2));
      const more = parent && !isAccessor && this.below(2) && !/static|#|\*|async/.test(head) ? `log(super.m?.(${this.expression(1)}));` : '';
      return `${head}(${list}) { ${extra}${more}${this.statements(1, depth - 2)} return ${this.expression(1)}; }`;
    });
    const e = () => this.inside({ hasThis: true }, () => this.expression(1));
    const members = [
      () => method('m'), () => method('m'), () => method('static s'), () => method('get g'), () => method('set g'), () => method('#p'), () => method('*[Symbol.iterator]', { isGenerator: true }),
      () => `p = ${e()};`, () => `q = ${e()};`, () => `#f = ${e()};`, () => `static t = ${e()};`, () => `[${this.expression(1)}] = 1;`, () => `static { log(typeof this); ${this.below(2) ? `this.u = ${e()};` : ''} }`,
      () => `h = () => ${e()};`, () => method(`['k' + ${this.expression(1)}]`),
    ];
    const chosen = new Map();
    for (let i = 0; i < 2 + this.below(4); i++) {
      const text = this.pick(members)();
      const key = /^(?:static )?(?:get |set )?[#\w]+/.exec(text)?.[0] ?? text;
      chosen.set(key, text);
    }
    if (this.below(2)) {
      const body = this.inside({ hasThis: true }, () => {
        const { list, extra } = this.parameters(this.below(2));
        const sup = parent ? `super(${this.below(2) ? `...${this.list()}` : this.expression(1).replaceAll('this', 'null')});` : '';
        return `constructor(${list}) { ${sup} ${extra.replace('typeof this', "'ctor'")} ${this.statements(1, depth - 2)} this.p = ${this.expression(1)}; ${chosen.has('#f') ? 'this.#f += 1; this.#f++;' : ''} ${chosen.has('#p') ? 'log(this.#p(1));' : ''} }`;
      });
      chosen.set('constructor', body);
    }
    this.classes = [...this.classes, name];
    return `class ${name}${parent ? ` extends ${parent}` : ''} { ${[...chosen.values()].join(' ')} }`;
  }

  useClass() {
    if (this.classes.length === 0) return `log(${this.expression(1)});`;
    const name = this.pick(this.classes);
    const e = () => this.expression(1);
    return this.pick([
      `log(new ${name}(${e()}));`,
      `try { let o = new ${name}(${e()}, ...${this.list()}); log(o.m?.(${e()}), o.g, o.h?.(), o.p, Object.keys(o)); o.g = ${e()}; o.p += ${e()}; log(o.p++, o instanceof ${name}); } catch (e) { log(typeof e, e?.name); }`,
      `log(${name}.s?.(${e()}), ${name}.t, ${name}.u, ${name}.name, ${name}.length);`,
      `try { log([...new ${name}()].length); } catch (e) { log(e.name); }`,
      `try { ${name}(); } catch (e) { log(e.name); }`,
    ]);
  }

  /** @param {number} depth */
  asyncCall(depth) {
    const text = this.inside({ isAsync: true, hasThis: this.hasThis }, () => `async () => { ${this.statements(1 + this.below(2), depth - 1)} log('async', await ${this.expression(2)}); { ${this.statements(1, depth - 1)} } return ${this.expression(1)}; }`);
    return `(${text})().then(v => log('then', v), e => log('rejected', typeof e, e?.name));`;
  }

  /** @param {number} depth */
  forEach(depth) {
    const x = `x${this.names++}`;
    const y = `x${this.names++}`;
    const body = (/** @type {string[]} */ ...names) => this.scope(() => {
      for (const name of names) this.variables = [...this.variables, { name, writable: false }];
      this.loops++;
      this.breakable++;
      const text = `{ ${this.statements(1 + this.below(2), depth - 1)} }`;
      this.loops--;
      this.breakable--;
      return text;
    });
    return this.pick([
      () => `for (const ${x} in ${this.pick([`{ p: ${this.expression(1)}, q: 1 }`, `Object(${this.expression(1)})`, this.list(), 'null'])}) ${body(x)}`,
      () => `for (const ${x} of ${this.list()}) ${body(x)}`,
      () => `for (const [${x}, ${y} = ${this.expression(1)}] of [[${this.expression(1)}], 'xy', ${this.list()}]) ${body(x, y)}`,
      () => `for (let { p: ${x}, ...${y} } of [{ p: ${this.expression(1)}, q: 2 }]) ${body(x, y)}`,
    ])();
  }

  assignPattern() {
    const writable = this.variables.filter(v => v.writable);
    if (writable.length === 0) return `log(${this.expression(1)});`;
    const [a, b] = [this.pick(writable).name, this.pick(writable).name];
    const e = () => this.expression(1);
    return this.pick([
      `[${a}, ${b}] = [${b}, ${a}];`,
      `[${a} = ${e()}, ...${b}] = ${this.list()};`,
      `({ p: ${a}, q: ${b} = ${e()} } = Object(${e()}));`,
      `log([${a}, { p: ${b} }] = [${e()}, { p: ${e()} }]);`,
      `log(({ length: ${a}, ...${b} } = ${this.list()}));`,
      `try { [${a}, [${b}]] = [${e()}, ${e()}]; } catch (e) { log(e.name); }`,
    ]);
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
      () => this.inside({ inFunction: this.inFunction, hasThis: this.hasThis, loops: this.loops, breakable: this.breakable, labels: this.labels }, () => `(() => ${this.expression(depth - 1)})()`),
      () => `((x, y) => [x, y, ${leaf()}])(${e()})`,
      () => `(function me(n) { return n > 0 ? me(n - 1) : ${leaf()}; })(2)`,
      () => `(${e()}, ${e()})`,
      () => `({ m(x) { return x; } }).m(${e()})`,
      () => `({ p: ${e()}, m() { return this.p; }, get g() { return [this.p]; }, set g(v) {} })${this.pick(['.m()', '.g', '.m?.()', '.x?.y', "['m']?.()"])}`,
      () => `({ ...Object(${e()}), q: ${e()}, [${e()}]: 1 })`,
      () => `[...${this.list()}, ${e()}]`,
      () => `((...r) => r.length)(...${this.list()}, ${e()})`,
      () => `(function () { return [...arguments, this?.p]; }).call({ p: ${e()} }, ${e()})`,
      () => `((s, ...v) => s.raw.length + v.length)\`a\${${e()}}b\``,
      () => `(/${this.pick(['a', '\\\\d+', '(b)|c'])}/${this.pick(['', 'g', 'i'])}).test(String(${e()}))`,
      () => (this.hasThis ? this.pick(['this.p', 'this?.q', 'this.p?.q']) : e()),
      () => (this.isAsync ? `(await ${e()})` : this.isGenerator ? `(yield ${e()})` : e()),
      () => (this.isAsync ? `[await ${e()}, ${e()}]` : this.isGenerator ? `[${e()}, yield]` : e()),
      () => (this.classes.length > 0 ? `${this.pick(this.classes)}.${this.pick(['t', 'name', 'u?.p', 's?.()'])}` : e()),
    ])();
  }
}

/** @param {number} seed @returns {string} */
function randomProgram(seed) {
  return new Generator(seed).program();
}

module.exports = { randomProgram };
