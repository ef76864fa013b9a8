// Pins down types the trace never saw where it saw only one: each must give JavaScript's answer.
// Compiled rows: 0-1, 3, 5
let containerless = require('containerless');

function area(shape) {
  return shape.width * shape.height;
}

containerless.listen(function (request) {
  const shape = request.body;
  const doubled = shape.width + shape.width;
  containerless.respond(area(shape) + ' ' + doubled + ' ' + shape.name.length + ' ' + (shape.width > shape.height));
});
