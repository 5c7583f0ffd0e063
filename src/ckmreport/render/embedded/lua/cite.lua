-- Step `cite`: formats the citations and the list of works of a book, all in one run, so that
-- 2021a and 2021b agree between chapters. They come, and go, one by one as JSON.
local common = require 'common'

-- Citeproc moves spaces and punctuation around a note, which it cannot do here.
local function no_note(cite, job)
  for _, place in ipairs{1, #cite.content} do
    local kind = cite.content[place] and cite.content[place].t
    if kind == 'Note' or kind == 'Superscript' then
      common.fail('the citation style sets citations as notes', job.csl)
    end
  end
  return cite
end

return function(job)
  local blocks = pandoc.Blocks{}
  for _, key in ipairs(job.cites) do blocks:insert(pandoc.Plain{pandoc.json.decode(key)}) end
  for _, key in ipairs(job.lists) do blocks:insert(pandoc.json.decode(key)) end
  local meta = pandoc.read(job.nocite_yaml, 'markdown').meta
  meta.bibliography = pandoc.MetaList(job.bibliography)
  meta.csl, meta.lang, meta['link-citations'] = job.csl, job.lang, true
  local cited = pandoc.utils.citeproc(pandoc.Pandoc(blocks, meta)).blocks
  local result = {cites = {}, works = {}}
  for n, key in ipairs(job.cites) do
    result.cites[key] = pandoc.json.encode(no_note(cited[n].content[1], job))
  end
  for n, key in ipairs(job.lists) do
    result.works[key] = pandoc.json.encode(cited[#job.cites + n])
  end
  return result
end
