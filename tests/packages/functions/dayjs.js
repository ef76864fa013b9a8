// dayjs: dates parsed, changed and formatted.
let containerless = require('containerless');
let dayjs = require('dayjs');

containerless.listen(function (request) {
  let { dates, amount, unit, format } = request.body;
  containerless.respond(JSON.stringify(dates.map(text => {
    let d = dayjs(text);
    return d.isValid() ? [d.format(format), d.add(amount, unit).toISOString(), d.startOf(unit).format(), d.diff(dayjs('2020-01-01'), unit), d.day()] : null;
  })));
});
