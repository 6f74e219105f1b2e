"""Where the commands of the documentation are run, once for all pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from command_server import CommandServer
from doc_runner import environment, project_copy


@pytest.fixture(scope="session")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return environment(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, environ: Mapping[str, str]) -> Path:
    made = tmp_path_factory.mktemp("project")
    project_copy(made, environ)
    return made


@pytest.fixture(scope="session")
def server(
    folder: Path, environ: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CommandServer]:
    with CommandServer(folder, tmp_path_factory.mktemp("printed") / "text", environ) as running:
        yield running
