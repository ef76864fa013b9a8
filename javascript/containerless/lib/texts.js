// @ts-check
'use strict';

/** What a function of ours stands for. @type {WeakMap<Function, Function>} */
const originals = new WeakMap();
const get = WeakMap.prototype.get.bind(originals);

/** @type {(text: string) => string | undefined} */
let rewritten = () => undefined;

let installed = false;

/** Makes `toString` of a function give the text of the one whose place it takes. @param {Function} f @param {Function} original */
function hide(f, original) {
  install();
  originals.set(f, original);
}

/** Makes `toString` of functions give other texts. @param {(text: string) => string | undefined} rewrite undefined: as it is */
function rewriteTexts(rewrite) {
  install();
  rewritten = rewrite;
}

function install() {
  if (installed) return;
  installed = true;
  const native = Function.prototype.toString;
  const call = Function.prototype.call.bind(native);
  // A method, for it has no prototype and cannot be constructed, like the original; its own text is the original's.
  const { toString } = {
    toString() {
      const text = call(get(/** @type {any} */ (this)) ?? this);
      return rewritten(text) ?? text;
    },
  };
  originals.set(toString, native);
  Object.defineProperty(Function.prototype, 'toString', { value: toString, writable: true, enumerable: false, configurable: true });
}

module.exports = { hide, rewriteTexts };
