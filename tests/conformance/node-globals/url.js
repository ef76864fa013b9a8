// URL and URLSearchParams take addresses apart.
// traced: [{"s": "http://a.example:80/b/../c?d=1&d=2#e"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const url = new URL(body.s);
  respond([url.href, url.pathname, url.searchParams.getAll('d'), new URLSearchParams({ x: 'y z' })].join(' '));
});
