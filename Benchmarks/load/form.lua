-- A client that posts forms, one after another. Arguments: a file with a form a line, the credentials of HTTP's Basic scheme,
-- and how long each connection waits between its requests, in milliseconds.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "counting.lua")

local forms, pause, number = {}, 0, 0

function init(arguments)
   for form in io.lines(arguments[1]) do forms[#forms + 1] = form end
   wrk.headers["Authorization"] = "Basic " .. arguments[2]
   wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
   pause = tonumber(arguments[3])
   math.randomseed(os.time())
   number = math.random(#forms)
end

function delay() return pause end

function request()
   number = number % #forms + 1
   return wrk.format("POST", nil, nil, forms[number])
end

function response(status, _, body)
   -- What is no token and no fact about one is not what is measured.
   local isGood = body:find('"access_token":"', 1, true) or body:find('"active":true', 1, true)
   count((status == 200 and not isGood) and 0 or status)
end
