"""FILES -> MODEL: the only room that knows YAML; never raises on bad content."""
