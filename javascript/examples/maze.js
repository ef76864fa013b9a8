// Finds the shortest way through a maze of 30 by 30 cells. The body says where from and where to:
// {"from": {"x": 0, "y": 0}, "to": {"x": 29, "y": 29}}; it may leave out either.
let containerless = require('containerless');

let size = 30;
let wall = -2;
let unseen = -1;

// Distances from the start while a search runs, one row of cells after another.
let grid = [];

// Walls stand in every fourth column, with a gap at the top and at the bottom in turn, and in a few odd places.
function isWall(x, y) {
  if (x % 4 === 2) {
    return x % 8 === 2 ? y < size - 2 : y > 1;
  }
  return (x * 7 + y * 11) % 23 === 0 && x % 4 !== 1 && x + y > 0 && x + y < 2 * (size - 1);
}

function reset() {
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      grid[y * size + x] = isWall(x, y) ? wall : unseen;
    }
  }
}

function visit(queue, x, y, distance) {
  if (x < 0 || y < 0 || x >= size || y >= size) {
    return;
  }
  if (grid[y * size + x] === unseen) {
    grid[y * size + x] = distance;
    queue.push({ x: x, y: y });
  }
}

// The number of steps between two cells, or -1 where there is no way.
function search(from, to) {
  let queue = [];
  visit(queue, from.x, from.y, 0);
  while (queue.length > 0) {
    let cell = queue.shift();
    let distance = grid[cell.y * size + cell.x];
    if (cell.x === to.x && cell.y === to.y) {
      return distance;
    }
    visit(queue, cell.x + 1, cell.y, distance + 1);
    visit(queue, cell.x - 1, cell.y, distance + 1);
    visit(queue, cell.x, cell.y + 1, distance + 1);
    visit(queue, cell.x, cell.y - 1, distance + 1);
  }
  return -1;
}

reset();

containerless.listen(function (request) {
  let from = request.body.from || { x: 0, y: 0 };
  let to = request.body.to || { x: size - 1, y: size - 1 };
  let steps = search(from, to);
  reset();
  containerless.respond(steps < 0 ? 'There is no way.\n' : 'The shortest way takes ' + steps + ' steps.\n');
});
