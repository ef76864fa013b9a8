// Keeps files in the store: a request to /NAME with a body stores it, one without a body gives it back, and / lists them.
let containerless = require('containerless');

let store = process.env.STORE_URL || 'http://localhost:7999';
let bucket = 'file-server/';

// Where a file is. Names are escaped once more, so none can lead out of the bucket.
function urlOf(name) {
  return store + '/files/' + encodeURIComponent(bucket + name);
}

function fail() {
  containerless.respond('The store cannot be reached.\n');
}

function list() {
  containerless.get(store + '/files?prefix=' + encodeURIComponent(bucket), function (reply) {
    if (reply === undefined || reply.files === undefined) {
      fail();
      return;
    }
    let text = '';
    for (let file of reply.files) {
      text += file.size + ' ' + file.name.slice(bucket.length) + '\n';
    }
    containerless.respond(text === '' ? 'There are no files.\n' : text);
  });
}

function save(name, content) {
  // In an object, so that a file which looks like the store's refusal is not taken for one.
  containerless.post({ url: urlOf(name), body: { content: content } }, function (reply) {
    if (reply === undefined) {
      fail();
    } else if (reply.error !== undefined) {
      containerless.respond('Not stored: ' + reply.error + '.\n');
    } else {
      containerless.respond('Stored ' + name + '.\n');
    }
  });
}

function read(name) {
  containerless.get(urlOf(name), function (file) {
    if (file === undefined) {
      fail();
    } else if (file.error !== undefined) {
      containerless.respond('There is no file ' + name + '.\n');
    } else {
      containerless.respond(typeof file.content === 'string' ? file.content : JSON.stringify(file.content));
    }
  });
}

// A request without a body has {} for one.
function isEmpty(body) {
  return typeof body === 'object' && body !== null && Object.keys(body).length === 0;
}

containerless.listen(function (request) {
  let name = request.path.slice(1);
  if (name === '') {
    list();
  } else if (isEmpty(request.body)) {
    read(name);
  } else {
    save(name, request.body);
  }
});
