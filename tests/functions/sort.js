// Pins down sort: the default order by string, a numeric comparator, stability, and a comparator that gives NaN.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const a = request.body.a;
  const byText = a.slice().sort();
  const byNumber = a.slice().sort((x, y) => x - y);
  const people = a.map((x, i) => ({ key: x % 3, i: i }));
  people.sort((p, q) => p.key - q.key);
  containerless.respond([byText, byNumber, people.map((p) => p.i)].join(' '));
});
