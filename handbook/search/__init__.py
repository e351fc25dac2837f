"""TEXT -> HITS: the only room that knows Whoosh."""
