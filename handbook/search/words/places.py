"""Folded text -> where each of its terms stands, counted in tokens."""

from handbook.search.words.quantities import quantities
from handbook.search.words.terms import runs


def places_of(folded: str) -> dict[str, list[int]]:
    """Term → ascending places; as many as the term is counted in the text.

    Each Chinese character and each word takes one place, a pair stands where its first character does, a quantity where
    its number does. What stands between two runs takes one place too, so that no phrase reaches over it.
    """
    found: dict[str, list[int]] = {}
    place_at = [0] * len(folded)
    place, before = 0, 0
    for run, is_chinese, start in runs(folded):
        place += start > before
        before = start + len(run)
        if not is_chinese:
            found.setdefault(run, []).append(place)
            place_at[start:before] = [place] * len(run)
            place += 1
            continue
        for number, char in enumerate(run):
            place_at[start + number] = place + number
            found.setdefault(char, []).append(place + number)
            if number + 1 < len(run):
                found.setdefault(run[number : number + 2], []).append(place + number)
        place += len(run)
    for quantity in quantities(folded):
        places = found.setdefault(quantity.term, [])
        places.append(place_at[quantity.start])
        places.sort()
    return found
