// An account in the store: POST to /balance, /deposit or /withdraw with a name and an amount.
let containerless = require('containerless');

let store = process.env.STORE_URL || 'http://localhost:7999';

function fail() {
  containerless.respond('The bank is closed.\n');
}

// Calls back with the account's balance.
function balanceOf(name, callback) {
  containerless.post({ url: store + '/balance', body: { name: name } }, function (account) {
    if (account === undefined || typeof account.balance !== 'number') {
      fail();
    } else {
      callback(account.balance);
    }
  });
}

// Begins a transaction and commits the account's new balance, which `change` makes of the old one. Where it makes
// none, there is nothing to commit. Where another commit came first the store says Conflict!, and nothing was done.
function transact(name, change) {
  containerless.get(store + '/begin', function (begun) {
    if (begun === undefined) {
      fail();
      return;
    }
    balanceOf(name, function (balance) {
      let changed = change(balance);
      if (changed === null) {
        containerless.respond('The balance is too low.\n');
        return;
      }
      let mutation = { name: name, balance: changed };
      let commit = { transaction: begun.transaction, mutation: mutation };
      containerless.post({ url: store + '/commit', body: commit }, function (reply) {
        if (reply === undefined || reply.body === undefined) {
          fail();
        } else {
          containerless.respond(reply.body);
        }
      });
    });
  });
}

containerless.listen(function (request) {
  let name = request.body.name;
  let amount = request.body.amount;

  if (request.path === '/balance') {
    balanceOf(name, function (balance) {
      containerless.respond(name + ': ' + balance + '\n');
    });
  } else if (request.path === '/deposit') {
    transact(name, function (balance) {
      return balance + amount;
    });
  } else if (request.path === '/withdraw') {
    transact(name, function (balance) {
      return balance < amount ? null : balance - amount;
    });
  } else {
    containerless.respond('Unknown command: ' + request.path + '\n');
  }
});
