// date-fns: parts of it, on UTC dates.
let containerless = require('containerless');
let { parseISO, addDays, addMonths, differenceInDays, isWeekend, format, getISOWeek } = require('date-fns');

containerless.listen(function (request) {
  let { dates, days } = request.body;
  containerless.respond(JSON.stringify(dates.map(text => {
    let date = parseISO(text);
    return [addDays(date, days), addMonths(date, days), differenceInDays(date, new Date(0)), isWeekend(date), format(date, "yyyy-MM-dd'T'HH:mm EEEE do"), getISOWeek(date)];
  })));
});
