"""Long runs of making small values -> the same without the collector, which would look at all of them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cyclic collector; marks and boxes are never in cycles, and a handbook has a million of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # All that was made counts as young: without this, the next object made would have every mark looked at. It
            # stays frozen, as what stood when the window was furnished does: let loose, all of it would be looked at once.
            gc.freeze()
            gc.enable()
