"""``REV:PATH`` in real repositories: what is read, what is refused, and what is left alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from enveloppes.reading.git_revision import RevisionError, RevisionPath, read_revision, split_revision

OLD, NEW = b"format: 1\n# old\n", b"format: 1\n# new\n"


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, env=clean)


def commit(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "one more")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    commit(folder, {"data/accords.yaml": OLD, "data/sub/b.yml": OLD, "data/read.md": b"", "data/.hidden.yaml": OLD})
    commit(folder, {"data/accords.yaml": NEW})
    return folder


def names(text: str, folder: Path) -> list[str]:
    return [blob.name for blob in read_revision(text, folder)]


def refusal(text: str, folder: Path) -> str:
    with pytest.raises(RevisionError) as caught:
        read_revision(text, folder)
    message = caught.value.message
    return message.template.format(**message.values)


def test_a_revision_and_a_path_part_at_the_first_colon_outside_braces() -> None:
    assert split_revision("HEAD~1:data") == RevisionPath("HEAD~1", "data")
    assert split_revision("HEAD@{2024-01-01 12:00}:a:b") == RevisionPath("HEAD@{2024-01-01 12:00}", "a:b")
    assert split_revision("data/accords.yaml") is None


def test_a_file_is_read_as_it_was(repository: Path) -> None:
    (repository / "data/accords.yaml").write_bytes(b"unsaved work")
    (blob,) = read_revision("HEAD~1:data/accords.yaml", repository)
    assert (blob.name, blob.data) == ("HEAD~1:data/accords.yaml", OLD)
    assert read_revision("HEAD:data/accords.yaml", repository)[0].data == NEW
    assert (repository / "data/accords.yaml").read_bytes() == b"unsaved work"


def test_a_directory_gives_its_yaml_files_but_no_hidden_ones(repository: Path) -> None:
    assert names("HEAD:data", repository) == ["HEAD:data/accords.yaml", "HEAD:data/sub/b.yml"]
    assert names("HEAD:.", repository) == ["HEAD:./data/accords.yaml", "HEAD:./data/sub/b.yml"]


def test_the_path_starts_at_the_current_directory_as_typed(repository: Path) -> None:
    assert names("HEAD:accords.yaml", repository / "data") == ["HEAD:accords.yaml"]
    assert names("HEAD:../sub/", repository / "data/sub") == ["HEAD:../sub/b.yml"]
    assert names("HEAD:./data", repository) == ["HEAD:./data/accords.yaml", "HEAD:./data/sub/b.yml"]


def test_a_file_that_is_gone_from_the_work_tree_is_read(repository: Path) -> None:
    (repository / "data/accords.yaml").unlink()
    assert read_revision("HEAD:data/accords.yaml", repository)[0].data == NEW


def test_names_with_spaces_accents_and_colons_are_read(repository: Path) -> None:
    commit(repository, {"data/plan été: 2.yaml": NEW})
    assert "HEAD:data/plan été: 2.yaml" in names("HEAD:data", repository)
    assert names("HEAD:data/plan été: 2.yaml", repository) == ["HEAD:data/plan été: 2.yaml"]


def test_a_link_inside_is_followed_and_one_that_leads_out_is_left_out(repository: Path) -> None:
    (repository / "data/same.yaml").symlink_to("accords.yaml")
    (repository / "data/out.yaml").symlink_to("../outside.txt")
    (repository / "data/away.yaml").symlink_to("/etc/hostname")
    (repository / "data/note.yaml").symlink_to("read.md")
    (repository / "data/loop.yaml").symlink_to("loop.yaml")
    (repository / "data/broken.yaml").symlink_to("nothing.yaml")
    commit(repository, {"outside.txt": OLD})
    found = names("HEAD:data", repository)
    assert found == ["HEAD:data/accords.yaml", "HEAD:data/note.yaml", "HEAD:data/sub/b.yml"]
    assert read_revision("HEAD:data/out.yaml", repository)[0].data == OLD
    assert "is not in revision" in refusal("HEAD:data/away.yaml", repository)


def test_outside_a_repository_it_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "the current directory lies in none" in refusal("HEAD:data", tmp_path)


def test_an_unknown_revision_or_path_is_named(repository: Path) -> None:
    assert refusal("HEAD~9:data", repository) == "`HEAD~9` is no revision of this repository"
    assert refusal("nowhere:data", repository) == "`nowhere` is no revision of this repository"
    assert refusal("HEAD:nothing", repository) == "`nothing` is not in revision `HEAD`"
    assert refusal("HEAD:data/read.md/x", repository) == "`data/read.md/x` is not in revision `HEAD`"
    assert refusal("HEAD:../elsewhere", repository) == "`../elsewhere` leads out of the repository"
    assert "without a leading" in refusal("HEAD:/etc", repository)
    commit(repository, {"empty/read.md": b""})
    assert refusal("HEAD:empty", repository).startswith("no .yaml or .yml file lies below `empty`")


def test_half_a_name_is_refused_with_its_remedy(repository: Path) -> None:
    assert "names no revision" in refusal(":data", repository)
    assert "`HEAD:.` for the current directory" in refusal("HEAD:", repository)
    assert "is not REV:PATH" in refusal("data", repository)


@pytest.mark.parametrize(
    "text",
    ["--output=made:data", "-p:data", "--batch-all-objects:data", "HEAD\n--textconv:data", "HEAD:data\nHEAD", "a\0b:c"],
)
def test_no_option_and_no_second_question_reach_git_through_a_name(text: str, repository: Path) -> None:
    assert "is no name of a revision" in refusal(text, repository)
    assert not (repository / "made").exists()


def test_an_option_as_a_path_is_only_a_path(repository: Path) -> None:
    assert refusal("HEAD:--help", repository) == "`--help` is not in revision `HEAD`"
    commit(repository, {"--help/a.yaml": OLD})
    assert names("HEAD:--help", repository) == ["HEAD:--help/a.yaml"]


def test_variables_that_point_git_elsewhere_are_not_heeded(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    assert read_revision("HEAD:data/accords.yaml", repository)[0].data == NEW
    assert not (tmp_path / "trace").exists()


def test_no_filter_no_text_conversion_and_no_hook_runs(repository: Path, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {witness}\ncat\n")
    program.chmod(0o755)
    commit(repository, {".gitattributes": b"*.yaml filter=f diff=d\n", "data/z.yaml": OLD})
    witness.unlink(missing_ok=True)
    for key in ("filter.f.smudge", "filter.f.clean", "diff.d.textconv", "core.pager", "core.fsmonitor"):
        git(repository, "config", key, str(program))
    assert read_revision("HEAD~1:data/accords.yaml", repository)[0].data == NEW
    assert len(read_revision("HEAD~1:data", repository)) == 2
    assert not witness.exists()


def test_tags_short_names_and_reflog_dates_are_revisions(repository: Path) -> None:
    git(repository, "tag", "-a", "-m", "first", "v1", "HEAD~1")
    assert read_revision("v1:data/accords.yaml", repository)[0].data == OLD
    assert read_revision("main@{0}:data/accords.yaml", repository)[0].data == NEW
    assert read_revision("HEAD^{/one more}:data/accords.yaml", repository)[0].data == NEW


def test_a_bare_repository_is_read_too(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), "bare.git")
    assert read_revision("HEAD~1:data/accords.yaml", tmp_path / "bare.git")[0].data == OLD


def test_without_git_it_is_said_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert refusal("HEAD:data", repository).startswith("git cannot be run")
