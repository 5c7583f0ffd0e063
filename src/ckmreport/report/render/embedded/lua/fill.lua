-- Fills in what a chapter gets from the book: the numbers of its parts and the titles of callouts
-- that have none of their own.
local common = require 'common'

local function entitle(callout, job)
  local title = callout.content[1]
  if #title.content[1].content > 0 then return nil end
  title.content = {pandoc.Plain(pandoc.Inlines(job.labels[callout.attributes.kind]))}
  callout.content[1] = title
  return callout
end

return function(blocks, job)
  local met = 0

  -- The parts come in the order in which `facts` met them.
  local function number(part)
    met = met + 1
    part.attributes.number = job.numbers[met] ~= '' and job.numbers[met] or nil
    return part
  end

  return blocks:walk{
    traverse = 'topdown',
    Header = number,
    Div = function(div)
      if div.classes:includes('float') then return number(div), false end
      if not div.classes:includes('callout') then return nil end
      if not job.labels[div.attributes.kind] then
        common.fail('the callout callout-' .. div.attributes.kind .. ' is not supported', job.place)
      end
      return entitle(div, job)
    end,
  }
end
