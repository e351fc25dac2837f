"""What stops a build, in words for the person who runs it."""


class BuildError(Exception):
    """The build cannot go on; the text says why and what to do."""
