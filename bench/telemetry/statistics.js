// @ts-check
'use strict';

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** @param {number[]} values */
const mean = values => values.reduce((sum, v) => sum + v, 0) / values.length;

/** @param {number[]} values */
const geometricMean = values => Math.exp(mean(values.map(Math.log)));

/**
 * The median, its 95% interval (percentile bootstrap: the medians of 10,000 samples with replacement), and the extremes.
 * @param {number[]} values @param {() => number} random
 */
function summary(values, random) {
  const medians = Array.from({ length: 10_000 }, () =>
    median(values.map(() => values[Math.floor(random() * values.length)]))).sort((a, b) => a - b);
  return {
    median: median(values), from: medians[249], to: medians[9749], lowest: Math.min(...values), highest: Math.max(...values),
  };
}

/** The same things in another order. @template T @param {T[]} things @param {() => number} random @returns {T[]} */
function shuffled(things, random) {
  const result = [...things];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

module.exports = { mean, median, geometricMean, summary, shuffled };
