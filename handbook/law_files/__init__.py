"""Files that laws come in (docx, pdf, html, md, txt) -> lines of text, read by a child process with limits."""
