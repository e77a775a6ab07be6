-- A user's browser and the client that it comes from: asks for a code with a login that there is, and exchanges it for tokens.
-- Only the exchange is counted; times are those of both requests. Arguments: the authorization request, the cookie of the login, the
-- credentials of the client, what the exchange sends beside the code, and how long each connection waits between its requests, in
-- milliseconds.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "counting.lua")

local ask, exchange, rest, pause
local codes, first = {}, 1

function init(arguments)
   ask = wrk.format("GET", arguments[1], { ["Cookie"] = arguments[2] })
   exchange = {
      ["Authorization"] = "Basic " .. arguments[3], ["Content-Type"] = "application/x-www-form-urlencoded" }
   rest = arguments[4]
   pause = tonumber(arguments[5])
end

function delay() return pause end

-- wrk does not say which connection asks, and a code may be exchanged by any.
function request()
   local code = codes[first]
   if not code then return ask end
   codes[first] = nil
   first = first + 1
   return wrk.format("POST", "/oauth/token", exchange, rest .. "&code=" .. code)
end

function response(status, headers, body)
   local code = status == 303 and (headers["Location"] or headers["location"] or ""):match("[?&]code=([^&]+)")
   if code then
      codes[#codes + 1] = code
      return
   end
   count((status == 200 and not body:find('"id_token":"', 1, true)) and 0 or status)
end
