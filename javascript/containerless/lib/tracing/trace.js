// @ts-check
'use strict';

/**
 * Joins a skeleton with what was recorded: the trace (docs/trace.md).
 * @param {any} skeleton
 * @param {import('./recorder').Recorder} recorder
 * @returns {any}
 */
function makeTrace(skeleton, recorder) {
  const { version, source, prelude, hashes, bindings, functions } = skeleton;

  /** @param {any} node @returns {any} */
  const join = node => {
    if (Array.isArray(node)) return node.map(join);
    if (typeof node !== 'object' || node === null) return node;
    if (node.kind === 'arm') return recorder.blocks[node.block] ? join(node.value) : hole(node.block, node);
    if (node.kind === 'block' && !node.implied && !recorder.blocks[node.id]) return hole(node.id, node);
    /** @type {Record<string, any>} */
    const result = {};
    for (const key of Object.keys(node)) {
      // What only this join needs to know of a block.
      if (node.kind === 'block' && (key === 'implied' || key === 'end')) continue;
      result[key] = key === 'at' || key === 'end' ? node[key] : join(node[key]);
      if (key === 'site') result.type = recorder.sites[node.site].toJSON();
    }
    return result;
  };

  /** @param {{binding: number, site: number}} p */
  const parameter = ({ binding, site }) => ({ binding, type: recorder.sites[site].toJSON() });

  return {
    version,
    source,
    ...(prelude ? { prelude } : {}),
    hashes: { ...hashes, node: process.version },
    bindings,
    functions: functions.map((/** @type {any} */ f) => ({
      ...f,
      parameters: f.parameters.map(parameter),
      rest: f.rest && parameter(f.rest),
      body: join(f.body),
    })),
  };
}

/** @param {number} block @param {{at: number[], end: number[]}} node */
function hole(block, { at, end }) {
  return { kind: 'unknown', block, at, end };
}

module.exports = { makeTrace };
