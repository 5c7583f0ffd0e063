-- Reads a text as it is and gives its document, for who proofreads it.
return function(job) return pandoc.write(pandoc.read(job.markdown, job.reader), 'json') end
