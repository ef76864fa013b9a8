// @ts-check
'use strict';

// Joins the tallies that comparisons with Node left in a folder and prints docs/compared-with-node.md.

const fs = require('node:fs');
const path = require('node:path');

/** @typedef {{group: string, operation: string, equal: number, different: number, reasons: Record<string, number>}} Tally */

/** What has to be there: the script fails when a test is lost. */
const expected = [
  ...Object.getOwnPropertyNames(Math).filter(name => typeof (/** @type {any} */ (Math))[name] === 'function' && name !== 'random').map(name => `Math.${name}(`),
  'a ** b', 'String(a)', 'a.toString(b)', 'a.toFixed(b)', 'a.toPrecision(b)', 'a.toExponential(b)', 'Number(a)', 'parseInt(a, b)', 'parseFloat(a)',
  'a.toUpperCase()', 'a.toLowerCase()', 'a.sort()', 'a.sort(f)', 'JSON.parse(a)', 'JSON.parse(a, f)', 'JSON.stringify(a)', 'JSON.stringify(a, f, c)',
  'Date.parse(a)', 'Date.UTC(', 'texts and fields of new Date', 'new Date(...)', 'new RegExp(a, b)',
];

const [, , inputs, seed, folder] = process.argv;
/** @type {Tally[]} */
const tallies = fs.readdirSync(folder).map(name => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')));
/** @type {Map<string, Tally>} */
const rows = new Map();
for (const { group, operation, equal, different, reasons } of tallies) {
  const row = rows.get(operation) ?? { group, operation, equal: 0, different: 0, reasons: {} };
  row.equal += equal;
  row.different += different;
  for (const [reason, count] of Object.entries(reasons)) {
    const kind = reason.replace(/U\+[0-9A-F]+/, 'some letters');
    row.reasons[kind] = (row.reasons[kind] ?? 0) + count;
  }
  rows.set(operation, row);
}

const sum = (/** @type {number[]} */ list) => list.reduce((a, b) => a + b, 0);
const cell = (/** @type {string | number} */ value) => (typeof value === 'number' ? value.toLocaleString('en') : value.replaceAll('|', '\\|'));
const bailed = (/** @type {Tally} */ row) => sum(Object.values(row.reasons));
const total = (/** @type {Tally} */ row) => row.equal + row.different + bailed(row);
const list = [...rows.values()].sort((a, b) => (a.group + a.operation < b.group + b.operation ? -1 : 1));
const lines = list.map(row => {
  const why = Object.entries(row.reasons).sort((a, b) => b[1] - a[1]).slice(0, 4).map(([reason]) => reason).join('; ');
  return `| ${[row.group, `\`${cell(row.operation)}\``, cell(total(row)), cell(row.equal), cell(bailed(row)), cell(row.different), cell(why)].join(' | ')} |`;
});

console.log(`# Compared with Node

Made by \`scripts/compare_with_node.sh ${inputs} ${seed}\`: each operation of the runtime and of Node ${process.version} on the same
random inputs, ${cell(Number(inputs))} or more of each that are answered, and those that have been trouble before. The inputs are in
[tests/Runtime.Tests/Differential](../tests/Runtime.Tests/Differential), which runs with fewer of them in every build. Results are
compared to the last bit, errors by their texts; of callbacks every call and its arguments are compared. What bails out is not
answered by compiled code: a container answers.

| | operation | inputs | equal | bailed out | different | why it bails out |
|---|---|---:|---:|---:|---:|---|
${lines.join('\n')}

${cell(sum(list.map(total)))} inputs, ${cell(sum(list.map(row => row.equal)))} equal, ${cell(sum(list.map(bailed)))} bailed out, ${cell(sum(list.map(row => row.different)))} different.`);

const lost = expected.filter(start => !list.some(row => row.operation.startsWith(start) && row.equal + row.different >= Number(inputs)));
if (lost.length > 0) console.error(`not compared on ${inputs} inputs: ${lost.join(', ')}`);
process.exitCode = lost.length > 0 || list.some(row => row.different > 0) ? 1 : 0;
