// acorn: JavaScript parsed.
let containerless = require('containerless');
let acorn = require('acorn');

containerless.listen(function (request) {
  let result;
  try {
    result = acorn.parse(request.body.code, { ecmaVersion: 2020 });
  } catch (error) {
    result = error.message;
  }
  containerless.respond(JSON.stringify(result));
});
