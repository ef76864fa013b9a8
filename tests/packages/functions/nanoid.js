// nanoid: identifiers from an injected source of randomness.
let containerless = require('containerless');
let { customRandom } = require('nanoid');

containerless.listen(function (request) {
  let seed = request.body.seed;
  let id = customRandom(request.body.alphabet, request.body.size, size => {
    let bytes = new Array(size);
    for (let i = 0; i < size; i++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      bytes[i] = seed >>> 16 & 255;
    }
    return bytes;
  });
  containerless.respond(id());
});
