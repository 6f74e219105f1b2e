"""Any question to any register has an answer that every format can draw, or a refusal that says why."""

from __future__ import annotations

from comparing import HEAD, ask, register
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enveloppes.agreements.dates import read_period
from enveloppes.agreements.register import Register
from enveloppes.answers.compare_result import Question
from enveloppes.answers.explaining import explain
from enveloppes.answers.query import Dimension, Query, UnanswerableError
from enveloppes.answers.reconcile import reconcile
from enveloppes.answers.showing import show
from enveloppes.answers.total import Total, total
from enveloppes.judging.containment import Containment
from enveloppes.judging.lines import lines
from enveloppes.money.amount import above
from enveloppes.money.ratio import Ratio
from enveloppes.output.compare_json import compare_result
from enveloppes.output.compare_sheet import compare_sheet
from enveloppes.output.drawing import draw
from enveloppes.output.json_answer import dumped
from enveloppes.output.machine import union_records
from enveloppes.output.reconcile_sheet import reconcile_sheet
from enveloppes.output.sheet import Sheet
from enveloppes.output.show_sheet import show_sheet
from enveloppes.output.total_sheet import total_result, total_sheet

AMOUNTS = ("", "0 €", "3 M€", "10 M€", "moins de 3 M€", "plus de 3 M€", "au plus 4 M€", "environ 10 M€", "2 à 9 M€")
SHARES = ("", "40 %", "60 %", "100 %", "plus de 50 %", "3 M€", "plus de 3 M€", "moins de 1 M€")
PERIODS = ("", "2021", "2021..2023", "2022..", "..2022")
SCHEDULES = ("", "{2021: 3 M€}", "{2021: 3 M€, 2022: plus de 1 M€}", "{2021: 40 M€, 2023: 5 M€}")
THEMES = ("", '"06"', '"06.1"', '"10.2"')
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw up to five envelopes of all kinds, each perhaps within an earlier one; some contradict each other."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        facts = [f"id: e{number}", f"title: T{number}"]
        for key, values in (("amount", AMOUNTS), ("period", PERIODS), ("schedule", SCHEDULES), ("theme", THEMES)):
            value = draw(st.sampled_from(values))
            if value:
                facts.append(f"{key}: {value}")
        facts.append(f"stage: {draw(st.sampled_from(('announced', 'announced', 'voted')))}")
        facts.append(f"rhythm: {draw(st.sampled_from(('once', 'once', 'yearly')))}")
        funders = [
            f"{{name: {name}, share: {share}}}" if share else name
            for name in draw(st.lists(st.sampled_from(("État", "Région")), unique=True, max_size=2))
            for share in [draw(st.sampled_from(SHARES))]
        ]
        if funders:
            facts.append(f"funders: [{', '.join(funders)}]")
        if number and draw(st.booleans()):
            certainty = draw(st.sampled_from(("certain", "possible")))
            facts.append(f"within: {{id: e{draw(st.integers(0, number - 1))}, certainty: {certainty}}}")
        found.append(f"          - {{{', '.join(facts)}}}\n")
    return HEAD + "".join(found)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    by = tuple(draw(st.lists(st.sampled_from(Dimension), unique=True, max_size=2)))
    over = draw(st.sampled_from((None, None, "2021", "2021..2023", "2030..2031")))
    return Query(by=by, over=None if over is None else read_period(over), with_context=draw(st.booleans()))


def is_consistent(found: Register) -> bool:
    return not any(must.contradicts for must in Containment(lines(found)).musts.values())


def drawn(sheet: Sheet) -> None:
    for language in ("fr", "en"):
        assert draw(sheet, language).tables
        for record in union_records(sheet, language):
            assert None not in record


def holds_together(answer: Total) -> bool:
    """Say whether every share lies between nothing and all, and no group without a link exceeds the total."""
    shares = [group.share for group in answer.groups if isinstance(group.share, Ratio)]
    return all((share.low or 0) >= 0 and (share.high is None or share.high <= 1) for share in shares)


@FEW
@given(texts(), queries())
def test_any_total_is_answered_and_drawn(text: str, query: Query) -> None:
    found = register(text)
    if not is_consistent(found):
        return
    try:
        answer = total(found, query)
    except UnanswerableError:
        assert query.over is not None
        return
    assert holds_together(answer)
    steps = explain(answer)
    drawn(total_sheet(answer, found, steps))
    assert dumped(total_result(answer, steps, "en"))
    if not answer.counted_twice and query.by and not any(note.code.startswith("parts-exceed") for note in answer.notes):
        for one in answer.totals:
            groups = [group.amount for group in answer.groups if group.basis == one.basis and len(group.path) == 1]
            stated = [amount for amount in groups if amount is not None]
            if one.amount is not None and stated:
                # Nothing is lost: the groups can come to the total.
                together = sum(stated[1:], stated[0])
                assert not above(one.amount.low, together.high)


@FEW
@given(texts(), st.sampled_from(("agreement", "axis", "e0")))
def test_anything_is_shown_and_reconciled(text: str, key: str) -> None:
    found = register(text)
    drawn(show_sheet(show(found, key), found))
    answer = reconcile(found)
    if answer.totals:
        drawn(reconcile_sheet(answer, (), found))


@FEW
@given(texts(), texts(), st.sampled_from((None, *Dimension)), st.integers(2, 3))
def test_any_comparison_is_answered_and_drawn(old: str, new: str, by: Dimension | None, sides: int) -> None:
    before, after = register(old), register(new)
    if not (is_consistent(before) and is_consistent(after)):
        return
    operands = [("old.yaml", before), ("new.yaml", after), ("again.yaml", before)]
    answer = ask(Question(by=by), *operands[:sides])
    drawn(compare_sheet(answer, with_unchanged=True))
    assert dumped(compare_result(answer, "fr"))
