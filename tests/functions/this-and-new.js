// Pins down this, constructor functions and prototypes, call, apply and bind, new.target, and what constructors return.
// Compiled rows: all.
'use strict';
const containerless = require('containerless');

function Account(owner, balance = 0) {
  if (!new.target && !this) return new Account(owner, balance);
  this.owner = owner;
  this.balance = balance;
}
Account.prototype.deposit = function (amount) {
  this.balance += amount;
  return this;
};
Account.prototype.toString = function () { return `${this.owner}: ${this.balance}`; };
Account.open = (owner) => new Account(owner, 10);

function Saver(owner) {
  Account.call(this, owner, 100);
  this.rate = 0.1;
}
Saver.prototype = Object.create(Account.prototype, { constructor: { value: Saver, writable: true, configurable: true } });
Saver.prototype.grow = function () { return this.deposit(this.balance * this.rate); };

function Replaced(n) {
  this.n = n;
  if (n > 1) return { n: 'other' };
  return 5;
}

const counter = {
  n: 0,
  next() { return ++this.n; },
  delayed() { return () => this.next(); },
  nested: { n: 100, next() { return this.n++; } },
};

function self() { return this; }
function sum(...numbers) { return numbers.reduce((a, b) => a + b, this ? this.start : 0); }

containerless.listen((request) => {
  const { n } = request.body;
  counter.n = n;
  const account = Account('Ann', n).deposit(1).deposit(2);
  const saver = new Saver('Bob').grow();
  const { next } = counter;
  let detached;
  try {
    detached = next();
  } catch (error) {
    detached = error.name + ': ' + error.message;
  }
  const bound = next.bind(counter);
  containerless.respond(JSON.stringify([
    String(account), String(saver), `${Account.open('Cy')}`, saver instanceof Account, saver.constructor === Saver,
    new Replaced(n).n, new Replaced(1).n, counter.next(), counter.delayed()(), counter['next'](), counter.nested.next(),
    detached, bound(), bound.name, self() === undefined, self.call(n) === n, self.call(counter) === counter,
    sum.call({ start: n }, 1, 2), sum.apply(null, [1, 2, n]), sum.bind({ start: 1 }, n)(2), sum(),
    [1, 2].map(function (x) { return x * this.by; }, { by: n }), Object.getOwnPropertyNames(account), Object.keys(saver),
  ]));
});
