"""Each euro once, against an oracle that tries every way the money may lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from enveloppes.agreements.basis import Basis, Stage
from enveloppes.agreements.finding import Spot
from enveloppes.judging.containment import Containment
from enveloppes.judging.counting import count
from enveloppes.judging.lines import Cited, Line, Lines, Link, Standing
from enveloppes.money.amount import Amount, at_least, between


@dataclass(frozen=True)
class Tree:
    """A line of whole euros in a small range, and the lines within it."""

    low: int
    high: int
    possible: bool
    children: tuple[Tree, ...]


def trees(depth: int) -> st.SearchStrategy[Tree]:
    below = st.just(()) if depth == 0 else st.lists(trees(depth - 1), max_size=2).map(tuple)
    return st.builds(
        lambda low, width, possible, children: Tree(low, low + width, possible, children),
        st.integers(0, 3),
        st.integers(0, 2),
        st.booleans(),
        below,
    )


def worlds(tree: Tree) -> set[tuple[int, int]]:
    """Return every (own figure, figure of the line and all below it) that the stated ranges allow."""
    found = set()
    for own in range(tree.low, tree.high + 1):
        for below in product(*(worlds(child) for child in tree.children)):
            for inside in _insides(tree.children, below):
                if sum(inside) <= own:
                    outside = sum(whole - part for (_, whole), part in zip(below, inside, strict=True))
                    found.add((own, own + outside))
    return found


def _insides(children: tuple[Tree, ...], below: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, ...]]:
    """Yield how much of each child, and of all that is below it, may lie inside the parent."""
    ranges = [
        range(0 if child.possible else own, whole + 1) for child, (own, whole) in zip(children, below, strict=True)
    ]
    yield from product(*ranges)


def lines_of(tree: Tree, container: str | None, names: Iterator[int]) -> Iterator[Line]:
    name = f"e{next(names)}"
    link = None if container is None else Link(container, tree.possible)
    yield line(name, between(tree.low, tree.high), link)
    for child in tree.children:
        yield from lines_of(child, name, names)


def line(name: str, amount: Amount | None, link: Link | None, stage: Stage = Stage.ANNOUNCED) -> Line:
    return Line(
        name,
        name,
        "a",
        ("x",),
        False,
        Standing.STATED if amount is not None else Standing.UNSTATED,
        amount,
        Basis(stage=stage),
        frozenset(),
        None,
        None,
        None,
        (),
        None,
        (),
        link,
        Cited(None, None, None),
        None,
        Spot("f"),
    )


@given(trees(2))
def test_a_tree_comes_to_what_brute_force_finds(tree: Tree) -> None:
    every = Lines(tuple(lines_of(tree, None, iter(range(100)))))
    containment = Containment(every)
    possible = {whole for _, whole in worlds(tree)}
    if any(must.excess for must in containment.musts.values()):
        assert not possible
        return
    chosen = {one.id: one.amount for one in every if one.amount is not None}
    found = count(containment, chosen, Stage.ANNOUNCED).amount
    assert found == between(min(possible), max(possible))


def unions(tree: Tree, selected: frozenset[str], names: Iterator[int]) -> set[tuple[int, int, int]]:
    """Return (own, all below with it, selected below with it as sets may overlap) — only for certain trees."""
    name = f"e{next(names)}"
    below = [unions(child, selected, names) for child in tree.children]
    found = set()
    for own in range(tree.low, tree.high + 1):
        for parts in product(*below):
            if sum(part[0] for part in parts) <= own:
                inner = sum(part[2] for part in parts)
                found.add((own, own, own if name in selected else inner))
    return found


def certain(tree: Tree) -> Tree:
    return Tree(tree.low, tree.high, False, tuple(certain(child) for child in tree.children))


@given(trees(2), st.sets(st.integers(0, 6), min_size=1))
def test_the_least_of_a_selection_of_certain_parts_is_what_brute_force_finds(tree: Tree, picked: set[int]) -> None:
    tree = certain(tree)
    every = Lines(tuple(lines_of(tree, None, iter(range(100)))))
    containment = Containment(every)
    selected = frozenset(f"e{n}" for n in picked) & {one.id for one in every}
    chosen = {one.id: one.amount for one in every if one.id in selected and one.amount is not None}
    if not chosen or any(must.excess for must in containment.musts.values()):
        return
    found = count(containment, chosen, Stage.ANNOUNCED).amount
    possible = {union for _, _, union in unions(tree, selected, iter(range(100)))}
    assert found.low.euros == min(possible)
    # A selection is a forest of its own: a container that is not selected does not bound it from above.
    assert found.high is not None
    assert found.high.euros >= max(possible)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6))
def test_lines_that_no_containment_links_simply_add_up(figures: list[int]) -> None:
    every = Lines(tuple(line(f"e{n}", at_least(euros), None) for n, euros in enumerate(figures)))
    chosen = {one.id: one.amount for one in every if one.amount is not None}
    assert count(Containment(every), chosen, Stage.ANNOUNCED).amount == at_least(sum(figures))
