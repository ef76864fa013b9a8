// @ts-check
'use strict';

Object.assign(exports, { frameSize });

const { forEachChild, isFunctionNode, patternIdentifiers } = require('./scopes');

/** Bytes of a register, an argument, and of each fixed part of a frame. */
const WORD = 8;

/** As much as the stack holds. */
const LARGEST = 1_000_000;

/**
 * How many bytes of V8's stack an activation of a function takes, at most: that of its interpreter, which are the largest,
 * arguments included. Where the stack ends is where Node throws its RangeError, so compiled code has to know.
 *
 * A frame holds the receiver, the arguments (the program has five), a dozen fixed words, a register for each variable (whether its block runs or not)
 * and those that hold what an expression or a statement needs while its parts are evaluated; they are shared by the others.
 * @param {any} node a function, the program, or a class, whose initializers are functions
 */
function frameSize(node) {
  const parameters = node.params?.length ?? 0;
  return Math.min(LARGEST, WORD * (18 + parameters + declared(node) + registers(node, true)));
}

/** Variables declared anywhere in a function, but not in those inside of it. @param {any} node @returns {number} */
function declared(node) {
  let count = (node.params ?? []).flatMap((/** @type {any} */ parameter) => patternIdentifiers(parameter)).length;
  const visit = (/** @type {any} */ child) => {
    if (child.type === 'VariableDeclarator') count += patternIdentifiers(child.id).length;
    else if (child.type === 'CatchClause') count += 1 + (child.param ? patternIdentifiers(child.param).length : 0);
    else if (child.type === 'FunctionDeclaration' || child.type === 'ClassDeclaration' || child.type === 'ClassExpression') count++;
    if (!isFunctionNode(child)) forEachChild(child, visit);
  };
  forEachChild(node, visit);
  return count;
}

/** What the parts of a node find taken while they are evaluated, in words. @type {Record<string, number>} */
const held = {
  ForOfStatement: 16, ForInStatement: 8, TryStatement: 10, SwitchStatement: 2, ClassDeclaration: 10, ClassExpression: 10,
  YieldExpression: 10, AwaitExpression: 6, ArrayPattern: 16, ObjectPattern: 6, SpreadElement: 16, TaggedTemplateExpression: 4,
  ObjectExpression: 4, ArrayExpression: 4, TemplateLiteral: 2, AssignmentExpression: 4, UpdateExpression: 4, ChainExpression: 2,
  Property: 3, MethodDefinition: 4, PropertyDefinition: 6, ReturnStatement: 2, ThrowStatement: 1,
};

/** Nodes whose parts have their results in registers next to each other, and once more as arguments. */
const calls = new Set(['CallExpression', 'NewExpression', 'ImportExpression']);

/**
 * Registers that a node takes besides those of variables.
 * @param {any} node @param {boolean} [isRoot] whether it is the function itself @returns {number}
 */
function registers(node, isRoot = false) {
  if (!isRoot && isFunctionNode(node)) return 1;
  const isCall = calls.has(node.type) || node.type === 'TaggedTemplateExpression';
  const base = isCall ? 4 : held[node.type] ?? 0;
  let most = 1;
  let before = 0;
  forEachChild(node, child => {
    most = Math.max(most, (before === 0 ? base : base + 1) + (isCall ? before : 0) + registers(child));
    before++;
  });
  return Math.max(most, isCall ? base + 2 * before : base);
}
