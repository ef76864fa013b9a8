// Pins down template literals: numbers, nested templates, line breaks, undefined and null.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen((request) => {
  const path = request.path;
  const body = request.body;
  const items = body.items;
  containerless.respond(`${path}: ${items.length} items
${items.map((x) => `<${x}>`).join('')} ${body.missing} ${null} ${-0} ${[1, [2, 3]]} \${} ${'`'}`);
});
