// An async function and a generator: await and yield inside expressions, with a handler and a finalizer.
let containerless = require('containerless');

async function load(key, delays) {
  try {
    return (await key) + delays.length * (await delays[0]);
  } catch (error) {
    return await error;
  } finally {
    await null;
  }
}

function* pairs(items, start = 0) {
  for (let item of items) {
    let skip = yield [start++, item];
    if (skip) return skip;
  }
}

containerless.listen(async (request) => {
  let list = [];
  for (let [index, item] of pairs(request.body.items)) {
    list.push(index + (await load(item, [1, 2])));
  }
  containerless.respond(list);
});
