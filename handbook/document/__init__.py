"""An entry, or a run of it, as blocks of meaning; neither sizes nor Qt."""
