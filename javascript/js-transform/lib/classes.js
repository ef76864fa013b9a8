// @ts-check
'use strict';

Object.assign(exports, { lowerClass, lowerClassDeclaration });

const { openBlock, declareAll, hoistFunctions, blockProbe, fill, lowerStatements } = require('./blocks');
const { lowerExpression, lowerNamed, isAnonymousFunction } = require('./expressions');
const { frameSize } = require('./frames');
const { lowerFunction, newRecord } = require('./functions');
const { staticKey, keyNode, isWellFormed, isPossibleKey } = require('./keys');

/** @typedef {import('./context').Context} Context */

/** What about a class cannot be lowered, or null. @param {Context} cx @param {any} node @param {string} name @returns {string | null} */
function classProblem(cx, node, name) {
  // Evaluated again in one activation of the block, it would share the variables that its methods capture.
  if (cx.repeats) return 'a class in the head of a loop';
  if (!isWellFormed(name)) return 'a name with a lone surrogate';
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock' || member.key.type === 'PrivateIdentifier') continue;
    if (!member.computed && !isPossibleKey(staticKey(member))) return 'a key that begins with a lone surrogate';
    const { value } = member;
    if (member.computed && value?.type === 'ClassExpression' && !value.id) return 'a class that is named by a computed key';
  }
  return null;
}

/** A class declaration initialises a `let`. @param {Context} cx @param {any} node @returns {any[]} */
function lowerClassDeclaration(cx, node) {
  const binding = /** @type {import('./scopes').Binding} */ (cx.resolve(node.id.name)).id;
  return [{ kind: 'let', binding, value: lowerClass(cx, node, node.id.name), at: cx.at(node) }];
}

/** @param {Context} cx @param {any} node @param {string} name its `name` property @returns {any} */
function lowerClass(cx, node, name) {
  const problem = classProblem(cx, node, name);
  return problem ? cx.unsupported(node, problem) : new ClassLowering(cx, node, name).lower();
}

/** Lowers one class: methods and keys become members, what instances and the class itself are given become two functions. */
class ClassLowering {
  /** @param {Context} cx @param {any} node @param {string} name */
  constructor(cx, node, name) {
    this.cx = cx;
    this.node = node;
    this.scope = cx.analysis.scopeOf(node);
    this.block = cx.block;
    const privates = node.body.body.filter((/** @type {any} */ m) => m.key?.type === 'PrivateIdentifier');
    this.names = new Set(privates.map((/** @type {any} */ m) => m.key.name));
    this.result = {
      kind: 'class', name, binding: /** @type {any} */ (null), proto: /** @type {any} */ (null), self: /** @type {any} */ (null),
      heritage: /** @type {any} */ (null), constructor: /** @type {any} */ (null), members: /** @type {any[]} */ ([]),
      fields: /** @type {any} */ (null), statics: /** @type {any} */ (null), privateNames: this.names.size > 0, at: cx.at(node),
    };
    const self = () => this.result.self ??= cx.hidden('class', this.block);
    this.homes = {
      instance: { object: () => this.result.proto ??= cx.hidden('prototype', this.block), self },
      static: { object: self, self },
    };
    /** Private methods and accessors, and fields, in order: how to lower what defines them. */
    this.instance = new Part();
    this.static = new Part();
  }

  lower() {
    const { cx, node, scope, result } = this;
    cx.probes.mark(node);
    const own = node.id && scope.bindings.get(node.id.name);
    if (own?.referenced) {
      own.id = cx.newBinding(own.name, 'let');
      this.block.declares.push(own.id);
      result.binding = own.id;
    }
    cx.within(scope, () => {
      if (node.superClass) result.heritage = lowerExpression(cx, node.superClass);
      const outer = cx.privates;
      cx.privates = { names: this.names, number: ++cx.classes, outer };
      for (const member of node.body.body) this.member(member);
      result.fields = this.finish(this.instance, 'fields', this.homes.instance);
      result.statics = this.finish(this.static, 'statics', this.homes.static);
      cx.privates = outer;
    });
    return result;
  }

  /** @param {any} member */
  member(member) {
    const { cx, result } = this;
    const part = member.static ? this.static : this.instance;
    const home = member.static ? this.homes.static : this.homes.instance;
    if (member.type === 'StaticBlock') {
      this.static.fields.push(() => [this.staticBlock(member)]);
    } else if (member.type === 'PropertyDefinition') {
      this.field(member, part);
    } else if (member.kind === 'constructor') {
      const form = this.node.superClass ? 'derived' : 'constructor';
      result.constructor = lowerFunction(cx, member.value, result.name, { text: null, form, home });
    } else {
      this.method(member, part, home);
    }
  }

  /** @param {any} member @param {Part} part @param {import('./context').Home} home */
  method(member, part, home) {
    const { cx, result } = this;
    const at = cx.at(member);
    const { key, kind, computed, value } = member;
    const form = kind === 'get' ? 'getter' : kind === 'set' ? 'setter' : 'method';
    const prefix = kind === 'method' ? '' : `${kind} `;
    const isPrivate = key.type === 'PrivateIdentifier';
    const text = isPrivate ? `#${key.name}` : computed ? '' : staticKey(member);
    const lowered = isPrivate ? null : computed ? lowerExpression(cx, key) : keyNode(text, cx.at(key));
    const id = lowerFunction(cx, value, computed ? '' : prefix + text, { text: member, form, home });
    if (!isPrivate) {
      result.members.push({ kind: form, static: member.static, key: lowered, function: id, at });
      return;
    }
    const binding = cx.hidden(text, this.block);
    result.members.push({ kind: 'closure', static: member.static, binding, function: id, at });
    part.methods.push(() => [this.define(member, this.privateKey(key), { kind: 'identifier', binding, at }, kind)]);
  }

  /** @param {any} member @param {Part} part */
  field(member, part) {
    const { cx, result } = this;
    const at = cx.at(member);
    const { key, computed, value } = member;
    /** @type {any} */
    let lowered;
    let name = '';
    if (key.type === 'PrivateIdentifier') {
      lowered = this.privateKey(key);
      name = `#${key.name}`;
    } else if (computed) {
      const binding = cx.hidden('key', this.block);
      result.members.push({ kind: 'key', static: member.static, binding, key: lowerExpression(cx, key), at });
      lowered = { kind: 'identifier', binding, at };
    } else {
      name = staticKey(member);
      lowered = keyNode(name, cx.at(key));
    }
    part.fields.push(() => {
      if (!value) return [this.define(member, lowered, { kind: 'undefined', at }, 'field')];
      // Registering a closure that its key names would change the name.
      const isNamed = computed && isAnonymousFunction(value);
      const initial = cx.within(cx.analysis.scopeOf(member), () => isNamed
        ? { kind: 'clos', function: lowerFunction(cx, value, ''), at }
        : lowerNamed(cx, value, name));
      return [this.define(member, lowered, initial, 'field', isNamed)];
    });
  }

  /** @param {any} key a private identifier */
  privateKey(key) {
    return { kind: 'private', name: this.cx.privateName(key.name), at: this.cx.at(key) };
  }

  /** @param {any} member @param {any} key @param {any} value @param {string} accessor @param {boolean} [named] */
  define(member, key, value, accessor, named = false) {
    const { cx } = this;
    const at = cx.at(member);
    const object = { kind: 'identifier', binding: cx.special('this'), at };
    return { kind: 'expression', value: { kind: 'define', object, key, value, accessor, ...(named ? { named } : {}), at }, at };
  }

  /** A static block is a block of its own, `var`s included. @param {any} node */
  staticBlock(node) {
    const { cx } = this;
    const scope = cx.analysis.scopeOf(node);
    const block = openBlock(cx, node);
    cx.within(scope, () => fill(cx, block, () => {
      declareAll(cx, block, scope);
      const closures = hoistFunctions(cx, block, scope);
      cx.probes.point(cx.source.indexOf('{', node.start) + 1, blockProbe(cx, block) + closures);
      lowerStatements(cx, block, node.body);
    }));
    return block;
  }

  /**
   * Makes the function that a part is.
   * @param {Part} part @param {string} form @param {import('./context').Home} home @returns {number | null} null: it is empty
   */
  finish(part, form, home) {
    const { cx, node } = this;
    if (part.methods.length + part.fields.length === 0) return null;
    const body = openBlock(cx, node);
    // No place in the source runs exactly when this does.
    body.implied = true;
    const record = newRecord(cx, { form, at: cx.at(node), strict: true, frame: frameSize(node), body });
    cx.inside(record, { strict: true, body, home }, () => fill(cx, body, () => {
      for (const lower of [...part.methods, ...part.fields]) body.body.push(...lower());
    }));
    return record.id;
  }
}

/** What instances are given, or the class. */
class Part {
  constructor() {
    /** @type {(() => any[])[]} */
    this.methods = [];
    /** @type {(() => any[])[]} */
    this.fields = [];
  }
}
