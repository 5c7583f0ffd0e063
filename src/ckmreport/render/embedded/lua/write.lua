-- Step `write`: a parsed chapter, with all that it gets from the book, to a page of the HTML book
-- (its content, outline and texts for the search index) and to a part of the body for Typst.
local common = require 'common'
local fill = require 'fill'
local refer = require 'refer'
local html = require 'html'
local typst = require 'typst'

-- The extension's filter asks for the output format, as it does under Quarto.
local function with_extension(blocks, format, job)
  FORMAT = format
  for _, filter in ipairs(load(job.filter)()) do blocks = blocks:walk(filter) end
  return blocks
end

return function(job)
  local _, document = common.read_file(job.parsed):match('^([^\n]*)\n(.*)$')
  local blocks = refer.resolve(fill(pandoc.read(document, 'json').blocks, job), job)
  local page = with_extension(blocks, 'html', job)
  local result = {
    outline = html.outline(page),
    search = html.search_texts(page, job.title),
    body = html.page(page, job),
    typst = typst.body(with_extension(blocks, 'typst', job), job.labels),
  }
  if job.alone then
    local alone = refer.unlinked(blocks, job.href)
    result.alone = typst.body(with_extension(alone, 'typst', job), job.labels)
  end
  return result
end
