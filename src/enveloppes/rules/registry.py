"""All rules in reading order: a new one is added here and nowhere else."""

from __future__ import annotations

from enveloppes.rules import file_text, ledgers, model_shape, references
from enveloppes.rules.bases import UNLIKE_BASES
from enveloppes.rules.claims import CLAIM_CONTRADICTED
from enveloppes.rules.containers import PARTS_EXCEED_CONTAINER
from enveloppes.rules.duplicates import SUSPECTED_DUPLICATE
from enveloppes.rules.revisions import REVISIONS_OUT_OF_ORDER, STAGE_REGRESSES
from enveloppes.rules.rule import Rule
from enveloppes.rules.sources import DOCUMENT_MISSING_OR_CHANGED, FIGURE_NOT_FOUND, FIGURE_UNCITED, NO_SOURCE
from enveloppes.rules.sums import FUNDERS_OR_SCHEDULE_DIFFER, TOTAL_CONTRADICTED

RULES: tuple[Rule, ...] = (
    file_text.UNREADABLE,
    file_text.SYNTAX,
    file_text.DUPLICATE_KEY,
    file_text.ALIAS_OR_TAG,
    file_text.TOO_DEEP_OR_LARGE,
    file_text.SEVERAL_DOCUMENTS,
    model_shape.UNKNOWN_KEY,
    model_shape.MISSING_KEY,
    model_shape.BAD_AMOUNT,
    model_shape.BAD_DATE_OR_PERIOD,
    model_shape.BAD_ID,
    model_shape.BAD_CHOICE,
    model_shape.BAD_IDENTIFIER,
    model_shape.WRONG_SHAPE,
    model_shape.BAD_SUPPRESSION,
    references.DUPLICATE_ID,
    references.UNKNOWN_REFERENCE,
    references.CONTAINMENT_CYCLE,
    PARTS_EXCEED_CONTAINER,
    TOTAL_CONTRADICTED,
    CLAIM_CONTRADICTED,
    FUNDERS_OR_SCHEDULE_DIFFER,
    STAGE_REGRESSES,
    REVISIONS_OUT_OF_ORDER,
    SUSPECTED_DUPLICATE,
    UNLIKE_BASES,
    NO_SOURCE,
    FIGURE_NOT_FOUND,
    FIGURE_UNCITED,
    DOCUMENT_MISSING_OR_CHANGED,
    ledgers.LEDGER_UNREADABLE,
    ledgers.MISSING_COLUMN,
    ledgers.BAD_CELL,
    ledgers.LINE_CLAIMED_TWICE,
    ledgers.LEDGER_DOUBTFUL,
)
BY_CODE = {rule.code: rule for rule in RULES}
