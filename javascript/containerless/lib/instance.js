// @ts-check
'use strict';

const environment = require('./environment');
const { describe } = require('./errors');

/** The function of the platform, before the function's own tracked one takes its place (see timers.js). */
const { setImmediate } = globalThis;

/**
 * @typedef {{request: {path: string, query: any, body: any}, journal?: import('./journal').Journal | null,
 *   reply: (status: number, body: any) => void}} Exchange
 * A request and how to answer it: `reply(200, text)` or `reply(500, error)`.
 */

/**
 * The function as something that is in one turn at a time and serves one request at a time: until it is answered and no
 * callback is pending. What is more waits in line. A turn is a run of the function's code with all its microtasks.
 */
class Instance {
  constructor() {
    /** @type {((request: any) => void) | null} */
    this.callback = null;
    /** @type {Exchange[]} */
    this.waiting = [];
    /** @type {Exchange | null} */
    this.current = null;
    /** What the current request will be, or was, answered. @type {{status: number, body: any} | null} */
    this.outcome = null;
    this.sent = false;
    /** Calls that the current request made. */
    this.calls = 0;
    /** Calls whose callbacks have not run yet. */
    this.pending = 0;
    /** @type {(() => void)[]} */
    this.turns = [];
    this.inTurn = false;
  }

  /** Serves a request when its time comes. @param {Exchange} exchange */
  submit(exchange) {
    this.waiting.push(exchange);
    this.next();
  }

  /** Expects a callback. @returns {(turn: () => void) => void} call it, later, with the turn that it runs in */
  expect() {
    this.pending++;
    return turn => {
      this.turn(() => {
        this.pending--;
        turn();
      });
    };
  }

  /** The first outcome of a request wins. @param {string} text */
  respond(text) {
    this.settle(200, text, () => 'respond was called again, or outside of a request: ignored');
  }

  /** @param {any} error */
  fail(error) {
    const described = describe(error, require.main?.filename);
    this.settle(500, described, () => `an error after the answer: ${described.name}: ${described.message}` +
      (described.line === null ? '' : ` (line ${described.line})`));
  }

  /**
   * Counts a call of the current request. One too many is its answer, as it is in compiled code, whatever the turn answers.
   * @returns {boolean} whether it may be made
   */
  mayCall() {
    if (++this.calls <= environment.outbound) return true;
    const name = 'OutboundLimitExceeded';
    const { line } = describe(new Error(name), require.main?.filename);
    const message = `${name}: used ${this.calls} calls of ${environment.outbound} calls${line === null ? '' : ` at line ${line}`}`;
    if (this.current && !this.sent) this.outcome = { status: 500, body: { name, message, line } };
    else console.error(`containerless: ${message}, after the answer`);
    return false;
  }

  /** @param {number} status @param {any} body @param {() => string} otherwise what is logged when it is too late */
  settle(status, body, otherwise) {
    if (!this.current || this.outcome) console.error(`containerless: ${otherwise()}`);
    else this.outcome = { status, body };
  }

  /** @param {() => void} work */
  turn(work) {
    this.turns.push(work);
    if (!this.inTurn) this.run();
  }

  run() {
    const work = this.turns.shift();
    if (!work) return;
    this.inTurn = true;
    // Microtasks belong to the turn; they have all run when the platform gets to its immediates.
    setImmediate(() => {
      this.inTurn = false;
      this.endTurn();
      this.run();
    });
    try {
      work();
    } catch (error) {
      this.fail(error);
    }
  }

  endTurn() {
    if (this.current && this.pending === 0 && !this.outcome) {
      const message = 'The function finished without calling respond.';
      this.outcome = { status: 500, body: { name: 'NoResponse', message, line: null } };
    }
    if (this.current && this.outcome && !this.sent) {
      this.sent = true;
      this.current.reply(this.outcome.status, this.outcome.body);
    }
    if (this.pending === 0) {
      this.current = null;
      this.next();
    }
  }

  next() {
    if (this.current || this.pending > 0 || this.inTurn || this.turns.length > 0) return;
    const exchange = this.waiting.shift();
    if (!exchange) return;
    this.current = exchange;
    this.outcome = null;
    this.sent = false;
    this.calls = 0;
    const callback = /** @type {(request: any) => void} */ (this.callback);
    this.turn(() => callback(exchange.request));
  }
}

module.exports = { Instance };
