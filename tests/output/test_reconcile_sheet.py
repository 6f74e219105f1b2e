"""Reconciliations as sheets and JSON; the worked numbers are those of the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from enveloppes.agreements.document import Document
from enveloppes.agreements.register import Register
from enveloppes.answers.citing import Read, check_sources
from enveloppes.answers.reconcile import reconcile
from enveloppes.documents.figures import figures
from enveloppes.documents.loading import load_bytes
from enveloppes.judging.tolerance import Agreeing
from enveloppes.output.reconcile_sheet import reconcile_result, reconcile_sheet
from enveloppes.output.terminal import plain

RegisterOf = Callable[[str], Register]

_STATED = """\
    format: 1
    sources: {s: {title: A source}}
    agreements:
      - id: relance
        title: An agreement
        source: s
        lines: partial
        total: {amount: "1,5 Md€", at: §1}
        axes:
          - id: axis
            title: An axis
            total: {amount: 373 M€}
            lines: complete
            envelopes:
              - {id: a, title: A, amount: 10 M€, at: §1}
              - {id: b, title: B, amount: 363 M€, at: §2}
          - id: other
            title: Another
            envelopes:
              - {id: c, title: C, amount: 250 M€, at: §9}
              - {id: d, title: D, amount: 700 M€, at: §9}
        claims:
          - {id: part, share: a, of: b, is: 3 %}
    """


def _shown(register: Register, language: str, text: str | None = None) -> str:
    checks = check_sources(register, {} if text is None else {"s": _read(text)})
    shown = plain(reconcile_sheet(reconcile(register), checks, register), language, 200)
    return shown.replace("\u202f", " ").replace("\u00a0", " ")


def _read(text: str) -> Read:
    document: Document = load_bytes(text.encode(), "s.txt")
    return Read("s.txt", document, figures(document))


def test_a_partial_total_says_what_is_in_no_line(register_of: RegisterOf) -> None:
    shown = _shown(register_of(_STATED), "en")
    assert "1 500 M€" in shown
    assert "1 323 M€" in shown
    assert "+177 M€" in shown
    assert "partial: 125 to 229 M€ in no line" in shown


def test_a_total_that_agrees_is_equal(register_of: RegisterOf) -> None:
    line = next(line for line in _shown(register_of(_STATED), "fr").splitlines() if line.startswith("  axis"))
    assert line.split("   ")[-1].strip() == "égal"


def test_claims_and_their_verdicts_are_said_in_words(register_of: RegisterOf) -> None:
    shown = _shown(register_of(_STATED), "fr")
    assert "a représente 3 % de b" in shown
    assert "vérifiée à l'arrondi près" in shown


def test_figures_against_their_document_are_counted_and_the_odd_ones_named(register_of: RegisterOf) -> None:
    document = "Un effort de 10 M€ et 1,5 Md€.\n\nPuis 363 M€.\n\nEt 700 M€, et 42 M€."
    shown = _shown(register_of(_STATED), "en", document)
    head = next(line for line in shown.splitlines() if "Accounted" in line)
    row = shown.splitlines()[shown.splitlines().index(head) + 2]
    counts = dict(zip(head.split()[1:], row.split()[1:], strict=True))
    assert counts == {
        "Figures": "5",
        "Accounted": "4",
        "Missing": "2",
        "Elsewhere": "1",
        "Uncited": "1",
        "Ignored": "0",
    }
    assert "found elsewhere" in shown
    assert "missing from its document" in shown
    assert "42 M€" in shown


def test_a_register_that_states_nothing_says_so(envelopes_of: RegisterOf) -> None:
    shown = _shown(envelopes_of("- {id: a, title: A, amount: 1 M€}\n"), "fr")
    assert "il n'y a rien à rapprocher" in shown


def test_json_is_that_of_the_interface(register_of: RegisterOf) -> None:
    register = register_of(_STATED)
    checks = check_sources(register, {"s": _read("Un effort de 10 M€.")})
    result: Any = reconcile_result(reconcile(register), checks, "en")
    first = result["totals"][0]
    assert list(first) == [
        "id", "kind", "stated", "computed", "difference", "tolerance", "verdict", "remainder", "basis", "year",
    ]  # fmt: skip
    assert (first["id"], first["kind"], first["verdict"], first["tolerance"]) == (
        "relance", "total", "partial", "52000000",
    )  # fmt: skip
    assert (first["remainder"]["low"], first["remainder"]["high"]) == ("125000000", "229000000")
    assert first["difference"]["text"] == "+177\u00a0M€"
    assert result["claims"][0]["verdict"] == "holds within rounding"
    source = result["sources"][0]
    assert source["coverage"] == {"accounted": 1, "figures": 1}
    assert source["found"][0]["figure"]["printed"] == "10 M€"
    assert {"ref", "found", "elsewhere", "missing", "uncited", "ignored", "coverage"} <= set(source)


def test_parts_of_two_stages_are_two_sums_each_with_its_basis(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("""\
        - {id: p, title: P, amount: 363 M€}
        - {id: e, title: E, amount: 80 M€, within: p, stage: committed}
        - {id: f, title: F, amount: 20 M€, within: e, stage: paid}
        - {id: g, title: G, amount: 300 M€, within: p}
        - {id: h, title: H, amount: 60 M€, within: p}
    """)
    result: Any = reconcile_result(reconcile(register), (), "en")
    found = [(one["id"], one["basis"]["stage"], one["computed"]["low"]) for one in result["totals"]]
    assert found == [("p", "announced", "360000000"), ("p", "committed", "80000000"), ("e", "paid", "20000000")]
    text = plain(reconcile_sheet(reconcile(register), (), register), "en", 200)
    assert [line.split()[:4] for line in text.splitlines()[4:7]] == [
        ["p", "container", "announced", "363"],
        ["p", "container", "committed", "363"],
        ["e", "container", "paid", "80"],
    ]


def test_one_basis_of_all_sums_stands_in_the_title(register_of: RegisterOf) -> None:
    register = register_of(_STATED)
    text = plain(reconcile_sheet(reconcile(register), (), register), "en", 200)
    assert text.startswith("Stated sums · announced, once")


def test_the_sum_of_lines_without_any_figure_is_not_nothing(register_of: RegisterOf) -> None:
    register = register_of("""\
        format: 1
        agreements:
          - id: a
            title: A
            lines: partial
            total: {amount: 20 M€}
            axes: [{id: x, title: X, envelopes: [{id: e, title: E}]}]
    """)
    result: Any = reconcile_result(reconcile(register), (), "en")
    assert (result["totals"][0]["computed"], result["totals"][0]["difference"]) == (None, None)
    text = plain(reconcile_sheet(reconcile(register), (), register), "en", 200)
    assert "n.s." in text
    assert "0.0" not in text
    assert " 0 " not in text


def test_the_schedule_of_a_yearly_amount_is_compared_year_by_year(envelopes_of: RegisterOf) -> None:
    register = envelopes_of("- {id: e, title: E, amount: 5 M€, rhythm: yearly, schedule: {2021: 5 M€, 2022: 8 M€}}")
    found = [(one.year, one.agreed.verdict) for one in reconcile(register).totals]
    assert found == [(2021, Agreeing.EQUAL), (2022, Agreeing.CONTRADICTED)]
    text = plain(reconcile_sheet(reconcile(register), (), register), "en", 200)
    assert "schedule, 2022" in text
