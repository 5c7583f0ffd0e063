-- Step `matter`: texts of the cover and the colophon, for both outputs.
local html = require 'html'
local typst = require 'typst'

return function(job)
  local matter = {}
  for name, markdown in pairs(job.texts) do
    matter[name] = {html = html.fragment(markdown), typst = typst.fragment(markdown)}
  end
  return matter
end
