// @ts-check
'use strict';

/**
 * Scope analysis: which binding every name of a program means. It covers the whole syntax, the parts that the kernel
 * cannot express included, because those may declare `var`s and capture variables of the parts that it can.
 *
 * @typedef {'var' | 'let' | 'const' | 'class' | 'function' | 'parameter' | 'catch' | 'self'} BindingKind
 */

class Binding {
  /** @param {string} name @param {BindingKind} kind @param {Scope} scope */
  constructor(name, kind, scope) {
    this.name = name;
    this.kind = kind;
    this.scope = scope;
    /** Whether a function other than the declaring one mentions it. */
    this.captured = false;
    /** Whether anything but its declaration mentions it. */
    this.referenced = false;
    /** Whether anything but its declaration assigns it. */
    this.assigned = false;
    /** Whether it is a parameter that the body declares again with `var`. */
    this.redeclared = false;
    /** Set while lowering: whether it is a parameter that a statement of the body initialises. */
    this.declaredLate = false;
    /** Set while lowering: the binding's number in the trace. */
    this.id = -1;
  }
}

class Scope {
  /**
   * @param {any} node
   * @param {Scope | null} parent
   * @param {boolean} isFunction whether `var` declarations land here
   */
  constructor(node, parent, isFunction) {
    this.node = node;
    this.parent = parent;
    /** @type {Scope} */
    this.func = isFunction || !parent ? this : parent.func;
    /** @type {Map<string, Binding>} */
    this.bindings = new Map();
    /** Function declarations directly in this scope; of several with one name only the last counts. @type {Map<string, any>} */
    this.functions = new Map();
    this.strict = parent ? parent.strict : false;
  }

  /** @param {string} name @param {BindingKind} kind @returns {Binding} */
  declare(name, kind) {
    const existing = this.bindings.get(name);
    // The parser has refused real conflicts; what is left (var on var, var on parameter, function on either) is one
    // binding, and a function declaration makes a `var` initialised on entry.
    if (existing) {
      if (kind === 'function' && existing.kind === 'var') existing.kind = 'function';
      if (kind === 'var' && existing.kind === 'parameter') existing.redeclared = true;
      return existing;
    }
    const binding = new Binding(name, kind, this);
    this.bindings.set(name, binding);
    return binding;
  }

  /** @param {string} name @returns {Binding | null} */
  lookup(name) {
    for (let scope = /** @type {Scope | null} */ (this); scope; scope = scope.parent) {
      const binding = scope.bindings.get(name);
      if (binding) return binding;
    }
    return null;
  }
}

/** Calls `visit` for every child node, in source order as ESTree lists them. @param {any} node @param {(child: any) => void} visit */
function forEachChild(node, visit) {
  for (const key of Object.keys(node)) {
    if (key === 'loc') continue;
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value) if (item && typeof item.type === 'string') visit(item);
    } else if (value && typeof value.type === 'string') visit(value);
  }
}

/** The identifiers that a binding pattern declares. @param {any} pattern @param {any[]} into @returns {any[]} */
function patternIdentifiers(pattern, into = []) {
  switch (pattern.type) {
    case 'Identifier': into.push(pattern); break;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        patternIdentifiers(property.type === 'RestElement' ? property : property.value, into);
      }
      break;
    case 'ArrayPattern': for (const element of pattern.elements) if (element) patternIdentifiers(element, into); break;
    case 'AssignmentPattern': patternIdentifiers(pattern.left, into); break;
    case 'RestElement': patternIdentifiers(pattern.argument, into); break;
  }
  return into;
}

/** @param {any} node */
function isFunctionNode(node) {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression';
}

/** @param {any[]} body statements that may begin with directives */
function hasUseStrict(body) {
  return body.some(statement => statement.directive === 'use strict');
}

class Analysis {
  constructor() {
    /** The scope that a node opens. @type {Map<any, Scope>} */
    this.scopes = new Map();
    /** The scope around a function declaration that is the body of an `if`. @type {Map<any, Scope>} */
    this.clauses = new Map();
    /** Function declarations that also assign a `var` of their function (ECMA-262 Annex B.3.3). @type {Map<any, Binding>} */
    this.hoistedCopies = new Map();
    /** Every identifier that stands for a variable, with what it means. @type {Map<any, Binding | null>} */
    this.references = new Map();
  }

  /** @param {any} node */
  scopeOf(node) {
    const scope = this.scopes.get(node);
    if (!scope) throw new Error(`no scope for ${node.type}`);
    return scope;
  }
}

/** First pass: opens scopes and declares names. */
class Declarer {
  /** @param {Analysis} analysis */
  constructor(analysis) {
    this.analysis = analysis;
    /** @type {{node: any, scope: Scope}[]} */
    this.blockFunctions = [];
  }

  /** @param {any} node @param {Scope | null} parent @param {boolean} [isFunction] */
  open(node, parent, isFunction = false) {
    const scope = new Scope(node, parent, isFunction);
    this.analysis.scopes.set(node, scope);
    return scope;
  }

  /** @param {any} program */
  program(program) {
    const scope = this.open(program, null, true);
    scope.strict = hasUseStrict(program.body);
    for (const statement of program.body) this.visit(statement, scope);
    this.annexB();
    return scope;
  }

  /** @param {any} node @param {Scope} scope */
  func(node, scope) {
    let outer = scope;
    if (node.type === 'FunctionExpression' && node.id) {
      // The expression's own name lives in a scope between (ECMA-262 15.2.5).
      outer = new Scope(node.id, scope, false);
      this.analysis.scopes.set(node.id, outer);
      outer.declare(node.id.name, 'self');
    }
    const inner = this.open(node, outer, true);
    const isBlock = node.body.type === 'BlockStatement';
    if (isBlock && hasUseStrict(node.body.body)) inner.strict = true;
    for (const parameter of node.params) {
      for (const identifier of patternIdentifiers(parameter)) inner.declare(identifier.name, 'parameter');
      this.visit(parameter, inner);
    }
    if (isBlock) for (const statement of node.body.body) this.visit(statement, inner);
    else this.visit(node.body, inner);
  }

  /** @param {any} node @param {Scope} scope */
  children(node, scope) {
    forEachChild(node, child => this.visit(child, scope));
  }

  /** @param {any} node @param {Scope} scope */
  visit(node, scope) {
    switch (node.type) {
      case 'FunctionDeclaration': {
        scope.declare(node.id.name, 'function');
        scope.functions.set(node.id.name, node);
        if (scope !== scope.func) this.blockFunctions.push({ node, scope });
        this.func(node, scope);
        return;
      }
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.func(node, scope);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression': {
        if (node.type === 'ClassDeclaration') scope.declare(node.id.name, 'class');
        const inner = this.open(node, scope);
        inner.strict = true;
        if (node.id) inner.declare(node.id.name, 'const');
        this.children(node, inner);
        return;
      }
      case 'StaticBlock':
        this.children(node, this.open(node, scope, true));
        return;
      case 'PropertyDefinition':
        if (node.computed) this.visit(node.key, scope);
        // An initialiser is the body of a method (ECMA-262 15.7.10).
        if (node.value) this.visit(node.value, this.open(node, scope, true));
        return;
      case 'VariableDeclaration': {
        const target = node.kind === 'var' ? scope.func : scope;
        for (const declarator of node.declarations) {
          for (const identifier of patternIdentifiers(declarator.id)) target.declare(identifier.name, node.kind);
        }
        this.children(node, scope);
        return;
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement': {
        const head = node.type === 'ForStatement' ? node.init : node.left;
        const lexical = head && head.type === 'VariableDeclaration' && head.kind !== 'var';
        this.children(node, lexical ? this.open(node, scope) : scope);
        return;
      }
      case 'CatchClause': {
        const inner = this.open(node, scope);
        if (node.param) {
          for (const identifier of patternIdentifiers(node.param)) inner.declare(identifier.name, 'catch');
          this.visit(node.param, inner);
        }
        for (const statement of node.body.body) this.visit(statement, inner);
        return;
      }
      case 'IfStatement':
        this.visit(node.test, scope);
        this.clause(node.consequent, scope);
        if (node.alternate) this.clause(node.alternate, scope);
        return;
      case 'BlockStatement':
        this.children(node, this.open(node, scope));
        return;
      case 'SwitchStatement': {
        // The discriminant is evaluated outside of the case block's scope (14.12.4).
        this.visit(node.discriminant, scope);
        const inner = this.open(node, scope);
        for (const item of node.cases) this.visit(item, inner);
        return;
      }
      default:
        this.children(node, scope);
    }
  }

  /** `if (x) function f() {}` is as if in a block (Annex B.3.3). @param {any} node @param {Scope} scope */
  clause(node, scope) {
    if (node.type !== 'FunctionDeclaration') {
      this.visit(node, scope);
      return;
    }
    const inner = new Scope(node, scope, false);
    this.analysis.clauses.set(node, inner);
    this.visit(node, inner);
  }

  /**
   * Sloppy functions in blocks also make a `var`, unless that would clash (Annex B.3.3.1). The specification lets it
   * clash with a function of an enclosing block; V8 does not, and V8 is what we equal.
   */
  annexB() {
    for (const { node, scope } of this.blockFunctions) {
      if (scope.strict || node.async || node.generator) continue;
      const name = node.id.name;
      let clash = false;
      for (let outer = /** @type {Scope} */ (scope.parent); outer !== scope.func; outer = /** @type {Scope} */ (outer.parent)) {
        const found = outer.bindings.get(name);
        const declared = outer.functions.get(name);
        const harmless = found?.kind === 'catch' || (declared && !declared.async && !declared.generator);
        if (found && !harmless) clash = true;
      }
      const top = scope.func.bindings.get(name);
      if (top && top.kind !== 'var' && top.kind !== 'function') clash = true;
      if (!clash) this.analysis.hoistedCopies.set(node, scope.func.declare(name, 'var'));
    }
  }
}

/** Second pass: finds what every identifier means. */
class Resolver {
  /** @param {Analysis} analysis */
  constructor(analysis) {
    this.analysis = analysis;
  }

  /** @param {any} identifier @param {Scope} scope */
  reference(identifier, scope) {
    const binding = scope.lookup(identifier.name);
    this.analysis.references.set(identifier, binding);
    if (!binding) return;
    binding.referenced = true;
    if (binding.scope.func !== scope.func) binding.captured = true;
  }

  /** Notes that the names of a pattern are assigned. @param {any} pattern @param {Scope} scope */
  assigned(pattern, scope) {
    for (const identifier of patternIdentifiers(pattern)) {
      const binding = scope.lookup(identifier.name);
      if (binding) binding.assigned = true;
    }
  }

  /** @param {any} node @param {Scope} scope */
  visit(node, scope) {
    const inner = this.analysis.scopes.get(node) ?? scope;
    const visit = (/** @type {any} */ child) => this.visit(child, inner);
    switch (node.type) {
      case 'Identifier':
        this.reference(node, scope);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        node.params.forEach(visit);
        if (node.body.type === 'BlockStatement') node.body.body.forEach(visit);
        else visit(node.body);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.superClass) visit(node.superClass);
        visit(node.body);
        return;
      case 'MethodDefinition':
      case 'PropertyDefinition':
      case 'Property':
        if (node.computed) this.visit(node.key, scope);
        if (node.value) visit(node.value);
        return;
      case 'AssignmentExpression':
        this.assigned(node.left, scope);
        forEachChild(node, visit);
        return;
      case 'UpdateExpression':
        this.assigned(node.argument, scope);
        visit(node.argument);
        return;
      case 'VariableDeclarator':
        if (node.init) this.assigned(node.id, scope);
        forEachChild(node, visit);
        return;
      case 'ForInStatement':
      case 'ForOfStatement':
        this.assigned(node.left.type === 'VariableDeclaration' ? node.left.declarations[0].id : node.left, inner);
        forEachChild(node, visit);
        return;
      case 'IfStatement':
        for (const part of [node.test, node.consequent, node.alternate]) {
          if (part) this.visit(part, this.analysis.clauses.get(part) ?? inner);
        }
        return;
      case 'MemberExpression':
        visit(node.object);
        if (node.computed) visit(node.property);
        return;
      case 'LabeledStatement':
        visit(node.body);
        return;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      case 'CatchClause':
        if (node.param) visit(node.param);
        node.body.body.forEach(visit);
        return;
      case 'SwitchStatement':
        this.visit(node.discriminant, scope);
        node.cases.forEach(visit);
        return;
      default:
        forEachChild(node, visit);
    }
  }
}

/**
 * Analyses a program.
 * @param {any} program ESTree
 * @returns {Analysis}
 */
function analyse(program) {
  const analysis = new Analysis();
  const scope = new Declarer(analysis).program(program);
  const resolver = new Resolver(analysis);
  for (const statement of program.body) resolver.visit(statement, scope);
  return analysis;
}

module.exports = { analyse, forEachChild, patternIdentifiers, isFunctionNode, hasUseStrict, Analysis, Scope, Binding };
