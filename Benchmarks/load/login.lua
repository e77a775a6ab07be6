-- Logs in as one user after another, each from a network of its own. Arguments: how many users there are, their password,
-- how many of a hundred logins have a wrong one, and how long a client waits that was told to try again later, in
-- milliseconds.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "counting.lua")

local users, password, wrong, patience
local number, toldToWait = 0, 0

function init(arguments)
   users, password = tonumber(arguments[1]), arguments[2]
   wrong, patience = tonumber(arguments[3]), tonumber(arguments[4])
   math.randomseed(os.time())
   -- Not each run begins with the same users.
   number = math.random(users)
end

-- wrk asks before each request, without saying for which connection: whichever comes next waits for the one that was told.
function delay()
   if patience == 0 or toldToWait == 0 then return 0 end
   toldToWait = toldToWait - 1
   return patience
end

function request()
   number = number + 1
   local user = number % users
   local isWrong = math.random(100) <= wrong
   -- Guesses come from anywhere; who knows the password is where they always are.
   local network = isWrong and math.random(0xFFFFFF) or user
   local address = string.format("10.%d.%d.%d", network / 65536 % 256, network / 256 % 256, network % 256)
   local body = string.format(
      '{"username": "user%d", "password": "%s"}', user, isWrong and "not " .. password or password)
   return wrk.format(
      "POST", "/login", { ["Content-Type"] = "application/json", ["X-Forwarded-For"] = address }, body)
end

function response(status)
   count(status)
   if status == 503 then toldToWait = toldToWait + 1 end
end
