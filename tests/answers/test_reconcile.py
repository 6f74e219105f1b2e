"""Every verdict once, and figures against a document of our own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from enveloppes.agreements.document import Document, paragraphs_of
from enveloppes.agreements.register import Register
from enveloppes.answers.citing import Read, SourceCheck, check_sources, source_findings
from enveloppes.answers.reconcile import Reconciliation, reconcile, verdict_is_bad
from enveloppes.answers.reconcile_parts import Kind
from enveloppes.documents.figures import figures
from enveloppes.judging.claim_verdicts import Truth
from enveloppes.judging.tolerance import Agreeing
from enveloppes.language.message import say
from enveloppes.money.amount import Bound, between, exactly, millions, spanning
from enveloppes.reading.register_file import read_register


@pytest.fixture(scope="module")
def every_verdict() -> Reconciliation:
    reading = read_register([str(Path(__file__).with_name("every-verdict.yaml"))])
    assert not reading.findings
    return reconcile(reading.register)


@pytest.mark.parametrize(
    ("key", "kind", "tolerance", "verdict"),
    [
        ("rounding", Kind.TOTAL, "1.1", Agreeing.WITHIN_ROUNDING),
        ("rounding-axis", Kind.TOTAL, "0.65", Agreeing.EQUAL),
        ("truncated", Kind.TOTAL, "50.6", Agreeing.CONTRADICTED),
        ("partial", Kind.TOTAL, "52", Agreeing.PARTIAL),
        ("open", Kind.TOTAL, "1.5", Agreeing.UNDETERMINED),
        ("whole", Kind.CONTAINER, "0.6", Agreeing.WITHIN_ROUNDING),
        ("shared", Kind.FUNDERS, "1.05", Agreeing.EQUAL),
        ("spread", Kind.SCHEDULE, "1.5", Agreeing.CONTRADICTED),
    ],
)
def test_each_stated_sum_has_its_verdict(
    every_verdict: Reconciliation, key: str, kind: Kind, tolerance: str, verdict: Agreeing
) -> None:
    one = next(one for one in every_verdict.totals if (one.id, one.kind) == (key, kind))
    assert (one.agreed.tolerance, one.agreed.verdict) == (millions(tolerance), verdict)


def test_the_partial_list_leaves_its_remainder(every_verdict: Reconciliation) -> None:
    one = next(one for one in every_verdict.totals if one.id == "partial")
    assert one.agreed.remainder == between(millions(125), millions(229))


def test_each_claim_has_its_verdict(every_verdict: Reconciliation) -> None:
    assert {one.placed.claim.id: one.truth for one in every_verdict.claims} == {
        "holds": Truth.HOLDS,
        "holds-within-rounding": Truth.HOLDS_WITHIN_ROUNDING,
        "contradicted": Truth.CONTRADICTED,
        "informs": Truth.INFORMS,
        "undetermined": Truth.UNDETERMINED,
        "stated": Truth.STATED,
        "sum-holds-within-rounding": Truth.HOLDS_WITHIN_ROUNDING,
    }
    assert verdict_is_bad(every_verdict)


def test_the_shipped_register_derives_the_bounds_of_what_it_does_not_state() -> None:
    reading = read_register([str(Path(__file__).parents[2] / "data")])
    answer = reconcile(reading.register)
    (derived,) = answer.derived
    assert derived.id == "fonctionnement-2021"
    assert derived.amount == spanning(Bound(millions(909)), Bound(millions(1818), reached=False))
    assert set(derived.origin) == {"solidarites-2021", "part-des-solidarites"}
    assert not verdict_is_bad(answer, strict=True)


REGISTER = """\
    format: 1
    sources:
      s:
        title: Compte rendu inventé
        ignored: [{figure: 3 M€, at: §4, reason: rappel}]
    agreements:
      - id: a
        title: A
        source: s
        total: {amount: 19 M€, at: §1}
        axes:
          - id: x
            title: X
            envelopes:
              - {id: pont, title: Pont, amount: plus de 12 M€, at: §2}
              - {id: quai, title: Quai, amount: "environ 2,5 M€", at: §2}
              - {id: halle, title: Halle, amount: 7 M€, at: §2}
              - {id: place, title: Place, amount: 4 M€, source: {at: §3, printed: "quatre millions d'euros"}}
        claims:
          - {id: somme, total_of: [pont, quai], is: 14 M€, at: §3}
"""
TEXT = """\
Le programme atteint 19 M€.

Le pont coûte plus de 12 M€ et le quai environ 2,5 M€.

La place reçoit quatre millions d'euros ; la halle 7 M€ ; un fonds de secours 900 000 €.

Pour mémoire, 3 M€ en 2012, soit 12 € par habitant.
"""


def checked(text: str, register: Register) -> SourceCheck:
    document = Document(text, paragraphs_of(text))
    (check,) = check_sources(register, {"s": Read("s.txt", document, figures(document))})
    return check


@pytest.fixture
def register(tmp_path: Path) -> Register:
    path = tmp_path / "register.yaml"
    path.write_text(dedent(REGISTER), encoding="utf-8")
    reading = read_register([str(path)])
    assert not reading.findings
    return reading.register


def test_figures_are_found_at_their_place_elsewhere_or_missing(register: Register) -> None:
    check = checked(TEXT, register)
    assert [match.cited.id for match in check.found] == ["pont", "quai", "place", "a"]
    assert [(match.cited.id, str(match.figure.place)) for match in check.elsewhere] == [("halle", "§3")]
    assert [cited.id for cited in check.missing] == ["somme"]


def test_figures_of_the_document_are_accounted_for_ignored_or_uncited(register: Register) -> None:
    check = checked(TEXT, register)
    assert [figure.amount for figure in check.uncited] == [exactly(900_000)]
    assert [match.figure.amount for match in check.ignored] == [exactly(millions(3))]
    assert (check.accounted, check.figures) == (6, 7)


def test_a_figure_that_the_document_qualifies_otherwise_is_missing(register: Register) -> None:
    check = checked(TEXT.replace("plus de 12 M€", "12 M€"), register)
    assert "pont" in [cited.id for cited in check.missing]


def test_a_figure_that_is_not_what_it_quotes_is_missing_however_true_the_quotation(tmp_path: Path) -> None:
    path = tmp_path / "falsified.yaml"
    quoted = """source: {at: §3, printed: "quatre millions d'euros"}"""
    path.write_text(dedent(REGISTER).replace(f"amount: 4 M€, {quoted}", f"amount: 400 M€, {quoted}"), encoding="utf-8")
    check = checked(TEXT, read_register([str(path)]).register)
    assert [cited.id for cited in check.missing] == ["place", "somme"]
    assert exactly(millions(4)) in [figure.amount for figure in check.uncited]
    # The finding that the two differ needs no document: it is not made twice.
    assert [finding.spot.path[-1] for finding in source_findings([check]) if finding.code == "S402"] == ["is"]


def test_two_equal_figures_need_two_citations(register: Register) -> None:
    check = checked(TEXT.replace("un fonds", "puis 7 M€ encore ; un fonds"), register)
    assert [figure.amount for figure in check.uncited] == [exactly(millions(7)), exactly(900_000)]


def test_findings_of_documents_stand_where_the_figure_stands(register: Register) -> None:
    found = list(source_findings([checked(TEXT, register)]))
    assert [finding.code for finding in found] == ["S402", "S403"]
    assert found[0].spot.path[-1] == "is"


def test_a_document_that_could_not_be_read_is_in_trouble_and_accounts_for_nothing(register: Register) -> None:
    read = Read("s.pdf", None, (), say("gone"))
    (check,) = check_sources(register, {"s": read})
    assert (check.figures, check.missing) == (0, ())
    assert [finding.code for finding in source_findings([check])] == ["S404"]
    assert isinstance(reconcile(register).totals[0].agreed.tolerance, Decimal)
