// @ts-check
'use strict';

const { machine } = require('../switch/page');
const { geometricMean, mean, median, summary } = require('./statistics');

/** @typedef {ReturnType<typeof summary>} Summary */

const percent = (/** @type {number} */ ratio) => `${Math.abs((ratio - 1) * 100).toFixed(1)}%`;
const interval = (/** @type {Summary} */ s, digits = 3) => `${s.from.toFixed(digits)} to ${s.to.toFixed(digits)}`;
const cell = (/** @type {Summary} */ s, digits = 3) => `${s.median.toFixed(digits)}, ${interval(s, digits)} (${s.lowest.toFixed(digits)}–${s.highest.toFixed(digits)})`;
const excludes = (/** @type {Summary} */ s, /** @type {number} */ value) => s.from > value || s.to < value;

/** Fewer rounds give no interval, and a ratio that may be above `most` is no finding. */
const [fewest, most] = [8, 1.03];

/** What the ratios say of the build as it is while nobody listens. @param {string} what @param {Summary} control of two processes without telemetry @param {Summary} silent */
function verdict(what, control, silent) {
  const both = `ratio ${silent.median.toFixed(3)}, 95% interval ${interval(silent)}`;
  const noise = `In a single round the two processes without telemetry differed by up to ${percent(1 + Math.max(1 - control.lowest, control.highest - 1))}.`;
  const found = excludes(control, 1)
    ? `cannot be told from this run: two processes of the same build, without telemetry, differ (95% interval of the ratio ${interval(control)})`
    : silent.from > 1
      ? `telemetry costs ${percent(silent.median)} while nobody listens (${both})`
      : silent.to < 1
        ? `the build with telemetry takes ${percent(silent.median)} less than the one without (${both}), so something else than telemetry weighs more`
        : silent.to > most
          ? `cannot be told from this run: the 95% interval of the ratio is ${interval(silent)}`
          : `no cost was measured while nobody listens (${both}, which includes 1); more than ${percent(silent.to)} is unlikely`;
  return `- **${what}: ${found}.** ${noise}`;
}

/** The same of allocated bytes, by their differences. @param {Summary} bytes */
function verdictOfBytes(bytes) {
  const found = Math.max(Math.abs(bytes.from), Math.abs(bytes.to)) < 1
    ? `nothing is allocated while nobody listens (difference ${bytes.median.toFixed(2)} a request, 95% interval ${interval(bytes, 2)}; an object takes at least 24)`
    : excludes(bytes, 0)
      ? `${bytes.median.toFixed(1)} a request is the difference while nobody listens (95% interval ${interval(bytes, 1)})`
      : `cannot be told from this run (difference ${interval(bytes, 1)} a request)`;
  return `- **Allocated bytes: ${found}.**`;
}

/**
 * docs/telemetry-cost.md.
 * @param {{ command: string, load: number, pinned: boolean, variants: string[], random: () => number,
 *   loaded: Record<string, Record<string, { cpu: number, rps: number, p50: number }>[]>,
 *   alone: Record<string, Record<string, { ns: number, bytes: number }>[]> }} run the first of the variants is compared with
 */
function page({ command, load, pinned, variants, loaded, alone, random }) {
  const [base, control, silent] = variants;
  const all = 'all together';
  const [settings, functions] = [Object.keys(loaded), Object.keys(alone)];
  const rounds = alone[functions[0]].length;
  /** By round, of one row or of all. @param {any} from @param {string} row @param {string} variant @param {string} key */
  const ratios = (from, row, variant, key) => Array.from({ length: rounds }, (_, round) => geometricMean(
    (row === all ? Object.keys(from) : [row]).map(r => from[r][round][variant][key] / from[r][round][base][key])));
  /** @param {string} row @param {string} variant */
  const moreBytes = (row, variant) => Array.from({ length: rounds }, (_, round) => mean(
    (row === all ? functions : [row]).map(r => alone[r][round][variant].bytes - alone[r][round][base].bytes)));
  /** @param {string} title @param {string[]} rows @param {(row: string, variant: string) => string} show */
  const table = (title, rows, show) => [
    `## ${title}`, '', `| | ${variants.slice(1).join(' | ')} |`, `|---|${'---|'.repeat(variants.length - 1)}`,
    ...[...rows, all].map(row => `| ${row} | ${variants.slice(1).map(v => show(row, v)).join(' | ')} |`), '',
  ];
  const ratioTable = (/** @type {string} */ title, /** @type {any} */ from, /** @type {string} */ key) =>
    table(title, Object.keys(from), (row, v) => cell(summary(ratios(from, row, v, key), random)));
  const ofAll = (/** @type {any} */ from, /** @type {string} */ variant, /** @type {string} */ key) => summary(ratios(from, all, variant, key), random);
  /** @param {any} from @param {string} row @param {string} key @param {number} digits */
  const ofBase = (from, row, key, digits) => median(from[row].map((/** @type {any} */ round) => round[base][key]))
    .toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return [
    '# What telemetry costs', '',
    `Written by \`${command}\`; run it again on your machine. Do not edit. ${machine()}; load generator, store and sink share the machine with `
      + `what is measured${pinned ? ', which has one core' : ''}; the load average was ${load.toFixed(1)} before. ${rounds} rounds.`, '',
    ...(rounds < fewest ? [`**${rounds} rounds are too few to tell anything:** at least ${fewest} are needed.`] : [
      verdict('CPU time of an invoker for a request', ofAll(loaded, control, 'cpu'), ofAll(loaded, silent, 'cpu')),
      verdict('Time of the request handler alone', ofAll(alone, control, 'ns'), ofAll(alone, silent, 'ns')),
      `  In nanoseconds a request, ${functions.map(f => {
        const more = summary(alone[f].map(round => round[silent].ns - round[base].ns), random);
        return `${f}: ${more.median.toFixed(0)} (95% interval ${interval(more, 0)})`;
      }).join('; ')}. Of CPU, an invoker under load takes ${settings.map(s => `${ofBase(loaded, s, 'cpu', 1)} µs (${s})`).join(', ')}.`,
      verdictOfBytes(summary(moreBytes(all, silent), random)),
    ]), '',
    'Compiled functions: `hello`, which only answers, and `login`, which calls the store. In each round a fresh process of each variant serves them, '
      + 'in turns in random order, and is compared with the same round\'s *compiled out*:', '',
    '- *compiled out*: the invoker built with `-p:Telemetry=false`, so that requests can report nothing. It serves twice, from two processes: how those '
      + 'differ is what the comparison cannot tell.',
    '- *nobody listens*: the invoker as it is, without `OTEL_EXPORTER_OTLP_ENDPOINT`.',
    '- *exporting*: the same, with an endpoint that accepts everything over HTTP. The exporter\'s queue has OpenTelemetry\'s default length: of so many '
      + 'spans most are dropped.', '',
    'Under load, wrk asks an invoker. Alone, the invoker\'s request handler is called in the process, without Kestrel and sockets, and the call to the store is '
      + 'answered there: what telemetry costs is a larger part of less, and of many short batches the fastest counts, so that other work on the machine matters less.', '',
    'Each cell: the median of the rounds\' ratios, its 95% interval (bootstrap), and in brackets the lowest and highest round. *All together* is the geometric mean '
      + 'of a round (of bytes, the mean). The verdicts use that line alone: of so many intervals some miss 1 by chance.', '',
    ...ratioTable('Under load: CPU time a request, ratio', loaded, 'cpu'),
    ...ratioTable('Under load: requests a second, ratio', loaded, 'rps'),
    ...ratioTable('Under load: median latency, ratio (wrk tells it in whole µs)', loaded, 'p50'),
    ...ratioTable('Alone: time a request, ratio', alone, 'ns'),
    ...table('Alone: allocated bytes a request, difference', functions, (f, v) => cell(summary(moreBytes(f, v), random), 1)),
    `## The figures of *${base}*`, '', 'Medians.', '', '| under load | CPU µs a request | requests/s | p50 ms |', '|---|---|---|---|',
    ...settings.map(s => `| ${s} | ${ofBase(loaded, s, 'cpu', 1)} | ${ofBase(loaded, s, 'rps', 0)} | ${ofBase(loaded, s, 'p50', 3)} |`), '',
    '| alone | ns a request | bytes a request |', '|---|---|---|',
    ...functions.map(f => `| ${f} | ${ofBase(alone, f, 'ns', 0)} | ${ofBase(alone, f, 'bytes', 0)} |`), '',
  ].join('\n');
}

module.exports = { page, verdict, verdictOfBytes };
