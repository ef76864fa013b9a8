// @ts-check
'use strict';

Object.assign(exports, { lowerLoop });

const { openBlock, declareAll, fill, lowerBody } = require('./blocks');
const { lowerExpression, lowerUnused, iterationOf } = require('./expressions');
const { lowerStatement } = require('./statements');
const { patternProblem, takeApart } = require('./destructuring');
const { forEachChild, isFunctionNode } = require('./scopes');

/** @typedef {import('./context').Context} Context */

/**
 * Lowers a loop.
 * @param {Context} cx @param {any} node @param {string[]} names its labels in the source @returns {any[]}
 */
function lowerLoop(cx, node, names) {
  const problem = loopProblem(cx, node);
  if (problem) return [cx.unsupported(node, problem)];
  const target = { loop: true, breakable: true, names, label: null };
  cx.func.targets.push(target);
  const lower = { ForStatement: lowerFor, ForOfStatement: lowerForEach, ForInStatement: lowerForEach, WhileStatement: lowerWhile,
    DoWhileStatement: lowerWhile }[/** @type {'ForStatement'} */ (node.type)];
  const statements = lower(cx, node, target);
  cx.func.targets.pop();
  return statements;
}

/** What about a loop the kernel cannot express, or null. @param {Context} cx @param {any} node @returns {string | null} */
function loopProblem(cx, node) {
  const scope = cx.analysis.scopes.get(node);
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
    if (node.await) return 'for await loops';
    if (scope && mentions(cx, node.right, scope)) return 'a loop over its own variable';
    const declarator = node.left.type === 'VariableDeclaration' ? node.left.declarations[0] : null;
    if (declarator?.init) return 'an initialiser in a for-in loop';
    const pattern = declarator ? declarator.id : node.left;
    return cx.within(scope ?? cx.scope, () => patternProblem(cx, pattern, declarator ? node.left.kind : null));
  }
  return null;
}

/** Whether a closure made here mentions a variable of the scope. @param {Context} cx @param {any} node @param {import('./scopes').Scope} scope @returns {boolean} */
function capturesIn(cx, node, scope) {
  if (isFunctionNode(node) || node.type === 'ClassExpression') return mentions(cx, node, scope);
  let found = false;
  forEachChild(node, child => { found ||= capturesIn(cx, child, scope); });
  return found;
}

/** Whether a variable of the scope occurs. @param {Context} cx @param {any} node @param {import('./scopes').Scope} scope @returns {boolean} */
function mentions(cx, node, scope) {
  if (node.type === 'Identifier' && cx.analysis.references.get(node)?.scope === scope) return true;
  let found = false;
  forEachChild(node, child => { found ||= mentions(cx, child, scope); });
  return found;
}

/** @param {Context} cx @param {any} node @param {import('./context').Target} target @returns {any[]} */
function lowerWhile(cx, node, target) {
  const post = node.type === 'DoWhileStatement';
  const test = cx.repeated(() => lowerExpression(cx, node.test));
  const body = lowerBody(cx, node.body);
  return [{ kind: 'while', label: target.label, test, body, update: null, post, perIteration: [], at: cx.at(node) }];
}

/** @param {Context} cx @param {any} node @param {import('./context').Target} target @returns {any[]} */
function lowerFor(cx, node, target) {
  const at = cx.at(node);
  const initialise = () => {
    if (node.init?.type === 'VariableDeclaration') return lowerStatement(cx, node.init);
    return node.init ? [{ kind: 'expression', value: lowerUnused(cx, node.init), at: cx.at(node.init) }] : [];
  };
  const loop = () => {
    const test = node.test
      ? cx.repeated(() => lowerExpression(cx, node.test))
      : { kind: 'boolean', value: true, at };
    const update = node.update ? cx.repeated(() => lowerUnused(cx, node.update)) : null;
    const body = lowerBody(cx, node.body);
    const own = node.init?.kind === 'let' ? [...cx.analysis.scopeOf(node).bindings.values()] : [];
    const perIteration = own.filter(binding => binding.captured).map(binding => binding.id);
    return { kind: 'while', label: target.label, test, body, update, post: false, perIteration, at };
  };

  const scope = cx.analysis.scopes.get(node);
  if (!scope) return [...initialise(), loop()];
  return [inScope(cx, node, scope, block => {
    block.body.push(...initialise());
    if (!capturesIn(cx, node.init, scope)) {
      block.body.push(loop());
      return;
    }
    // A closure in the initialiser keeps the variables as they are before the first round, which has a copy (ECMA-262 14.7.4.4).
    const before = [...scope.bindings.values()].map(({ id }) => ({ kind: 'identifier', binding: id, at }));
    block.body.push(inScope(cx, node, scope, inner => {
      [...scope.bindings.values()].forEach(({ id }, i) => inner.body.push({ kind: 'let', binding: id, value: before[i], at }));
      inner.body.push(loop());
    }));
  })];
}

/** A block that declares the scope's variables. @param {Context} cx @param {any} node @param {import('./scopes').Scope} scope @param {(block: any) => void} work */
function inScope(cx, node, scope, work) {
  const block = openBlock(cx, node);
  block.implied = true;
  cx.within(scope, () => fill(cx, block, () => {
    declareAll(cx, block, scope);
    work(block);
  }));
  return block;
}

/** for-of and for-in. @param {Context} cx @param {any} node @param {import('./context').Target} target @returns {any[]} */
function lowerForEach(cx, node, target) {
  const at = cx.at(node);
  if (node.type === 'ForOfStatement') cx.print(node.right, 'for');
  const over = lowerExpression(cx, node.right);
  const isDeclared = node.left.type === 'VariableDeclaration';
  const pattern = isDeclared ? node.left.declarations[0].id : node.left;
  const scope = cx.analysis.scopes.get(node);
  const declares = /** @type {any} */ ({ declares: [] });
  if (scope) declareAll(cx, declares, scope);
  return cx.within(scope ?? cx.scope, () => {
    const isName = pattern.type === 'Identifier' && (isDeclared || isPlain(cx, pattern));
    const binding = isName ? /** @type {import('./scopes').Binding} */ (cx.resolve(pattern.name)).id : cx.temporary();
    const prelude = isName ? undefined : () => takeApart(cx, pattern, binding, isDeclared ? node.left.kind : null, '.for');
    const body = lowerBody(cx, node.body, { declares: declares.declares, prelude });
    const kind = node.type === 'ForOfStatement' ? { kind: 'forOf', iterable: over, ...iterationOf(node.right, 'for') } : { kind: 'forIn', object: over };
    return [{ ...kind, label: target.label, binding, body, at }];
  });
}

/** A variable that can be assigned. @param {Context} cx @param {any} identifier */
function isPlain(cx, identifier) {
  const kind = cx.resolve(identifier.name)?.kind;
  return kind !== 'const' && kind !== 'self';
}
