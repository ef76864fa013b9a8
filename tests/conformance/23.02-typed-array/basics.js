// 23.2: arrays of numbers of one size.
// traced: [{"n": 300}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const bytes = new Uint8Array([body.n, -1, 1.9]);
  respond([bytes, bytes.length, new Float32Array([0.1])[0], Int16Array.from([1, 2]).map(x => x * 40000)].join(' '));
});
