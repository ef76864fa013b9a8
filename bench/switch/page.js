// @ts-check
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const docs = path.join(__dirname, '../../docs');

/**
 * Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->` in docs/multi-invoker.md.
 * @param {string} name @param {string[]} lines
 */
function write(name, lines) {
  const file = path.join(docs, 'multi-invoker.md');
  const text = fs.readFileSync(file, 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no markers ${begin} and ${end}`);
  fs.writeFileSync(file, `${text.slice(0, from + begin.length)}\n${lines.join('\n')}\n${text.slice(to)}`);
}

/** The machine, in words. */
const machine = () =>
  `${os.cpus().length} × ${os.cpus()[0].model.trim()}, Linux ${os.release()}, Node ${process.version}`;

/** @param {number[]} sorted @param {number} share */
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/**
 * Two plots above each other, until half a minute after the last mark: each bin's median and slowest answer in ms, on a logarithmic scale, and failures.
 * @param {{ title: string, answers: import('./load').Answer[], failed: (a: import('./load').Answer) => boolean,
 *   marks: { at: number, label: string }[] }[]} runs
 */
function plot(runs) {
  const [width, each, left, right] = [760, 260, 60, 20];
  const bin = 500;
  const longest = Math.max(...runs.flatMap(run => run.answers.map(a => a.at)));
  const end = Math.min(longest, Math.max(...runs.flatMap(run => run.marks.map(mark => mark.at))) + 30_000);
  const seconds = end / 1000;
  const most = Math.max(1000, ...runs.flatMap(run => run.answers.map(a => a.ms)));
  const x = (/** @type {number} */ ms) => left + ms / 1000 / seconds * (width - left - right);
  const f = (/** @type {number} */ v) => v.toFixed(1);
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${each * runs.length + 30}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${each * runs.length + 30}" fill="white"/>`,
  ];
  runs.forEach((run, i) => {
    const [top, bottom] = [i * each + 40, (i + 1) * each - 10];
    const y = (/** @type {number} */ ms) => bottom - Math.log10(Math.max(ms, 1)) / Math.log10(most) * (bottom - top);
    /** @type {Map<number, import('./load').Answer[]>} */
    const bins = new Map();
    for (const a of run.answers.filter(answer => answer.at < end)) {
      const key = Math.floor(a.at / bin);
      if (!bins.has(key)) bins.set(key, []);
      bins.get(key)?.push(a);
    }
    const keys = [...bins.keys()].sort((a, b) => a - b);
    const curve = (/** @type {(sorted: number[]) => number} */ of) => keys.map(key => {
      const answered = (bins.get(key) ?? []).filter(a => !run.failed(a)).map(a => a.ms).sort((a, b) => a - b);
      return answered.length === 0 ? null : `${f(x((key + 0.5) * bin))} ${f(y(of(answered)))}`;
    });
    const line = (/** @type {(string | null)[]} */ points) => {
      let path = '';
      points.forEach((point, j) => { if (point) path += `${path && points[j - 1] ? 'L' : 'M'}${point}`; });
      return path;
    };
    out.push(`<text x="${left}" y="${top - 22}" font-weight="bold">${run.title}</text>`);
    for (const [j, mark] of run.marks.entries()) {
      out.push(`<path d="M${f(x(mark.at))} ${top - 4}V${bottom}" stroke="#999" stroke-dasharray="3 3"/>`,
        `<text x="${f(x(mark.at) + 3)}" y="${top + 8 + 14 * j}" fill="#555">${mark.label}</text>`);
    }
    for (const key of keys) {
      const failed = (bins.get(key) ?? []).filter(run.failed).length;
      if (failed > 0) {
        const share = failed / (bins.get(key)?.length ?? 1);
        out.push(`<rect x="${f(x(key * bin))}" y="${f(bottom - share * (bottom - top))}" width="${f(Math.max(1, x(bin) - x(0)))}" height="${f(share * (bottom - top))}" fill="#e2856e" opacity="0.6"/>`);
      }
    }
    out.push(`<path d="${line(curve(s => s[s.length - 1]))}" fill="none" stroke="#b4442a"/>`,
      `<path d="${line(curve(s => quantile(s, 0.5)))}" fill="none" stroke="#1f5fa8" stroke-width="2"/>`,
      `<path d="M${left} ${top}V${bottom}H${width - right}" fill="none" stroke="#444"/>`);
    for (let ms = 1; ms <= most; ms *= 10) out.push(`<text x="${left - 6}" y="${f(y(ms) + 4)}" text-anchor="end">${ms} ms</text>`);
    for (let s = 0; s <= seconds; s += Math.max(5, Math.round(seconds / 8 / 5) * 5)) {
      out.push(`<text x="${f(x(s * 1000))}" y="${bottom + 14}" text-anchor="middle">${s} s</text>`);
    }
  });
  out.push(`<text x="${left}" y="${each * runs.length + 22}"><tspan fill="#1f5fa8">median</tspan>, <tspan fill="#b4442a">slowest</tspan> of each half second (logarithmic); <tspan fill="#b4442a">bars: share that failed</tspan></text>`, '</svg>', '');
  fs.writeFileSync(path.join(docs, 'switch.svg'), out.join('\n'));
}

module.exports = { write, machine, quantile, plot };
