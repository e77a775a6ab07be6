-- Counts answers by their status, and prints what was measured as one line of JSON.
local threads = {}
statuses = {}

function count(status)
   statuses[status] = (statuses[status] or 0) + 1
end

function setup(thread)
   threads[#threads + 1] = thread
end

function done(summary, latency)
   local totals, texts = {}, {}
   for _, thread in ipairs(threads) do
      for status, number in pairs(thread:get("statuses")) do
         totals[status] = (totals[status] or 0) + number
      end
   end
   for status, number in pairs(totals) do
      texts[#texts + 1] = string.format('"%d": %d', status, number)
   end
   local errors = summary.errors
   print(string.format(
      'result {"seconds": %f, "p50": %d, "p99": %d, "broken": %d, "statuses": {%s}}',
      summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
      errors.connect + errors.read + errors.write + errors.timeout, table.concat(texts, ", ")))
end
