// @ts-check
'use strict';

/**
 * The probes put into the source. Text is only ever inserted, without line breaks, so that every line of the
 * instrumented program is the line of the original; and what starts a probe around an expression is an identifier,
 * never a bracket, so that automatic semicolon insertion sees what it saw before.
 *
 * A point is text at a position; a wrap is a pair of texts around a range. Of two wraps around one range the one added
 * first is the outer one.
 */
class Probes {
  constructor() {
    /** @type {{position: number, text: string, order: number}[]} */
    this.points = [];
    /** @type {{start: number, end: number, open: string, close: string, order: number, mark?: number}[]} */
    this.wraps = [];
    this.marks = 0;
  }

  /** @param {number} position @param {string} text */
  point(position, text) {
    this.points.push({ position, text, order: this.points.length });
  }

  /** @param {{start: number, end: number}} node @param {string} open @param {string} close */
  wrap({ start, end }, open, close) {
    this.wraps.push({ start, end, open, close, order: this.wraps.length });
  }

  /**
   * A wrap that makes the expression an argument: a comma expression gets the brackets it may have had around it.
   * @param {any} node @param {string} open @param {string} close
   */
  wrapArgument(node, open, close) {
    const [before, after] = node.type === 'SequenceExpression' ? ['(', ')'] : ['', ''];
    this.wrap(node, open + before, after + close);
  }

  /**
   * A wrap like that whose closing text is not known yet; it takes its place among the others now.
   * @param {any} node @param {string} open @returns {(close: string | null) => void} null: there is to be no
   *   probe after all
   */
  wrapOpen(node, open) {
    const [before, after] = node.type === 'SequenceExpression' ? ['(', ')'] : ['', ''];
    const wrap = { start: node.start, end: node.end, open: open + before, close: '', order: this.wraps.length };
    this.wraps.push(wrap);
    return close => {
      if (close === null) wrap.open = '';
      else wrap.close = after + close;
    };
  }

  /** Asks where the text of a function or class ends up. @param {{start: number, end: number}} node */
  mark({ start, end }) {
    this.wraps.push({ start, end, open: '', close: '', order: this.wraps.length, mark: this.marks++ });
  }

  /**
   * @param {string} source
   * @returns {{code: string, texts: number[][]}} texts: for each mark [start, end in the source, start, end in the code]
   */
  apply(source) {
    /** @typedef {{position: number, phase: number, rank: number, order: number, text: string, mark?: number, isOpen?: boolean}} Insertion */
    /** @type {Insertion[]} */
    const insertions = [];
    for (const point of this.points) {
      insertions.push({ position: point.position, phase: 1, rank: 0, order: point.order, text: point.text });
    }
    for (const wrap of this.wraps) {
      // At one position: what ends there closes first, the innermost (latest start) before the others; then points;
      // then what starts there opens, the outermost (latest end) first.
      insertions.push(
        { position: wrap.end, phase: 0, rank: -wrap.start, order: -wrap.order, text: wrap.close, mark: wrap.mark },
        { position: wrap.start, phase: 2, rank: -wrap.end, order: wrap.order, text: wrap.open, mark: wrap.mark, isOpen: true });
    }
    insertions.sort((a, b) => a.position - b.position || a.phase - b.phase || a.rank - b.rank || a.order - b.order);

    /** @type {number[][]} */
    const texts = [];
    let code = '';
    let done = 0;
    for (const insertion of insertions) {
      code += source.slice(done, insertion.position);
      done = insertion.position;
      if (insertion.mark !== undefined) {
        const range = texts[insertion.mark] ??= [0, 0, 0, 0];
        range[insertion.isOpen ? 0 : 1] = insertion.position;
        range[insertion.isOpen ? 2 : 3] = code.length;
      }
      code += insertion.text;
    }
    return { code: code + source.slice(done), texts };
  }
}

/** The probes (exports of containerless/tracing) and what ends their names in the instrumented program. */
const letters = /** @type {const} */ ({
  block: 'b', value: 'v', closure: 'f', methods: 'm', peek: 'o', hold: 'h', held: 't', key: 'k', take: 'd',
  unseen: 'u', after: 'a', named: 'n', caught: 'e',
});

/**
 * Chooses names that do not occur in the source.
 * @param {string} source
 * @returns {Record<keyof typeof letters, string>}
 */
function chooseNames(source) {
  // An identifier written with Unicode escapes hides from the search; then take a prefix that nobody would write.
  let prefix = /\\u/.test(source) ? '$\u01c2' : '$';
  while (Object.values(letters).some(letter => source.includes(prefix + letter))) prefix += '$';
  return /** @type {any} */ (Object.fromEntries(Object.entries(letters).map(([name, letter]) => [name, prefix + letter])));
}

module.exports = { Probes, chooseNames };
