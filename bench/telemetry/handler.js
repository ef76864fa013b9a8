// @ts-check
'use strict';

const readline = require('node:readline');
const { spawn } = require('node:child_process');

/** A process of bench/telemetry/Program.cs: the request handler alone, which takes turns when asked. */
class Handler {
  /**
   * @param {string} dll @param {string} folder @param {any} config the invoker's @param {{path: string, body: string, headers: any}[]} requests
   * @param {any} reply to the function's calls @param {Record<string, string>} environment beside this process's own @param {string[]} command
   */
  constructor(dll, folder, config, requests, reply, environment, [command, ...options]) {
    this.process = spawn(command, [...options, dll, JSON.stringify(config), JSON.stringify(requests), JSON.stringify(reply)],
      { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
    this.exited = new Promise(resolve => this.process.once('exit', resolve));
    this.lines = readline.createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  /** The fastest of its batches in ns a request, and the bytes a request allocated. @returns {Promise<{ ns: number, bytes: number }>} */
  async turn() {
    this.process.stdin.write('\n');
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`the handler ended: ${await this.exited}`);
    return JSON.parse(value);
  }

  async stop() {
    this.process.stdin.end();
    const code = await this.exited;
    if (code !== 0) throw new Error(`the handler ended with ${code}`);
  }
}

module.exports = { Handler };
