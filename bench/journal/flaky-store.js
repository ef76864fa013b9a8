// @ts-check
'use strict';

const http = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');

// A store on a thread, at the port of workerData: answers {"n": N} to /N. A message says how it is from then on: good, gone (it
// breaks connections off), slow (it takes a second) or nonsense.

let is = 'good';
parentPort?.on('message', message => { is = message; });
http.createServer((request, response) => {
  const answer = () => response.end(JSON.stringify({ n: Number(request.url?.slice(1)) }));
  if (is === 'good') answer();
  else if (is === 'slow') setTimeout(answer, 1000);
  else if (is === 'gone') response.destroy();
  else response.end('{nonsense');
}).listen(workerData, '127.0.0.1', () => parentPort?.postMessage('ready'));
