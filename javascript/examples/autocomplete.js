// Completes the beginning of a word, which is the request's path: POST /pro gives problem, program, ...
let containerless = require('containerless');

let words = [
  'area', 'art', 'body', 'book', 'business', 'car', 'case', 'change', 'child', 'city',
  'community', 'company', 'country', 'day', 'door', 'education', 'end', 'eye', 'face', 'fact',
  'family', 'father', 'force', 'friend', 'game', 'girl', 'government', 'group', 'guy', 'hand',
  'head', 'health', 'history', 'home', 'hour', 'house', 'idea', 'information', 'issue', 'job',
  'kid', 'kind', 'law', 'level', 'life', 'line', 'man', 'member', 'minute', 'moment',
  'money', 'month', 'morning', 'mother', 'name', 'night', 'number', 'office', 'others', 'parent',
  'part', 'party', 'people', 'person', 'place', 'point', 'power', 'president', 'problem', 'program',
  'question', 'reason', 'research', 'result', 'right', 'room', 'school', 'service', 'side', 'state',
  'story', 'student', 'study', 'system', 'teacher', 'team', 'thing', 'time', 'way', 'week',
  'woman', 'word', 'work', 'world', 'year', 'air', 'hello', 'helmet', 'help', 'helper',
];

function complete(prefix) {
  let matches = [];
  for (let i = 0; i < words.length; i++) {
    if (words[i].startsWith(prefix)) {
      matches.push(words[i]);
    }
  }
  return matches;
}

containerless.listen(function (request) {
  let prefix = request.path.slice(1);
  containerless.respond(JSON.stringify(complete(prefix)));
});
