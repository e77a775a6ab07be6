-- Exchanges each refresh token of a file once, prints how long that took, and writes the new tokens over the old ones.
-- Argument: the file.
local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds, nanoseconds; } moment; int clock_gettime(int clock, moment *now);")

local path, start
local tokens, successors, statuses = {}, {}, {}
local nextToken, answers = 0, 0

local function now()
   local moment = ffi.new("moment")
   ffi.C.clock_gettime(1, moment)
   return tonumber(moment.seconds) + tonumber(moment.nanoseconds) / 1e9
end

local function finish()
   local seconds, texts = now() - start, {}
   local file = assert(io.open(path, "w"))
   file:write(table.concat(successors, "\n"), "\n")
   file:close()
   for status, number in pairs(statuses) do
      texts[#texts + 1] = string.format('"%d": %d', status, number)
   end
   print(string.format('result {"seconds": %f, "statuses": {%s}}', seconds, table.concat(texts, ", ")))
   io.stdout:flush()
   os.exit(0)
end

function init(arguments)
   path = arguments[1]
   for token in io.lines(path) do tokens[#tokens + 1] = token end
end

function request()
   -- wrk asks for a request that it does not send before all others, to see what the script does.
   if nextToken == 0 then
      nextToken = 1
      return wrk.format("GET", "/healthz")
   end
   start = start or now()
   local token = tokens[nextToken]
   -- While the last answers are on their way.
   if not token then return wrk.format("GET", "/healthz") end
   nextToken = nextToken + 1
   return wrk.format(
      "POST", "/refresh", { ["Content-Type"] = "application/json" }, '{"refresh_token": "' .. token .. '"}')
end

function response(status, _, body)
   local successor = body:match('"refresh_token":"([^"]+)"')
   if status == 200 and not successor then return end
   statuses[status] = (statuses[status] or 0) + 1
   successors[#successors + 1] = successor
   answers = answers + 1
   if answers == #tokens then finish() end
end
