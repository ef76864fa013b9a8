// Guards where values enter and are worked with; none where they only pass through; holes where nothing ran.
let containerless = require('containerless');

function area(shape) {
  return shape.width * shape.height;
}

containerless.listen(function (request) {
  let shape = request.body;
  if (shape.kind === 'circle') {
    containerless.respond('round');
    return;
  }
  let label = shape.label || 'unnamed';
  let size = area(shape) > 100 ? 'large' : 'small';
  containerless.respond({ label: label, size: size }.label + ': ' + size + ' ' + shape.extra);
});
