-- A client that asks for a route with its token, and waits a while before it does so again. Arguments: the token, and how
-- long it waits, in milliseconds.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "counting.lua")

local pause

function init(arguments)
   wrk.headers["Authorization"] = "Bearer " .. arguments[1]
   pause = tonumber(arguments[2])
end

function delay() return pause end

function request() return wrk.format("GET") end

function response(status) count(status) end
