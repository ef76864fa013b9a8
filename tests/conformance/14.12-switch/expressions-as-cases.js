// 14.12: cases may be any expressions; switch (true) chains conditions.
// traced: [{"n": 5}, {"n": 15}, {"n": 150}]
// run: [{"n": 6}, {"n": 99}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const { n } = body;
  let size;
  switch (true) {
    case n < 10: size = 'small'; break;
    case n < 100: size = 'medium'; break;
    default: size = 'large';
  }
  switch (n % 2 ? 'odd' : 'even') {
    case `o${'dd'}`: size += ' odd'; break;
    case ['even'].join(): size += ' even';
  }
  switch (n) {}
  respond(size);
});
