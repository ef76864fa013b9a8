// @ts-check
'use strict';

/**
 * The library's own configuration, read once and taken out of `process.env` before the function sees it.
 * @typedef {{path: string} | {host: string, port: number}} Address
 */

/** @param {string} name @returns {string | undefined} */
function takeText(name) {
  const text = process.env[name];
  delete process.env[name];
  return text;
}

/** @param {string} name @returns {Address | null} */
function take(name) {
  const text = takeText(name);
  return text ? parseAddress(name, text) : null;
}

/** @returns {Address | 'control' | null} */
function takeEgress() {
  const name = 'CONTAINERLESS_EGRESS';
  const text = takeText(name);
  return text === 'control' ? 'control' : text ? parseAddress(name, text) : null;
}

/** @param {string} name @param {string} text @returns {Address} */
function parseAddress(name, text) {
  if (text.startsWith('unix:') && text.length > 5) return { path: text.slice(5) };
  const tcp = /^tcp:(.+):(\d{1,5})$/.exec(text);
  if (!tcp) throw new Error(`${name} is neither unix:<path> nor tcp:<host>:<port>: ${text}`);
  return { host: tcp[1], port: Number(tcp[2]) };
}

module.exports = {
  /** Where requests arrive. */
  listen: take('CONTAINERLESS_LISTEN') ?? /** @type {Address} */ ({ host: '127.0.0.1', port: 3000 }),
  /** Where the invoker asks for the trace. */
  control: take('CONTAINERLESS_CONTROL'),
  /** The proxy that all calls go through: at an address, or over connections that come in at the control listener. */
  egress: takeEgress(),
  /** The hash of what requests to our listeners must carry, where others could send some too. */
  token: takeText('CONTAINERLESS_TOKEN'),
  /** How many calls a request may make. */
  outbound: Number(takeText('CONTAINERLESS_OUTBOUND') ?? Infinity),
  /** What the process's life hangs on: `stdin`, or nothing. */
  lifeline: takeText('CONTAINERLESS_LIFELINE'),
};
