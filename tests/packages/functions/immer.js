// immer: the next state by changing a draft.
let containerless = require('containerless');
let { produce } = require('immer');

containerless.listen(function (request) {
  let next = produce(request.body.state, draft => {
    draft.count += request.body.by;
    draft.items.push({ id: draft.count });
    if (draft.items.length > 2) draft.items[0].id = 'first';
    delete draft.gone;
  });
  containerless.respond(JSON.stringify([request.body.state, next, next.items[0] === request.body.state.items[0]]));
});
