"""pydantic without plugins: none has a part in this program, and looking for them would be paid at every start.

To look for plugins pydantic loads what reads the descriptions of installed packages, and with it mail and archives: a
twelfth of a first answer (docs/decisions/0030).
"""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType
from typing import Any

_SWITCH = "PYDANTIC_DISABLE_PLUGINS"
_DESCRIPTIONS = "importlib.metadata"
_POSTPONED = ModuleType(_DESCRIPTIONS)


def leave_out_plugins() -> None:
    """Switch plugins off, and load the reading of descriptions only when somebody reads one."""
    os.environ.setdefault(_SWITCH, "__all__")
    if _DESCRIPTIONS not in sys.modules:
        sys.modules[_DESCRIPTIONS] = importlib.metadata = _POSTPONED


def _entry_points(**selection: str) -> Any:  # noqa: ANN401 - what the real one returns
    """Stand in for the name that pydantic takes at once and calls for plugins alone."""
    return _real("entry_points")(**selection)


def _real(name: str) -> Any:  # noqa: ANN401 - whatever the real module has
    if name.startswith("__"):
        raise AttributeError(name)
    if sys.modules[_DESCRIPTIONS] is _POSTPONED:
        del sys.modules[_DESCRIPTIONS]
    return getattr(importlib.import_module(_DESCRIPTIONS), name)


_POSTPONED.__dict__.update(entry_points=_entry_points, __getattr__=_real)
