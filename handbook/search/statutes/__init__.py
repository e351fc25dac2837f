"""LAWS among the documents -> what an index keeps of them -> their share in an answer; entered by `statutes` alone."""
