-- pandoc lua main.lua: does one step for each of the jobs that the input lists, and prints the
-- results. Steps, each in a file of its own: parse, cite, write, matter, manuscript, notebook.
-- pandoc.py writes the input and reads the output, both JSON.
package.path = arg[0]:match('^(.*)[/\\]') .. '/?.lua;' .. package.path

local input = pandoc.json.decode(io.read('a'), false)
local step = require(input.step)
local results = pandoc.List{}
for _, job in ipairs(input.jobs) do results:insert(step(job)) end
io.write(pandoc.json.encode(results))
