"""pydantic looks for no plugins here, and whoever reads the descriptions of packages still gets the real ones."""

from __future__ import annotations

import subprocess
import sys

import pytest

WITHOUT = "from enveloppes.cli.plugins import leave_out_plugins as leave_out; leave_out(); import sys; "
IS_THE_REAL_ONE = "; import importlib.metadata as real; assert sys.modules['importlib.metadata'].__spec__; real.version"


@pytest.mark.parametrize(
    "use",
    [
        "from importlib.metadata import version; assert version('enveloppes')",
        "import importlib.metadata as described; assert described.version('enveloppes')",
        "import importlib.metadata; assert importlib.metadata.version('enveloppes')",
        "from importlib.metadata import entry_points; assert entry_points(name='enveloppes')",
        "from importlib.metadata import PackageNotFoundError; assert issubclass(PackageNotFoundError, ImportError)",
    ],
)
def test_descriptions_of_packages_are_the_real_ones_once_they_are_read(use: str) -> None:
    subprocess.run([sys.executable, "-c", WITHOUT + use + IS_THE_REAL_ONE], check=True)


def test_a_model_is_made_without_reading_descriptions() -> None:
    script = (
        WITHOUT + "import pydantic; pydantic.TypeAdapter(int).validate_python('1'); assert 'zipfile' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_name_that_no_description_has_is_an_import_error() -> None:
    script = WITHOUT + "from importlib.metadata import nonsense"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "ImportError: cannot import name 'nonsense'" in done.stderr
