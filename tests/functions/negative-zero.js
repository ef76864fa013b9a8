// Pins down where -0 must survive and where it must not show.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const z = request.body.x * request.body.y;
  containerless.respond([z, 1 / z, z + 0, 1 / (z + 0), z - 0, 1 / -z, Math.max(z, -0), 1 / Math.round(z), z === 0,
    Object.is(z, -0), [z].join(), JSON.stringify([z]), `${z}`, -z + '', z % 5].join(' '));
});
