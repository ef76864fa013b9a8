// 15.7: a linked list of nodes with private fields and an iterator.
// traced: [{"a": [3, 1, 2]}]
// run: [{"a": []}, {"a": [5, 5, 4, 9]}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Node {
  constructor(value, next = null) {
    this.value = value;
    this.next = next;
  }
}
class List {
  #head = null;
  #size = 0;
  add(v) {
    this.#head = new Node(v, this.#head);
    this.#size++;
    return this;
  }
  get size() { return this.#size; }
  reverse() {
    let prev = null;
    for (let n = this.#head; n;) [n.next, prev, n] = [prev, n, n.next];
    this.#head = prev;
    return this;
  }
  *[Symbol.iterator]() {
    for (let n = this.#head; n !== null; n = n.next) yield n.value;
  }
}

listen(({ body }) => {
  const list = new List();
  for (const v of body.a) list.add(v);
  respond(show([[...list], [...list.reverse()], list.size]));
});
