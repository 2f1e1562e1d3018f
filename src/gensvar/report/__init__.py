"""A document as data, drawn as text, Markdown, HTML, PDF/UA and XLSX.

Builders (`gensvar.report.assessment`, `.rulebook`, `.measures`) make a `Document`;
`gensvar.report.draw.draw` draws it. Nothing heavy is imported before something is drawn.
"""
