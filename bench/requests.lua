-- Sends the requests that the file REQUESTS_LUA lists, in turn, and prints one line of JSON at the end.
local requests = dofile(os.getenv("REQUESTS_LUA"))
local next_request = 0

request = function()
  local r = requests[(next_request % #requests) + 1]
  next_request = next_request + 1
  return wrk.format("POST", r.path, r.headers, r.body)
end

done = function(summary, latency, _)
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.3f, "p50_ms": %.3f, "p99_ms": %.3f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
      + summary.errors.timeout))
end
