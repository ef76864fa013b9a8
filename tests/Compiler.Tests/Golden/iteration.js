// Loops over anything: an iterator is closed where it is left; an array, known or guarded, has nothing to close.
let containerless = require('containerless');

function find(items, wanted) {
  for (let item of items) {
    if (item === wanted) return item;
  }
  return null;
}

containerless.listen(function (request) {
  let { list } = request.body;
  let keys = [];
  for (let key in request.body) keys.push(key);
  let [first, ...rest] = new Set(list);
  for (let item of request.body.list) {
    if (item === first) break;
  }
  containerless.respond([keys, first, rest, find(list, 2), find(new Set(list), 2)]);
});
