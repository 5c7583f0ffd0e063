-- Small tools that the other scripts share.
local common = {}

-- The Markdown of notebooks, as Quarto reads it.
common.MARKDOWN = 'markdown+autolink_bare_uris'

-- Says by what a citation is known: all of it, as JSON, but for where it stands in its chapter.
function common.cite_key(cite)
  local bare = cite:clone()
  bare.content = {}
  for _, citation in ipairs(bare.citations) do citation.note_num, citation.hash = 0, 0 end
  return pandoc.json.encode(bare)
end

-- The same for a place where the works are listed.
function common.list_key(div) return pandoc.json.encode(pandoc.Div({}, div.attr)) end

-- Gives the blocks in a file that came of a step `parse`; its facts stand in the first line.
local function read(path)
  local file = assert(io.open(path, 'rb'))
  file:read('l')
  local document = file:read('a')
  file:close()
  return pandoc.read(document, 'json').blocks
end

-- Gives the blocks of a parsed text, with what was parsed apart in its place.
function common.parsed(job)
  local blocks = read(job.parsed)
  if not next(job.apart) then return blocks end
  return blocks:walk{
    Div = function(div)
      local path = job.apart[div.identifier]
      return path and read(path)
    end,
  }
end

-- The extension's filter asks for the output format, as it does under Quarto.
function common.with_extension(blocks, format, job)
  FORMAT = format
  for _, filter in ipairs(load(job.filter)()) do blocks = blocks:walk(filter) end
  return blocks
end

-- 'fig' of 'fig-wonen'; nil for what is no label.
function common.kind(label)
  local kind = label:match('^(%a+)%-')
  if kind == 'fig' or kind == 'tbl' or kind == 'sec' then return kind end
end

-- Stops with one line that the Python side passes on to the user: message, tab, place.
function common.fail(message, place)
  io.stderr:write('ckm:' .. message .. '\t' .. place .. '\n')
  os.exit(3)
end

-- The way from one page to another; both are paths from the root of the book.
function common.relative(from, to)
  if from == to then return '' end
  local _, depth = from:gsub('/', '')
  return ('../'):rep(depth) .. to
end

-- Takes the caption out of a figure or table and gives it as inlines.
function common.take_caption(float)
  local caption = float.content:remove(1)
  return pandoc.utils.blocks_to_inlines(caption.content)
end

return common
