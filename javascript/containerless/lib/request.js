// @ts-check
'use strict';

const { findJsonError, positionOf } = require('./json');

/** A request that is answered with 400. */
class BadRequest extends Error {}

/**
 * Makes what `listen`'s callback is given (docs/wire.md).
 * @param {string} target the request target, as it was sent
 * @param {string | undefined} contentType
 * @param {Buffer} bytes the body
 * @returns {{path: string, query: any, body: any}}
 * @throws {BadRequest}
 */
function readRequest(target, contentType, bytes) {
  const mark = target.indexOf('?');
  return {
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? {} : readForm(target.slice(mark + 1)),
    body: readBody(contentType, bytes),
  };
}

/** @param {string | undefined} contentType @param {Buffer} bytes @returns {any} */
function readBody(contentType, bytes) {
  if (bytes.length === 0) return {};
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BadRequest('The body is not valid UTF-8.');
  }
  const type = (contentType ?? '').split(';', 1)[0].trim().toLowerCase();
  try {
    return JSON.parse(text);
  } catch {
    if (type === 'application/json' || type.endsWith('+json')) {
      const { line, column } = positionOf(text, findJsonError(text));
      throw new BadRequest(`The body is not JSON: line ${line}, column ${column}.`);
    }
  }
  return type === 'application/x-www-form-urlencoded' ? readForm(text) : text;
}

/**
 * Reads `a=1&b=2` as the URL Standard's application/x-www-form-urlencoded parser does; a repeated name gives an array.
 * @param {string} text @returns {any}
 */
function readForm(text) {
  const form = {};
  // URLSearchParams drops a leading question mark; a query that begins with one keeps it.
  for (const [name, value] of new URLSearchParams(text.startsWith('?') ? `?${text}` : text)) {
    const existing = Object.getOwnPropertyDescriptor(form, name);
    const all = !existing ? value : Array.isArray(existing.value) ? [...existing.value, value] : [existing.value, value];
    // Defined, not assigned: the name may be `__proto__`.
    Object.defineProperty(form, name, { value: all, writable: true, enumerable: true, configurable: true });
  }
  return form;
}

module.exports = { readRequest, BadRequest };
