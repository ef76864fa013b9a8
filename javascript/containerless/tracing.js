// @ts-check
'use strict';

// The instrumented program's first line requires this file. It is no part of what a function may use.
const { start } = require('./lib/tracing/start');

module.exports = { start };
