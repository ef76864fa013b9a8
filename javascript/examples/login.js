// Checks a user's name and password against the store.
let containerless = require('containerless');

let store = process.env.STORE_URL || 'http://localhost:7999';

containerless.listen(function (request) {
  let username = request.body.username;
  let password = request.body.password;

  containerless.post({ url: store + '/login', body: { username, password } }, function (user) {
    if (user === undefined) {
      containerless.respond('The store cannot be reached.\n');
    } else if (user.username === username && user.password === password) {
      containerless.respond('Login successful.\n');
    } else {
      containerless.respond('Invalid username or password.\n');
    }
  });
});
