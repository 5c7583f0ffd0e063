-- Step `write`: a parsed chapter, with all that it gets from the book, to a page of the HTML book
-- (its content, outline and texts for the search index) and to a part of the body for Typst; of
-- these, what the job asks for.
local common = require 'common'
local fill = require 'fill'
local refer = require 'refer'
local html = require 'html'
local typst = require 'typst'

return function(job)
  local blocks = refer.resolve(fill(common.parsed(job), job), job)
  local result = {}
  if job.html then
    local page = common.with_extension(blocks, 'html', job)
    result.outline = html.outline(page)
    result.search = html.search_texts(page, job.title)
    result.body = html.page(page, job)
  end
  if job.typst then
    result.typst = typst.body(common.with_extension(blocks, 'typst', job), job.labels)
  end
  if job.typst and job.first then
    local alone = refer.unlinked(blocks, job.href)
    result.alone = typst.body(common.with_extension(alone, 'typst', job), job.labels)
  end
  return result
end
