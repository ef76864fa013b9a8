// semver: versions compared, ranges, increments.
let containerless = require('containerless');
let semver = require('semver');

containerless.listen(function (request) {
  let { versions, range, part } = request.body;
  containerless.respond(JSON.stringify({
    valid: versions.map(v => semver.valid(v)),
    sorted: versions.filter(v => semver.valid(v)).sort(semver.compare),
    satisfying: versions.filter(v => semver.satisfies(v, range)),
    best: semver.maxSatisfying(versions, range),
    next: versions.map(v => semver.inc(v, part)),
    range: semver.validRange(range),
  }));
});
