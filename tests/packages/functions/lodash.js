// lodash: functions of its many, each loaded by itself.
let containerless = require('containerless');
let groupBy = require('lodash/groupBy');
let sortBy = require('lodash/sortBy');
let get = require('lodash/get');
let chunk = require('lodash/chunk');
let uniq = require('lodash/uniq');
let camelCase = require('lodash/camelCase');
let kebabCase = require('lodash/kebabCase');
let merge = require('lodash/merge');
let pick = require('lodash/pick');
let isEqual = require('lodash/isEqual');
let range = require('lodash/range');
let capitalize = require('lodash/capitalize');
let difference = require('lodash/difference');

function debounceable(words) {
  return words.length > 2;
}

containerless.listen(function (request) {
  let { people, path, nested, words } = request.body;
  containerless.respond(JSON.stringify([
    groupBy(people, 'team'), sortBy(people, ['team', 'age']), get(nested, path, 'none'), chunk(words, 2), uniq(words),
    camelCase(words.join(' ')), kebabCase(words.join(' ')), merge({}, nested, { extra: [1, { a: 1 }] }), pick(people[0], ['name', 'age']),
    isEqual(nested, JSON.parse(JSON.stringify(nested))), debounceable(words), range(0, words.length), capitalize(words[0]), difference(words, ['b']),
  ]));
});
