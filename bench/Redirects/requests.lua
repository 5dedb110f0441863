-- wrk script: requests by BENCH_MIX over BENCH_LINKS links named l0 ...; RedirectMixes.cs starts it.
local mix, links, host = os.getenv("BENCH_MIX"), tonumber(os.getenv("BENCH_LINKS")), "go.example"
local desktop = {
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
}
local mobile = {
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.6 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 390.0.0.28.85",
}

local function write(path, agents)
  return "GET /" .. path .. " HTTP/1.1\r\nHost: " .. host .. "\r\nUser-Agent: " .. agents[math.random(#agents)] ..
    "\r\nAccept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en-US,en;q=0.9\r\n" ..
    "Accept-Encoding: gzip, deflate, br\r\nReferer: https://www.instagram.com/\r\n\r\n"
end
local function any() return math.random() < 0.5 and desktop or mobile end

-- Zipf 0.99 by rejection inversion (Hoermann and Derflinger 1996); the rank is scattered over the links.
local exponent = 0.99
local function integral(x) return (x ^ (1 - exponent) - 1) / (1 - exponent) end
local function inverse(x) return math.max(0, 1 + x * (1 - exponent)) ^ (1 / (1 - exponent)) end
local first, last = integral(1.5) - 1, integral(links + 0.5)
local shift = 2 - inverse(integral(2.5) - 2 ^ -exponent)
local function zipf()
  while true do
    local u = last + math.random() * (first - last)
    local x = inverse(u)
    local rank = math.min(math.max(math.floor(x + 0.5), 1), links)
    if rank - x <= shift or u >= integral(rank + 0.5) - rank ^ -exponent then return rank * 7368787 % links end
  end
end

local function plain() return write("l" .. math.random(0, links - 1), any()) end
local kinds = {
  plain = plain,
  zipf = function() return write(string.format("l%d", zipf()), any()) end,
  unknown = function() return write(string.format("u%x%x", math.random(2 ^ 30), math.random(2 ^ 30)), any()) end,
  mix = function()
    local share = math.random()
    if share < 0.20 then return write("d" .. math.random(0, 999), mobile) end
    if share < 0.30 then return write("r" .. math.random(0, 999), any()) end
    if share < 0.35 then return write(string.format("u%x", math.random(2 ^ 30)), any()) end
    if share < 0.45 then return write("l" .. math.random(0, links - 1) .. "?utm_source=ne%77s&q=caf%C3%A9+cr%C3%A8me&x=" .. math.random(1000), any()) end
    return plain()
  end,
}
local make, prepared, n = kinds[mix], {}, 0
local fresh = mix == "zipf" or mix == "unknown" -- as many different ones as there are requests

function init()
  math.randomseed(42)
  if not fresh then
    for i = 1, 20000 do prepared[i] = make() end
  end
end

function request()
  if fresh then return make() end
  n = n % 20000 + 1
  return prepared[n]
end
