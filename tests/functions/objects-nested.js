// Pins down objects of objects: shapes that grow, properties that come and go, aliasing.
// Compiled rows: all
let containerless = require('containerless');

function point(x, y) { return { x: x, y: y, tag: null }; }

containerless.listen(function (request) {
  let a = point(request.body.x, 2);
  let b = a;
  b.y += 5;
  a.z = [b.x];
  let c = { first: a, second: point(0, 0) };
  c.second.x = c.first.z;
  delete c.first.tag;
  c.first.z.push('pushed');
  containerless.respond(JSON.stringify(c) + ('tag' in a) + (a === b) + Object.keys(c.second).length);
});
