// Pins down regular expressions: validation, escaping, tokens with sticky and named groups, replacing by function.
// Compiled rows: all
let containerless = require('containerless');

const email = /^[\w.+-]+@([\w-]+)\.([\w.-]+)$/i;
const tokens = /\s*(?:(?<id>[a-zA-Z_]\w*)|(?<num>\d+(?:\.\d+)?)|(?<op>[-+*\/()=;]))/y;
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function tokenize(text) {
  const out = [];
  tokens.lastIndex = 0;
  let match;
  while ((match = tokens.exec(text)) !== null) {
    const { id, num, op } = match.groups;
    out.push(id ? 'id ' + id : num ? 'num ' + num : 'op ' + op);
  }
  return out;
}

containerless.listen(function (request) {
  const { text, expression, address, pattern } = request.body;
  let found;
  try {
    found = String(text.search(new RegExp(pattern)));
  } catch (e) {
    found = e.name + ': ' + e.message;
  }
  containerless.respond(JSON.stringify({
    address: email.test(address) ? address.replace(email, '$2/$1 $& $$') : '',
    escaped: text.replace(/[&<>]/g, c => entities[c]),
    camel: text.replace(/-(\w)/g, (all, letter) => letter.toUpperCase()),
    parts: text.split(/\s*[,;]\s*/),
    pairs: [...text.matchAll(/(?<key>\w+)=(?<value>\w+)/g)].map(m => m.index + m.groups.key + m.groups.value),
    words: text.match(/\b\p{L}+\b/gu) || [],
    tokens: tokenize(expression),
    source: String(tokens),
    found,
  }));
});
