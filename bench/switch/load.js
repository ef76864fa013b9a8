// @ts-check
'use strict';

const http = require('node:http');

/**
 * @typedef {{ n: number, at: number, ms: number, status: number, body: string, tier: string, retried: string,
 *   retryAfter: string, error: string }} Answer `at` and `ms` count from the moment that the request was due.
 */

/**
 * Sends requests at a steady rate, each at its time whatever became of those before it.
 * @param {{ port: number, rate: number, count?: number, bodyOf: (n: number) => { path: string, body: any },
 *   until?: (answers: Answer[]) => boolean, first?: number }} what
 * @returns {Promise<Answer[]>}
 */
async function load({ port, rate, count = Infinity, bodyOf, until = () => false, first = 0 }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2048, scheduling: 'lifo' });
  /** @type {Answer[]} */
  const answers = [];
  /** @type {Promise<void>[]} */
  const pending = [];
  const begun = performance.now();
  for (let i = 0; i < count && !until(answers); i++) {
    const due = i / rate * 1000;
    const wait = due - (performance.now() - begun);
    if (wait > 1) await new Promise(resolve => setTimeout(resolve, wait));
    const n = first + i;
    pending.push(send(agent, port, bodyOf(n)).then(reply => {
      answers.push({ n, at: due, ms: performance.now() - begun - due, ...reply });
    }));
  }
  await Promise.all(pending);
  agent.destroy();
  return answers;
}

/**
 * One request; what went wrong is in `error`, never thrown.
 * @param {http.Agent} agent @param {number} port @param {{ path: string, body: any }} what
 * @returns {Promise<{ status: number, body: string, tier: string, retried: string, retryAfter: string, error: string }>}
 */
function send(agent, port, { path, body }) {
  return new Promise(resolve => {
    const bytes = Buffer.from(JSON.stringify(body));
    const none = { status: 0, body: '', tier: '', retried: '', retryAfter: '' };
    const request = http.request({
      host: '127.0.0.1', port, path, method: 'POST', agent,
      headers: { 'content-type': 'application/json', 'content-length': bytes.length },
    }, response => {
      let text = '';
      const header = (/** @type {string} */ name) => String(response.headers[name] ?? '');
      response.setEncoding('utf8').on('data', chunk => { text += chunk; })
        .on('error', error => resolve({ ...none, error: String(error) }))
        .on('end', () => resolve({
          status: response.statusCode ?? 0, body: text, tier: header('containerless-tier'),
          retried: header('containerless-retried'), retryAfter: header('retry-after'), error: '',
        }));
    });
    request.on('error', error => resolve({ ...none, error: /** @type {any} */ (error).code ?? String(error) })).end(bytes);
  });
}

module.exports = { load };
