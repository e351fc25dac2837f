"""What callers dispute, worked out from the company's and the region's own rules: refunds, late fees, deadlines. Decimals and dates alone.

A sum presumes facts, rests on rules with a source, and is refused by name where one is missing; nothing here has a figure of
its own. How the window is to use it::

    on = ground.Ground(handbook, today)              # what everything below is asked with; `today` decides what has run out
    ground.offered(handbook) -> tuple[Reckoning, ...]          # kinds for which there is a rule here, and no others
    ground.periods_offered(handbook) -> tuple[Period, ...]
    on.asking().season(year) -> SeasonDays | None    # of the season that begins in `year`; for `read_record`
    on.has_barred_hours, on.has_mending_time         # whether `hours` and `mending` are asked at all

    facts.Facts(cause=…, use=…, metering=…, paid=…, measured=…, hours=…, mending=…)   # enums, each UNDECIDED until answered
    facts.asked_of(kind) -> tuple[str, ...]          # fields that are asked, in order
    facts.QUESTIONS[field]; the values of the enums  # their words on screen

    record.read_record(text, season, rooms=()) -> rows.Record(rows, blocked)
    rows.Row(day, celsius, hour, room, by, words)    # frozen; the agent confirms it, or mends it by dataclasses.replace
    rows.Blocked(words, why); .told                  # while there is one, no sum

    refund.refund(on, refund.Refund(facts, season_year, rows, blocked, fee | area, rooms, asked_on))
    late_fee.late_fee(on, late_fee.LateFee(facts, arrears, paid_on, due_from, season_year))
    basic_fee.basic_fee(on, basic_fee.BasicFee(facts, season_year, fee | area, first, last))
    stopped.stopped_refund(on, stopped.Stopped(facts, season_year, begins, ends, fee | area))
    periods.period(on, periods.Asked(period, season_year, starts_on, asked_day))    # period.starts: what `starts_on` is the day of

Each of the five gives a `result.Result` (amount or day, headline, presumed, given, lines, rounding, left_out, self_measured,
used, articles, notes, spoken) or a `result.Refusal` (`words`: all that stands against it, as sentences to show; `faults`
with the keys of values to mend). Both are frozen. Nothing is raised: what was typed wrongly comes back as a sentence.
`result.as_json` and `result.from_json` keep a result as it was read, whatever the content becomes.

`spoken.words` is all that may be said to the caller; `amount` and `headline` are for colleagues alone.
"""
