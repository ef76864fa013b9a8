// Buffer: bytes as Node has them.
// traced: [{"s": "grüße"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const bytes = Buffer.from(body.s, 'utf8');
  respond([bytes.length, bytes.toString('base64'), bytes.readUInt16BE(0), Buffer.isBuffer(bytes)].join(' '));
});
