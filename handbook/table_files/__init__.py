"""Tables and outlines that people bring (xlsx, xls, ods, csv, pptx, docx) -> text, read by a child process with limits."""
