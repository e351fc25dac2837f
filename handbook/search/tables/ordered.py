"""Arrays of keys -> their distinct values in order, and which of others are among them.

NumPy's own `unique` and `isin` reach for masked arrays, a module that costs milliseconds at the first slip of a caller
and that the products do not carry.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """Each value once, ascending."""
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


def are_among(values: NDArray[Number], ordered: NDArray[Number]) -> NDArray[np.bool_]:
    """For each of `values`, whether it is one of `ordered` (ascending)."""
    if not len(ordered):
        return np.zeros(len(values), bool)
    at = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[at] == values
    return found
