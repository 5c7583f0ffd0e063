-- Step `cite`: formats the citations and the list of works of a book, all in one run, so that
-- 2021a and 2021b agree between chapters. They come, and go, one by one as JSON.

local harmless = require 'harmless'

-- Whether a style sets citations as notes: citeproc moves spaces and punctuation around those.
local function is_note(cite)
  for _, place in ipairs{1, #cite.content} do
    local kind = cite.content[place] and cite.content[place].t
    if kind == 'Note' or kind == 'Superscript' then return true end
  end
  return false
end

return function(job)
  local blocks = pandoc.Blocks{}
  for _, key in ipairs(job.cites) do blocks:insert(pandoc.Plain{pandoc.json.decode(key)}) end
  for _, key in ipairs(job.lists) do blocks:insert(pandoc.json.decode(key)) end
  local meta = pandoc.read(job.nocite_yaml, 'markdown').meta
  meta.bibliography = pandoc.MetaList(job.bibliography)
  meta.csl, meta.lang, meta['link-citations'] = job.csl, job.lang, true
  local cited = pandoc.utils.citeproc(pandoc.Pandoc(blocks, meta)):walk(harmless).blocks
  local result = {cites = {}, works = {}, notes = false}
  for n, key in ipairs(job.cites) do
    local cite = cited[n].content[1]
    result.cites[key] = pandoc.json.encode(cite)
    result.notes = result.notes or is_note(cite)
  end
  for n, key in ipairs(job.lists) do
    result.works[key] = pandoc.json.encode(cited[#job.cites + n])
  end
  return result
end
