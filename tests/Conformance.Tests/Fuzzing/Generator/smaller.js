// @ts-check
'use strict';

const path = require('node:path');

/**
 * What a program may be reduced to in one step, the boldest first: without a statement, a member, an element or an argument;
 * a compound statement replaced by its body; an expression replaced by one inside it or by a literal.
 * @param {string} root the repository, whose parser is used @param {string} source
 * @returns {string[]}
 */
function smallerPrograms(root, source) {
  const { parse } = require(path.join(root, 'javascript/node_modules/acorn'));
  /** @type {{start: number, end: number, text: string}[]} */
  const edits = [];
  const replace = (/** @type {any} */ node, text = '') => edits.push({ start: node.start, end: node.end, text });
  const text = (/** @type {any} */ node) => source.slice(node.start, node.end);

  /** @param {any[]} list takes an item out, with the comma behind or before it */
  const withoutOne = list => list.forEach((item, i) => {
    if (!item) return;
    if (i + 1 < list.length && list[i + 1]) edits.push({ start: item.start, end: list[i + 1].start, text: '' });
    else if (i > 0 && list[i - 1]) edits.push({ start: list[i - 1].end, end: item.end, text: '' });
    else if (list.length === 1) replace(item);
  });

  /** @param {any} node @param {any} parent */
  const visit = (node, parent) => {
    if (!node || typeof node.type !== 'string') return;
    const children = Object.values(node).flat().filter(child => child && typeof child.type === 'string');
    if (/Statement$|Declaration$/.test(node.type) && (parent?.type === 'BlockStatement' || parent?.type === 'Program' || parent?.type === 'SwitchCase')) {
      replace(node);
      for (const child of children) {
        if (child.type === 'BlockStatement') replace(node, text(child).slice(1, -1));
        else if (/Statement$/.test(child.type)) replace(node, text(child));
        else if (/Expression$/.test(child.type)) replace(node, `${text(child)};`);
      }
    }
    if (node.type === 'IfStatement' && node.alternate) edits.push({ start: node.consequent.end, end: node.end, text: '' });
    if (node.type === 'TryStatement' && node.finalizer && node.handler) edits.push({ start: node.handler.end, end: node.end, text: '' });
    if (node.type === 'ClassBody' || node.type === 'SwitchStatement') for (const member of node.body ?? node.cases) replace(member);
    if (node.type === 'ClassDeclaration' && node.superClass) edits.push({ start: node.id.end, end: node.superClass.end, text: '' });
    for (const list of [node.arguments, node.elements, node.properties, node.params]) if (Array.isArray(list)) withoutOne(list);
    if (/Expression$|TemplateLiteral$/.test(node.type) && !/Statement$/.test(parent?.type ?? '') && parent?.type !== 'TaggedTemplateExpression') {
      for (const child of children) if (/Expression$|Literal$|^Identifier$/.test(child.type) && child !== node.property) replace(node, `(${text(child)})`);
      if (node.callee?.object) replace(node, `(${text(node.callee.object)})`);
      for (const literal of ['0', "'a'", 'true']) if (node.end - node.start > 3) replace(node, literal);
    }
    for (const child of children) visit(child, node);
  };
  try {
    visit(parse(source, { ecmaVersion: 2024 }), null);
  } catch {
    return [];
  }
  return edits
    .sort((a, b) => (b.end - b.start - b.text.length) - (a.end - a.start - a.text.length))
    .map(({ start, end, text: by }) => source.slice(0, start) + by + source.slice(end))
    .filter(each => each.length < source.length && parses(parse, each));
}

/** @param {any} parse @param {string} source */
function parses(parse, source) {
  try {
    parse(source, { ecmaVersion: 2024 });
    return true;
  } catch {
    return false;
  }
}

module.exports = { smallerPrograms };
