"""The report: one content, written as a page, as a PDF or as Markdown."""
