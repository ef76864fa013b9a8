// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');

const pause = (/** @type {number} */ milliseconds) => new Promise(resolve => setTimeout(resolve, milliseconds));

/** A Docker engine of one's own, to end and to start again. Needs root and dockerd. Its containers have no network. */
class Engine {
  /** @param {string} folder for its socket, data and log; its path must be short, for sockets lie below it */
  constructor(folder) {
    this.folder = folder;
    this.address = `unix://${folder}/docker.sock`;
    fs.mkdirSync(folder);
  }

  async start() {
    const log = fs.openSync(path.join(this.folder, 'dockerd.log'), 'a');
    this.process = spawn('dockerd', ['--host', this.address, '--data-root', `${this.folder}/data`, '--exec-root', `${this.folder}/exec`,
      '--pidfile', `${this.folder}/pid`, '--iptables=false', '--bridge', 'none'], {
      stdio: ['ignore', log, log],
      env: { ...process.env, TMPDIR: this.folder }, // containerd writes its stacks there when it is ended in haste
    });
    fs.closeSync(log);
    this.exited = new Promise(resolve => this.process?.once('exit', resolve).once('error', resolve));
    for (let i = 0; i < 600; i++) {
      if (spawnSync('docker', ['--host', this.address, 'version']).status === 0) return;
      if (this.process.exitCode !== null) break;
      await pause(100);
    }
    throw new Error(`dockerd does not start: see ${this.folder}/dockerd.log`);
  }

  /** @param {NodeJS.Signals} signal SIGTERM ends its containers too, SIGKILL does not */
  async end(signal) {
    this.process?.kill(signal);
    await this.exited;
    // It takes its own containerd along. Where nobody reaps that, the next one would believe that it still runs.
    if (signal === 'SIGKILL') fs.rmSync(`${this.folder}/exec/containerd/containerd.pid`, { force: true });
  }

  /** Removes all of it, when it has ended. */
  remove() {
    const mounts = fs.readFileSync('/proc/self/mounts', 'utf8').split('\n').map(line => line.split(' ')[1])
      .filter(each => each?.startsWith(this.folder)).sort().reverse();
    for (const each of mounts) spawnSync('umount', [each]);
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

module.exports = { Engine };
