// @ts-check
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** @param {{port: number, path?: string, body?: any, method?: string}} what @returns {Promise<{status: number, headers: any, body: string}>} */
function send({ port, path: target = '/', body, method = 'POST' }) {
  return new Promise((resolve, reject) => {
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const request = http.request({
      host: '127.0.0.1', port, path: target, method, agent,
      headers: bytes ? { 'content-type': 'application/json', 'content-length': bytes.length } : {},
    }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', chunk => { text += chunk; }).on('error', reject)
        .on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    request.on('error', reject).end(bytes);
  });
}

/** @param {number} milliseconds */
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

/** @param {() => Promise<boolean>} condition @param {string} what */
async function until(condition, what) {
  for (let i = 0; i < 1200; i++) {
    if (await condition().catch(() => false)) return;
    await pause(50);
  }
  throw new Error(`never: ${what}`);
}

/** An invoker of its own process, and the instances that it started: Node processes or containers. */
class Invoker {
  /**
   * @param {string} dll @param {string} folder @param {any} config @param {Record<string, string>} [environment] beside this process's own
   * @param {string[]} [command] what runs the dll
   */
  constructor(dll, folder, config, environment = {}, [command, ...options] = ['dotnet']) {
    this.port = config.bind_port;
    this.admin = config.admin_port;
    this.function = config.image_name;
    this.containers = config.isolation === 'container';
    this.log = path.join(folder, 'invoker.log');
    const log = fs.openSync(this.log, 'a');
    this.process = spawn(command, [...options, dll, '--config', JSON.stringify(config)], {
      cwd: folder, stdio: ['ignore', log, log], env: { ...process.env, ...environment },
    });
    this.exited = new Promise(resolve => this.process.once('exit', resolve));
    fs.closeSync(log);
  }

  async ready() {
    await until(async () => this.process.exitCode !== null
      || (await send({ port: this.port, path: '/ping', method: 'GET' })).status === 200, `the invoker answers: see ${this.log}`);
    if (this.process.exitCode !== null) throw new Error(`the invoker ended: ${fs.readFileSync(this.log, 'utf8').slice(-2000)}`);
  }

  async status() {
    return JSON.parse((await send({ port: this.admin, path: '/_containerless/status', method: 'GET' })).body);
  }

  /** Ids of the instances that it started and that run. @returns {string[]} */
  instances() {
    if (this.containers) {
      return docker('ps', '--quiet', '--no-trunc', '--filter', `label=containerless=${this.function}`, '--filter', 'label=containerless.kind');
    }
    const found = [];
    for (const id of fs.readdirSync('/proc')) {
      if (!/^\d+$/.test(id)) continue;
      try {
        const stat = fs.readFileSync(`/proc/${id}/stat`, 'utf8');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        const command = fs.readFileSync(`/proc/${id}/cmdline`, 'utf8');
        if (parent === this.process.pid && /(index|traced)\.js\0$/.test(command)) found.push(id);
      } catch {
        // It has ended meanwhile.
      }
    }
    return found;
  }

  /** Kills an instance, or makes it stand still; false where it has ended meanwhile. @param {string} id @param {'kill' | 'stop'} how */
  hurt(id, how) {
    if (this.containers) return spawnSync('docker', [how === 'kill' ? 'kill' : 'pause', id]).status === 0;
    try {
      process.kill(Number(id), how === 'kill' ? 'SIGKILL' : 'SIGSTOP');
      return true;
    } catch {
      return false;
    }
  }

  /** Whether there still is an instance. @param {string} id */
  exists(id) {
    return this.containers ? docker('ps', '--all', '--quiet', '--no-trunc', '--filter', `id=${id}`).length > 0 : fs.existsSync(`/proc/${id}`);
  }

  /** @param {NodeJS.Signals} [signal] */
  async stop(signal = 'SIGTERM') {
    this.process.kill(signal);
    await this.exited;
  }
}

/** The lines that a docker command prints; none where the engine does not answer. @param {string[]} args @returns {string[]} */
function docker(...args) {
  return spawnSync('docker', args, { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
}

module.exports = { Invoker, docker, send, pause, until };
