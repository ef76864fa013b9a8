// Pins down destructuring of objects and arrays with defaults and nesting.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function ({ path, body }) {
  const { a, b: renamed, c = 'default', d: { e } = { e: 'inner' } } = body;
  const [first, , third = 3] = body.list;
  let p = 1, q = 2;
  [p, q] = [q, p];
  containerless.respond([path, a, renamed, c, e, first, third, p, q].join(' '));
});
