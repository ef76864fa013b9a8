// @ts-check
'use strict';

// Joins the tallies that runs of FuzzTests left in a folder and prints docs/fuzzing.md: node report.js SEED FOLDER PROGRAMS,
// the last being how many there were to be.

const fs = require('node:fs');
const path = require('node:path');

const [, , seed, folder, wanted] = process.argv;
const total = { Programs: 0, Runs: 0, Compiled: 0, Mismatches: 0 };
/** @type {Record<string, number[]>} */
const features = {};
/** @type {Record<string, number>} */
const fallbacks = {};
/** @type {[string, string][]} */
const differences = [];
for (const name of fs.readdirSync(folder).filter(each => each.startsWith(`tally-${seed}-`))) {
  const tally = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  for (const key of /** @type {(keyof typeof total)[]} */ (Object.keys(total))) total[key] += tally[key];
  for (const [feature, counts] of Object.entries(tally.Features)) {
    features[feature] = (features[feature] ?? [0, 0, 0]).map((sum, i) => sum + counts[i]);
  }
  for (const [reason, count] of Object.entries(tally.Fallbacks)) fallbacks[reason] = (fallbacks[reason] ?? 0) + count;
  differences.push(.../** @type {[string, string][]} */ (Object.entries(tally.Differences)));
}
differences.sort((a, b) => Number(a[0]) - Number(b[0]));

const percent = (/** @type {number} */ part, /** @type {number} */ whole) => `${(100 * part / Math.max(1, whole)).toFixed(1)}%`;
const short = (/** @type {string} */ text) => text.length > 400 ? `${text.slice(0, 400)}…` : text;
const rows = (/** @type {string[][]} */ list) => list.map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`).join('\n');

console.log(`# Random programs

Made by \`scripts/fuzz.sh ${wanted} ${seed}\`. Programs and requests come from a typed grammar
([tests/Conformance.Tests/Fuzzing/Generator](../tests/Conformance.Tests/Fuzzing/Generator)); a program depends on the seed and its
number only. Each runs in plain Node, in instrumented Node and compiled, fifteen in a compilation; the requests that come
after the trace take other paths too. CI runs 300 of them.

| seed | programs | runs | compiled | fallbacks | batches with mismatches |
|---|---:|---:|---:|---:|---:|
${rows([[seed, `${total.Programs}`, `${total.Runs}`, `${total.Compiled} (${percent(total.Compiled, total.Runs)})`, `${total.Runs - total.Compiled}`, `${total.Mismatches}`]])}
${total.Programs < Number(wanted) ? `\n${Number(wanted) - total.Programs} programs are missing: the processes that were to run them failed.\n` : ''}
## What differed

${differences.length === 0 ? 'Nothing: every answer was plain Node\'s.' : `| program | what is different |
|---:|---|
${rows(differences.map(([program, what]) => [program, short(what)]))}`}

## Features

Programs that use each, and how many of their runs were compiled.

| feature | programs | runs compiled |
|---|---:|---:|
${rows(Object.entries(features).sort((a, b) => b[1][0] - a[1][0]).map(([name, [programs, runs, compiled]]) => [name, `${programs}`, percent(compiled, runs)]))}

## Why runs fell back

| reason | runs |
|---|---:|
${rows(Object.entries(fallbacks).sort((a, b) => b[1] - a[1]).slice(0, 40).map(([reason, count]) => [reason, `${count}`]))}`);
