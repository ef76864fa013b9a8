// Pins down dates: parsing, parts, setters that carry over, texts, arithmetic, invalid dates.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const date = new Date(request.body.date);
  const next = new Date(date);
  next.setUTCDate(next.getUTCDate() + request.body.days);
  const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate());
  let iso;
  try {
    iso = date.toISOString();
  } catch (e) {
    iso = e.name + ': ' + e.message;
  }
  containerless.respond(JSON.stringify({
    iso, date, next, text: `${date}`, day: date.getDay(), utc: next.toUTCString(), json: JSON.stringify([date]),
    since: date - midnight, later: next > date, plus: (midnight + 1).slice(-12), offset: date.getTimezoneOffset(),
    utcOf: Date.UTC(99, request.body.days), recent: Date.now() > 1e12,
  }));
});
