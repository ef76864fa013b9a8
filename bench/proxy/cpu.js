// @ts-check
'use strict';

const fs = require('node:fs');

/** CPU time of each thread of processes so far, in ns. @param {number[]} pids @returns {Map<string, number>} */
function threads(pids) {
  const times = new Map();
  for (const pid of pids) {
    for (const id of fs.readdirSync(`/proc/${pid}/task`)) {
      try {
        times.set(id, Number(fs.readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ')[0]));
      } catch (/** @type {any} */ error) {
        if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
        // It has ended meanwhile.
      }
    }
  }
  return times;
}

/** From now on: the CPU time that processes take, in µs. A thread that ends takes none. @param {number[]} pids @returns {() => number} */
function cpuOf(pids) {
  const before = threads(pids);
  return () => [...threads(pids)].reduce((sum, [id, now]) => sum + now - (before.get(id) ?? 0), 0) / 1000;
}

module.exports = { cpuOf };
