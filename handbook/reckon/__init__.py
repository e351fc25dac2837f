"""What callers dispute, worked out from the company's and the region's own rules: refunds, late fees, deadlines. Decimals and dates alone.

A sum presumes facts, rests on rules with a source, and is refused by name where one is missing; nothing here has a figure of
its own. How the window is to use it::

    ground.offered(handbook) -> tuple[Reckoning, ...]            # kinds for which the region has a rule
    ground.periods_offered(handbook) -> tuple[Period, ...]
    ground.Ground(handbook, today)                               # what everything below is asked with

    facts.Facts(cause, use, metering, paid, measured, hours, mending)  # each of an enum, each UNDECIDED by default
    facts.asked_for(kind, ground) -> tuple[str, ...]             # which of them are asked, by field name
    facts.QUESTIONS[field], and the value of each enum           # their words on screen

    record.read_record(text, season_year, rooms=()) -> Record    # rows, blocked pieces; never guesses
    record.Row(day, hour, room, celsius, by, words)              # frozen; what the agent confirms, or mends by replace()
    record.Blocked(words, why)                                   # while there is one, no sum

    refund.Refund(facts, fee=…|area=…, season_year, rows, blocked, rooms, asked_on) -> refund.refund(ground, wanted)
    late_fee.LateFee(facts, arrears, paid_on, due_from, season_year)               -> late_fee.late_fee(ground, wanted)
    basic_fee.BasicFee(facts, fee=…|area=…, season_year, first, last)              -> basic_fee.basic_fee(ground, wanted)
    stopped.Stopped(facts, fee=…|area=…, season_year, begins, ends)                -> stopped.stopped_refund(ground, wanted)
    periods.Asked(period, starts_on, asked_day, season_year)                       -> periods.period(ground, wanted)

Each of the five gives a `result.Result` (frozen: amount or day, `presumed`, `lines`, `used`, `left_out`, `rounding`, `articles`,
`spoken`) or a `result.Refusal` (`faults`: what is missing, as sentences to show). Neither is an exception; what the agent
types is checked by the window, or comes back as a fault. `result.as_json` and `result.from_json` keep a result as it was read.
"""
