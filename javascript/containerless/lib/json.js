// @ts-check
'use strict';

/**
 * Finds where a text stops being JSON (RFC 8259): the offset of the first character that no JSON text could have there,
 * or the text's length when it ends too early; -1 when it is JSON. V8's own messages do not always give a position.
 * @param {string} text
 * @returns {number}
 */
function findJsonError(text) {
  let at = 0;
  const space = () => { while (at < text.length && ' \t\n\r'.includes(text[at])) at++; };
  const digits = () => {
    const start = at;
    while (at < text.length && text[at] >= '0' && text[at] <= '9') at++;
    return at > start;
  };
  const word = (/** @type {string} */ expected) => {
    for (const letter of expected) {
      if (text[at] !== letter) return false;
      at++;
    }
    return true;
  };
  const string = () => {
    if (text[at] !== '"') return false;
    for (at++; at < text.length; at++) {
      if (text[at] === '"') return at++ >= 0;
      if (text[at] < ' ') return false;
      if (text[at] !== '\\') continue;
      at++;
      if (text[at] === 'u') {
        for (let i = 0; i < 4; i++) if (!/^[0-9a-fA-F]$/.test(text[++at] ?? '')) return false;
      } else if (at >= text.length || !'"\\/bfnrt'.includes(text[at])) return false;
    }
    return false;
  };
  const number = () => {
    if (text[at] === '-') at++;
    if (text[at] === '0') at++;
    else if (!digits()) return false;
    if (text[at] === '.') {
      at++;
      if (!digits()) return false;
    }
    if (text[at] === 'e' || text[at] === 'E') {
      at++;
      if (text[at] === '+' || text[at] === '-') at++;
      if (!digits()) return false;
    }
    return true;
  };

  // Open brackets, so that depth costs no stack.
  const open = [];
  for (;;) {
    space();
    const c = text[at];
    let value = true;
    if (c === '{' || c === '[') {
      at++;
      space();
      if (text[at] === (c === '{' ? '}' : ']')) at++;
      else {
        open.push(c);
        if (c === '[') continue;
        value = false;
      }
    } else if (!(c === '"' ? string() : c === 't' ? word('true') : c === 'f' ? word('false') : c === 'n' ? word('null')
      : number())) return at;
    // After a value: what closes, until something asks for another value.
    for (;;) {
      if (value) {
        space();
        if (open.length === 0) return at === text.length ? -1 : at;
        const bracket = open[open.length - 1];
        if (text[at] === (bracket === '{' ? '}' : ']')) {
          at++;
          open.pop();
          continue;
        }
        if (text[at] !== ',') return at;
        at++;
        if (bracket === '[') break;
      }
      space();
      if (!string()) return at;
      space();
      if (text[at] !== ':') return at;
      at++;
      break;
    }
  }
}

/**
 * @param {string} text @param {number} offset
 * @returns {{line: number, column: number}} 1-based; columns count UTF-16 units, lines end with a line feed
 */
function positionOf(text, offset) {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - start + 1 };
}

module.exports = { findJsonError, positionOf };
