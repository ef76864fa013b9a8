// @ts-check
'use strict';

Object.assign(exports, { lowerStatement });

const { openBlock, declareAll, hoistFunctions, blockProbe, fill, lowerBody } = require('./blocks');
const { lowerClassDeclaration } = require('./classes');
const { lowerExpression, lowerUnused, lowerNamed } = require('./expressions');
const { lowerLoop } = require('./loops');
const { write } = require('./variables');
const { lowerDestructuring, patternProblem, takeApart } = require('./destructuring');

/**
 * Lowers one statement into any number of kernel statements.
 * @param {import('./context').Context} cx @param {any} node @returns {any[]}
 */
function lowerStatement(cx, node) {
  const lower = lowerers[node.type];
  if (!lower) return [cx.unsupported(node, reasons[node.type] ?? node.type)];
  return lower(cx, node);
}

/** Statements that the kernel cannot express. @type {Record<string, string>} */
const reasons = {
  WithStatement: 'with statements',
};

/** @type {Record<string, (cx: import('./context').Context, node: any) => any[]>} */
const lowerers = {
  EmptyStatement: () => [],
  DebuggerStatement: () => [],

  ExpressionStatement(cx, node) {
    if (node.directive !== undefined) return [];
    const pattern = node.expression.type === 'AssignmentExpression' && node.expression.operator === '=' &&
      node.expression.left.type.endsWith('Pattern');
    if (pattern) return lowerDestructuring(cx, node, node.expression.left, node.expression.right, null);
    return [{ kind: 'expression', value: lowerUnused(cx, node.expression), at: cx.at(node) }];
  },

  VariableDeclaration(cx, node) {
    return node.declarations.flatMap((/** @type {any} */ declarator) => lowerDeclarator(cx, declarator, node.kind));
  },

  FunctionDeclaration(cx, node) {
    // Hoisted by its block; what is left to do is Annex B's assignment to the variable of the same name.
    const copy = cx.analysis.hoistedCopies.get(node);
    const own = /** @type {import('./scopes').Binding} */ (cx.resolve(node.id.name));
    if (!copy || copy === own) return [];
    const at = cx.at(node);
    const value = { kind: 'identifier', binding: own.id, at };
    return [{ kind: 'expression', value: { kind: 'set', binding: copy.id, value, at }, at }];
  },

  ClassDeclaration: lowerClassDeclaration,
  BlockStatement: (cx, node) => [lowerBody(cx, node)],

  IfStatement(cx, node) {
    return [{
      kind: 'if',
      test: lowerExpression(cx, node.test),
      then: lowerBody(cx, node.consequent),
      else: node.alternate ? lowerBody(cx, node.alternate) : null,
      at: cx.at(node),
    }];
  },

  ForStatement: (cx, node) => lowerLoop(cx, node, []),
  ForOfStatement: (cx, node) => lowerLoop(cx, node, []),
  ForInStatement: (cx, node) => lowerLoop(cx, node, []),
  WhileStatement: (cx, node) => lowerLoop(cx, node, []),
  DoWhileStatement: (cx, node) => lowerLoop(cx, node, []),
  LabeledStatement: lowerLabeled,
  SwitchStatement: lowerSwitch,
  BreakStatement: (cx, node) => [lowerJump(cx, node, 'break')],
  ContinueStatement: (cx, node) => [lowerJump(cx, node, 'continue')],

  ReturnStatement(cx, node) {
    return [{ kind: 'return', value: node.argument ? lowerExpression(cx, node.argument) : null, at: cx.at(node) }];
  },

  ThrowStatement(cx, node) {
    return [{ kind: 'throw', value: lowerExpression(cx, node.argument), at: cx.at(node) }];
  },

  TryStatement(cx, node) {
    const clause = node.handler;
    const pattern = clause?.param && clause.param.type !== 'Identifier' ? clause.param : null;
    const problem = pattern && cx.within(cx.analysis.scopeOf(clause), () => patternProblem(cx, pattern, 'let'));
    if (problem) return [cx.unsupported(node, problem)];
    const result = {
      kind: 'try', block: lowerBody(cx, node.block), parameter: null, handler: null, finalizer: null, at: cx.at(node),
    };
    if (clause) {
      const scope = cx.analysis.scopeOf(clause);
      /** @type {any} */
      let parameter = pattern ? cx.newBinding('caught', 'let') : null;
      const { caught } = cx.names;
      const prelude = pattern ? () => takeApart(cx, pattern, parameter, 'let', '.catch')
        : clause.param ? () => ({ statements: [], probes: `${caught}(${clause.param.name});` }) : undefined;
      result.handler = lowerBody(cx, clause.body, { scope, declares: pattern ? [parameter] : [], prelude });
      if (clause.param && !pattern) parameter = /** @type {any} */ (scope.bindings.get(clause.param.name)).id;
      result.parameter = parameter;
    }
    if (node.finalizer) result.finalizer = lowerBody(cx, node.finalizer);
    return [result];
  },
};

/**
 * One declarator of `var`, `let` or `const`.
 * @param {import('./context').Context} cx @param {any} node @param {string} kind @returns {any[]}
 */
function lowerDeclarator(cx, node, kind) {
  const at = cx.at(node);
  if (node.id.type !== 'Identifier') return lowerDestructuring(cx, node, node.id, node.init, kind);
  if (kind === 'var') {
    if (!node.init) return [];
    // Not necessarily the function's variable: inside `catch (e)`, `var e = 1` assigns the parameter (Annex B.3.4).
    return [{ kind: 'expression', value: write(cx, node.id, () => lowerNamed(cx, node.init, node.id.name), node), at }];
  }
  const binding = /** @type {import('./scopes').Binding} */ (cx.resolve(node.id.name)).id;
  const value = node.init ? lowerNamed(cx, node.init, node.id.name) : { kind: 'undefined', at };
  return [{ kind: 'let', binding, value, at }];
}

/** @param {import('./context').Context} cx @param {any} node @returns {any[]} */
function lowerLabeled(cx, node) {
  const names = [];
  let body = node;
  for (; body.type === 'LabeledStatement'; body = body.body) names.push(body.label.name);
  if (/^(For|While|DoWhile)/.test(body.type)) return lowerLoop(cx, body, names);
  if (body.type === 'FunctionDeclaration') return [cx.unsupported(node, 'labelled function declarations')];
  // One label does for several: all that can be done with them is to break.
  cx.func.targets.push({ loop: false, breakable: false, names, label: names[0] });
  const block = lowerBody(cx, body);
  cx.func.targets.pop();
  return [{ kind: 'label', label: names[0], body: block, at: cx.at(node) }];
}

/** @param {import('./context').Context} cx @param {any} node @param {'break' | 'continue'} kind */
function lowerJump(cx, node, kind) {
  const target = cx.func.targets.findLast(target => node.label
    ? target.names.includes(node.label.name)
    : kind === 'continue' ? target.loop : target.breakable);
  if (!target) throw new Error(`${kind} without a target`);
  return { kind, label: cx.labelOf(target), at: cx.at(node) };
}

/**
 * A switch is two temporaries, the discriminant and the index of the first case that matches, and one `if` per case:
 * a case runs when the match came at or before it.
 * @param {import('./context').Context} cx @param {any} node @returns {any[]}
 */
function lowerSwitch(cx, node) {
  const at = cx.at(node);
  const discriminant = cx.temporary();
  const first = { kind: 'set', binding: discriminant, value: lowerExpression(cx, node.discriminant), at };
  const target = { loop: false, breakable: true, names: [], label: null };
  cx.func.targets.push(target);
  const block = openBlock(cx, node);
  const scope = cx.analysis.scopeOf(node);
  cx.within(scope, () => fill(cx, block, () => {
    declareAll(cx, block, scope);
    // No place in the source runs whenever the case block is entered and nothing else does: so the block counts as run
    // when the enclosing one ran, and each case registers the closures.
    const closures = hoistFunctions(cx, block, scope);
    const index = cx.temporary();
    const otherwise = node.cases.findIndex((/** @type {any} */ item) => !item.test);
    let match = /** @type {any} */ ({ kind: 'number', value: otherwise < 0 ? node.cases.length : otherwise, at });
    const tests = node.cases.map((/** @type {any} */ item) => item.test && lowerExpression(cx, item.test));
    for (let i = tests.length - 1; i >= 0; i--) {
      if (!tests[i]) continue;
      const caseAt = cx.at(node.cases[i]);
      const test = {
        kind: 'primApp', op: '===', at: caseAt,
        args: [{ kind: 'identifier', binding: discriminant, at: caseAt }, tests[i]],
      };
      match = { kind: 'conditional', test, then: { kind: 'number', value: i, at: caseAt }, else: match, at: caseAt };
    }
    block.body.push({ kind: 'expression', value: { kind: 'set', binding: index, value: match, at }, at });
    node.cases.forEach((/** @type {any} */ item, /** @type {number} */ i) => {
      if (item.consequent.length > 0) block.body.push(lowerCase(cx, item, index, i, closures));
    });
  }));
  cx.func.targets.pop();
  block.implied = true;
  const statement = target.label ? { kind: 'label', label: target.label, body: block, at } : block;
  return [{ kind: 'expression', value: first, at }, statement];
}

/**
 * @param {import('./context').Context} cx @param {any} item @param {number} index the binding of the match's index
 * @param {number} position @param {string} closures
 */
function lowerCase(cx, item, index, position, closures) {
  const at = cx.at(item);
  const then = openBlock(cx, item);
  fill(cx, then, () => {
    cx.probes.point(item.consequent[0].start, blockProbe(cx, then) + closures);
    for (const statement of item.consequent) then.body.push(...lowerStatement(cx, statement));
  });
  const test = {
    kind: 'primApp', op: '<=', at,
    args: [{ kind: 'identifier', binding: index, at }, { kind: 'number', value: position, at }],
  };
  return { kind: 'if', test, then, else: null, at };
}
