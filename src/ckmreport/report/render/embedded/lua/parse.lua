-- Step `parse`: Markdown to a document that needs nothing of other texts, and the facts by which
-- chapters know each other. That of a chapter has one form for figures, tables and callouts; that
-- of a notebook stays as it is.
local normalise = require 'normalise'
local facts = require 'facts'
local harmless = require 'harmless'

return function(job)
  local document = pandoc.read(job.markdown, job.reader):walk(harmless)
  if job.form == 'chapter' then document = normalise(document, job) end
  return {facts = facts(document.blocks), document = pandoc.write(document, 'json')}
end
