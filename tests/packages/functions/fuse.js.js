// fuse.js: fuzzy search.
let containerless = require('containerless');
let Fuse = require('fuse.js');

let books = [
  { title: "Old Man's War", author: 'John Scalzi' }, { title: 'The Lock Artist', author: 'Steve Hamilton' },
  { title: 'HTML5', author: 'Remy Sharp' }, { title: 'Right Ho Jeeves', author: 'P.D. Woodhouse' }, { title: 'The Code of the Wooster', author: 'P.D. Woodhouse' },
];

containerless.listen(function (request) {
  let fuse = new Fuse(books, { keys: ['title', 'author'], includeScore: true });
  containerless.respond(JSON.stringify(fuse.search(request.body.query).map(({ item, score }) => [item.title, score.toFixed(6)])));
});
