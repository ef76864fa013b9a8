// validator: texts checked.
let containerless = require('containerless');
let { isEmail, isURL, isUUID, isInt, isIP, isISO8601, isCreditCard, isHexColor, isAlphanumeric, trim, escape } = require('validator');

containerless.listen(function (request) {
  let { texts } = request.body;
  containerless.respond(JSON.stringify(texts.map(t => [isEmail(t), isURL(t), isUUID(t), isInt(t), isIP(t), isISO8601(t), isCreditCard(t), isHexColor(t), isAlphanumeric(t), trim(t), escape(t)])));
});
