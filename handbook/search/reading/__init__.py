"""A checked index folder -> a Whoosh index, its reader, and the arrays behind both."""
