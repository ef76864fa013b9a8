// 25.1, 25.3: memory, and views of it in any order of bytes.
// traced: [{"n": 258}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint16(0, body.n);
  view.setFloat32(4, 1.5, true);
  respond([view.getUint8(0), view.getUint16(0, true), view.getFloat32(4, true), view.buffer.slice(2).byteLength].join(' '));
});
