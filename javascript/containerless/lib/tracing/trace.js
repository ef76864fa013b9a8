// @ts-check
'use strict';

/**
 * Joins a skeleton with what was recorded: the trace (docs/trace.md).
 * @param {any} skeleton
 * @param {import('./recorder').Recorder} recorder
 * @returns {any}
 */
function makeTrace(skeleton, recorder) {
  const { version, source, hashes, bindings, functions } = skeleton;

  /** @param {any} node @returns {any} */
  const join = node => {
    if (Array.isArray(node)) return node.map(join);
    if (typeof node !== 'object' || node === null) return node;
    if (node.kind === 'arm') return recorder.blocks[node.block] ? join(node.value) : hole(node.block, node.at);
    if (node.kind === 'block' && !node.implied && !recorder.blocks[node.id]) return hole(node.id, node.at);
    /** @type {Record<string, any>} */
    const result = {};
    for (const key of Object.keys(node)) {
      if (key === 'implied') continue;
      result[key] = key === 'at' ? node.at : join(node[key]);
      if (key === 'site') result.type = recorder.sites[node.site].toJSON();
    }
    return result;
  };

  return {
    version,
    source,
    hashes: { ...hashes, node: process.version },
    bindings,
    functions: functions.map((/** @type {any} */ f) => ({
      ...f,
      parameters: f.parameters.map((/** @type {any} */ p) => ({
        binding: p.binding, type: recorder.sites[p.site].toJSON(),
      })),
      body: join(f.body),
    })),
  };
}

/** @param {number} block @param {number[]} at */
function hole(block, at) {
  return { kind: 'unknown', block, at };
}

module.exports = { makeTrace };
