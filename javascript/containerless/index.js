// @ts-check
'use strict';

const { Instance } = require('./lib/instance');
const { replaceClockAndChance } = require('./lib/journal');
const { call, basic } = require('./lib/outbound');
const { openServers } = require('./lib/server');
const { trackTimers } = require('./lib/timers');

const { setImmediate, Promise } = globalThis;

const instance = new Instance();
trackTimers(instance);
replaceClockAndChance(() => instance.current?.journal);

/** Whether the function's first turn is over, with `listen` called in it. */
let ready = false;

/**
 * Gives the function that serves requests. A second call replaces the first's. It may be async: a rejection that nothing
 * handles by the end of a turn is the current request's error (see below).
 * @param {(request: {path: string, query: any, body: any}) => any} callback
 */
function listen(callback) {
  if (typeof callback !== 'function') throw new TypeError('listen needs a function');
  const first = instance.callback === null;
  instance.callback = callback;
  if (first) {
    setImmediate(() => {
      ready = true;
      openServers(instance);
    });
  }
}

/**
 * Answers the current request, with `'' + value`, when the turn ends. Only the first call for a request counts.
 * @param {any} value
 */
function respond(value) {
  instance.respond('' + value);
}

/**
 * GETs a URL.
 * @param {string | {url: string, headers?: any, auth?: any}} target
 * @param {(reply: any) => void} [callback] gets the reply parsed as JSON, or undefined when the call failed or it is none
 * @returns {Promise<any> | undefined} without a callback: a promise of what it would get; it is never rejected
 */
function get(target, callback) {
  const { url, headers, auth } = typeof target === 'string' ? { url: target } : Object(target);
  return start('get', 'GET', { url, headers, auth, body: undefined }, callback);
}

/**
 * POSTs a value as JSON.
 * @param {{url: string, body?: any, headers?: any, auth?: any}} options
 * @param {(reply: any) => void} [callback] gets the reply parsed as JSON, or undefined when the call failed or it is none
 * @returns {Promise<any> | undefined} without a callback: a promise of what it would get; it is never rejected
 */
function post(options, callback) {
  const { url, body, headers, auth } = Object(options);
  return start('post', 'POST', { url, headers, auth, body: JSON.stringify(body) }, callback);
}

/**
 * @param {string} name @param {'GET' | 'POST'} method
 * @param {{url: any, headers: any, auth: any, body: string | undefined}} options @param {any} callback
 * @returns {Promise<any> | undefined}
 */
function start(name, method, { url, headers, auth, body }, callback) {
  if (callback === undefined) {
    let settle;
    const promise = new Promise(resolve => { settle = resolve; });
    start(name, method, { url, headers, auth, body }, settle);
    return promise;
  }
  if (typeof callback !== 'function') throw new TypeError(`the callback of ${name} is not a function`);
  /** @type {[string, string][]} */
  const all = [];
  if (auth !== undefined && auth !== null) {
    all.push(['authorization', basic(`${auth.username ?? auth.user ?? ''}`, `${auth.password ?? auth.pass ?? ''}`)]);
  }
  for (const key of Object.keys(Object(headers))) all.push([key, `${headers[key]}`]);
  if (!instance.mayCall()) return undefined;
  const due = instance.expect();
  call({ method, url: `${url}`, headers: all, body, journal: instance.current?.journal }, reply => due(() => callback(reply)));
  return undefined;
}

/** For demonstrations: answers the current request, in words that tell who served it. */
function hello() {
  respond('Hello from JavaScript!');
}

// An error outside of a turn's own stack (a rejected promise, an emitter's callback) is the current request's error.
process.on('uncaughtException', failOutside);
process.on('unhandledRejection', failOutside);

/** @param {any} error */
function failOutside(error) {
  if (ready) {
    instance.fail(error);
    return;
  }
  console.error(error);
  process.exit(1);
}

process.on('exit', code => {
  if (code !== 0 || instance.callback) return;
  console.error('containerless: the function never called listen');
  process.exitCode = 1;
});

module.exports = { listen, respond, get, post, hello };
