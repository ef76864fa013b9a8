// @ts-check
'use strict';

const { machine } = require('../switch/page');
const { geometricMean, median, summary } = require('./statistics');

/** @typedef {import('../telemetry').Figure} Figure */
/** @typedef {ReturnType<typeof summary>} Summary */

const percent = (/** @type {number} */ ratio) => `${Math.abs((ratio - 1) * 100).toFixed(1)}%`;
const interval = (/** @type {Summary} */ s, digits = 3) => `${s.from.toFixed(digits)} to ${s.to.toFixed(digits)}`;
const cell = (/** @type {Summary} */ s, digits = 3) => `${s.median.toFixed(digits)}, ${interval(s, digits)} (${s.lowest.toFixed(digits)}–${s.highest.toFixed(digits)})`;
const excludes = (/** @type {Summary} */ s, /** @type {number} */ value) => s.from > value || s.to < value;

/** Fewer rounds give no interval, and a ratio that may be above `most` is no finding. */
const [fewest, most] = [8, 1.03];

/**
 * What the figures say of the build as it is while nobody listens.
 * @param {number} rounds
 * @param {Summary} control ratios of CPU of two processes without telemetry
 * @param {Summary} silent ratios of CPU to the build without
 * @param {Summary} bytes differences in bytes a request
 */
function verdict(rounds, control, silent, bytes) {
  return rounds < fewest
    ? `**${rounds} rounds are too few to tell anything.** At least ${fewest} are needed.`
    : `**${ofCpu(control, silent)}** ${ofBytes(bytes)} In a single round the two processes without telemetry differed in CPU by up to ${percent(
      1 + Math.max(1 - control.lowest, control.highest - 1))}.`;
}

/** @param {Summary} control @param {Summary} silent */
function ofCpu(control, silent) {
  const both = `ratio ${silent.median.toFixed(3)}, 95% interval ${interval(silent)}`;
  if (excludes(control, 1)) {
    return `This run cannot tell: two processes of the same build, without telemetry, differ in CPU a request (95% interval of the ratio ${interval(control)}).`;
  }
  if (silent.from > 1) return `Telemetry costs CPU while nobody listens: ${percent(silent.median)} a request (${both}).`;
  if (silent.to < 1) return `The build with telemetry takes ${percent(silent.median)} less CPU than the one without (${both}): something else than telemetry weighs more.`;
  return silent.to > most
    ? `This run cannot tell: the CPU ratio of a build whose telemetry nobody listens to may be anything in ${interval(silent)} (95% interval).`
    : `No CPU that telemetry costs while nobody listens was measured (${both}, which includes 1); more than ${percent(silent.to)} is unlikely.`;
}

/** @param {Summary} bytes */
function ofBytes(bytes) {
  if (Math.max(Math.abs(bytes.from), Math.abs(bytes.to)) < 1) {
    return `Nothing is allocated for it: the difference is ${bytes.median.toFixed(2)} bytes a request (95% interval ${interval(bytes, 2)}), and an object takes at least 24.`;
  }
  return excludes(bytes, 0)
    ? `The difference in allocated bytes is ${bytes.median.toFixed(1)} a request (95% interval ${interval(bytes, 1)}).`
    : `Whether it allocates cannot be told: the difference in bytes a request is ${interval(bytes, 1)}.`;
}

/**
 * docs/telemetry-cost.md.
 * @param {{ command: string, load: number, pinned: boolean, variants: string[], figures: Record<string, Record<string, Figure>[]>,
 *   bytes: Record<string, Record<string, number>[]>, random: () => number }} run
 * the first of the variants is compared with
 */
function page({ command, load, pinned, variants, figures, bytes, random }) {
  const [base, control, silent] = variants;
  const settings = Object.keys(figures);
  const all = 'all together';
  /** Each round's comparison with the base, of one setting or of all. @param {string} setting @param {string} variant @param {'cpu' | 'rps' | 'p50'} key */
  const ratios = (setting, variant, key) => setting === all
    ? figures[settings[0]].map((_, round) => geometricMean(settings.map(s => figures[s][round][variant][key] / figures[s][round][base][key])))
    : figures[setting].map(round => round[variant][key] / round[base][key]);
  const functions = Object.keys(bytes);
  /** @param {string} name @param {string} variant */
  const differences = (name, variant) => name === all
    ? bytes[functions[0]].map((_, round) => functions.reduce((sum, f) => sum + bytes[f][round][variant] - bytes[f][round][base], 0) / functions.length)
    : bytes[name].map(round => round[variant] - round[base]);
  /** @param {string} title @param {string[]} rows @param {(row: string, variant: string) => string} show */
  const table = (title, rows, show) => [
    `## ${title}`, '', `| | ${variants.slice(1).join(' | ')} |`, `|---|${'---|'.repeat(variants.length - 1)}`,
    ...[...rows, all].map(row => `| ${row} | ${variants.slice(1).map(v => show(row, v)).join(' | ')} |`), '',
  ];
  const ofBase = (/** @type {string} */ setting, /** @type {keyof Figure} */ key) => median(figures[setting].map(round => round[base][key]));
  const show = (/** @type {number} */ value, /** @type {number} */ digits) =>
    value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  const cpu = (/** @type {string} */ variant) => summary(ratios(all, variant, 'cpu'), random);
  return [
    '# What telemetry costs', '',
    `Written by \`${command}\`; run it again on your machine. Do not edit. ${machine()}; load generator, store and sink share the machine with the invokers`
      + `${pinned ? ', which have one core' : ''}; its load average was ${load.toFixed(1)} before. ${figures[settings[0]].length} rounds.`, '',
    verdict(figures[settings[0]].length, cpu(control), cpu(silent), summary(differences(all, silent), random)), '',
    'Compiled functions: `hello`, which only answers, and `login`, which calls the store. In each round a fresh process of each variant serves them, '
      + 'taking turns of a second in random order, and is compared with the same round\'s *compiled out*:', '',
    '- *compiled out*: the invoker built with `-p:Telemetry=false`, so that requests can report nothing. It serves twice, from two processes: how those '
      + 'differ is what the comparison cannot tell.',
    '- *nobody listens*: the invoker as it is, without `OTEL_EXPORTER_OTLP_ENDPOINT`.',
    '- *exporting*: the same, with an endpoint that accepts everything over HTTP. The exporter\'s queue has OpenTelemetry\'s default length: of so many '
      + 'spans most are dropped.', '',
    'Each cell: the median of the rounds\' ratios, its 95% interval (bootstrap), and in brackets the lowest and highest round. *All together* is the geometric mean '
      + 'of a round. The verdict uses that line alone, and of it the CPU and the bytes: of so many intervals some miss 1 by chance.', '',
    ...table('CPU time a request, ratio', settings, (s, v) => cell(summary(ratios(s, v, 'cpu'), random))),
    ...table('Requests a second, ratio', settings, (s, v) => cell(summary(ratios(s, v, 'rps'), random))),
    ...table('Median latency, ratio (wrk tells it in whole µs)', settings, (s, v) => cell(summary(ratios(s, v, 'p50'), random))),
    ...table('Allocated bytes a request, difference', functions, (f, v) => cell(summary(differences(f, v), random), 1)),
    `## The figures of *${base}*`, '', 'Medians.', '', '| | CPU µs a request | requests/s | p50 ms |', '|---|---|---|---|',
    ...settings.map(s => `| ${s} | ${show(ofBase(s, 'cpu'), 1)} | ${show(ofBase(s, 'rps'), 0)} | ${show(ofBase(s, 'p50'), 3)} |`), '',
    `Bytes a request: ${functions.map(f => `${f} ${show(median(bytes[f].map(round => round[base])), 0)}`).join(', ')}.`, '',
  ].join('\n');
}

module.exports = { page, verdict };
