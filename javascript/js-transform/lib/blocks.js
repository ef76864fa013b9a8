// @ts-check
'use strict';

// The lowering's files call each other in circles: exports come first.
Object.assign(exports, {
  declareAll, hoistFunctions, openBlock, blockProbe, fill, pointAtStart, lowerStatements, lowerBody,
});

const { lowerFunction } = require('./functions');
const { lowerStatement } = require('./statements');

/** Declarations as the trace names them. @type {Record<string, string>} */
const declarations = {
  var: 'var', let: 'let', const: 'const', class: 'let', function: 'function', parameter: 'parameter', catch: 'let',
};

/**
 * Declares all bindings of a scope in a block, whether or not their declarations run.
 * @param {import('./context').Context} cx @param {any} block @param {import('./scopes').Scope} scope
 */
function declareAll(cx, block, scope) {
  for (const binding of scope.bindings.values()) {
    binding.id = cx.newBinding(binding.name, declarations[binding.declaredLate ? 'let' : binding.kind]);
    block.declares.push(binding.id);
  }
}

/**
 * Lowers the function declarations that a block hoists.
 * @param {import('./context').Context} cx @param {any} block @param {import('./scopes').Scope} scope
 * @returns {string} the probes that register the closures
 */
function hoistFunctions(cx, block, scope) {
  let probes = '';
  for (const [name, node] of scope.functions) {
    const binding = /** @type {import('./scopes').Binding} */ (scope.bindings.get(name));
    const id = lowerFunction(cx, node, name);
    block.functions.push({ binding: binding.id, function: id });
    probes += `${cx.names.closure}(${id},${name});`;
  }
  return probes;
}

/** @param {import('./context').Context} cx @param {any} node @returns {any} a block that stands for the node, still empty */
function openBlock(cx, node) {
  return { kind: 'block', id: cx.newBlock(), at: cx.at(node), end: cx.end(node), declares: [], functions: [], body: [] };
}

/** @param {import('./context').Context} cx @param {any} block */
function blockProbe(cx, block) {
  return `${cx.names.block}[${block.id}]=1;`;
}

/**
 * Fills an open block.
 * @param {import('./context').Context} cx @param {any} block @param {() => void} work
 */
function fill(cx, block, work) {
  const outer = { block: cx.block, repeats: cx.repeats };
  cx.block = block;
  cx.repeats = false;
  try {
    work();
  } finally {
    cx.block = outer.block;
    cx.repeats = outer.repeats;
  }
}

/** Where probes at the start of a statement list go: after the directives. @param {any[]} statements @param {number} start */
function afterDirectives(statements, start) {
  let position = start;
  let directives = false;
  for (const statement of statements) {
    if (statement.directive === undefined) break;
    position = statement.end;
    directives = true;
  }
  return { position, directives };
}

/**
 * Puts probes at the start of a statement list.
 * @param {import('./context').Context} cx @param {any[]} statements @param {number} start @param {string} text
 */
function pointAtStart(cx, statements, start, text) {
  const { position, directives } = afterDirectives(statements, start);
  // A directive may lack its semicolon; ours ends it.
  cx.probes.point(position, directives ? `;${text}` : text);
}

/**
 * Lowers a statement list into a block.
 * @param {import('./context').Context} cx @param {any} block @param {any[]} statements
 */
function lowerStatements(cx, block, statements) {
  for (const statement of statements) block.body.push(...lowerStatement(cx, statement));
}

const nothing = { statements: [], probes: '' };

/**
 * Lowers the body of an `if`, a loop, a label or a `try`: a block statement, or a single statement, which gets braces.
 * @param {import('./context').Context} cx
 * @param {any} node
 * @param {{
 *   scope?: import('./scopes').Scope, declares?: number[], prelude?: () => {statements: any[], probes: string},
 * }} [options] `scope`: the scope that is the block's own when it is not keyed by the node (a catch clause); `declares`:
 *   bindings of an enclosing head that belong to the block; `prelude`: what the block begins with
 */
function lowerBody(cx, node, options = {}) {
  const block = openBlock(cx, node);
  block.declares.push(...options.declares ?? []);
  fill(cx, block, () => {
    if (node.type === 'FunctionDeclaration') {
      const scope = /** @type {import('./scopes').Scope} */ (cx.analysis.clauses.get(node));
      cx.within(scope, () => {
        declareAll(cx, block, scope);
        const closures = hoistFunctions(cx, block, scope);
        cx.probes.wrap(node, `{${blockProbe(cx, block)}${closures}`, '}');
        block.body.push(...lowerStatement(cx, node));
      });
      return;
    }
    if (node.type !== 'BlockStatement') {
      const prelude = options.prelude?.() ?? nothing;
      block.body.push(...prelude.statements);
      cx.probes.wrap(node, `{${blockProbe(cx, block)}${prelude.probes}`, '}');
      block.body.push(...lowerStatement(cx, node));
      return;
    }
    // A loop's pattern is outside of the body's scope; a catch clause's is in it.
    const early = options.scope ? null : options.prelude?.();
    const scope = options.scope ?? cx.analysis.scopeOf(node);
    cx.within(scope, () => {
      declareAll(cx, block, scope);
      const prelude = early ?? options.prelude?.() ?? nothing;
      block.body.push(...prelude.statements);
      const closures = hoistFunctions(cx, block, scope);
      cx.probes.point(node.start + 1, blockProbe(cx, block) + prelude.probes + closures);
      lowerStatements(cx, block, node.body);
    });
  });
  return block;
}
