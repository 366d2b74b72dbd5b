"""Files that appear complete or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aligner.errors import OutputError
from aligner.output import Output, check_destination


def write(path: Path, content: bytes = b"new", suffix: str = "") -> None:
    with Output(path) as output:
        output.part(suffix).write(content)


def test_the_file_appears_with_its_content_and_nothing_else_stays(tmp_path: Path) -> None:
    write(tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_error_leaves_everything_as_it_was(error: type[BaseException], tmp_path: Path) -> None:
    (tmp_path / "a.zh").write_bytes(b"old")

    def fail() -> None:
        with Output(tmp_path / "a") as output:
            output.part(".zh").write(b"new")
            output.part(".en").write(b"new")
            raise error

    with pytest.raises(error):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["a.zh"]
    assert (tmp_path / "a.zh").read_bytes() == b"old"


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write(tmp_path / "a")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_long_chinese_name_is_no_obstacle(tmp_path: Path) -> None:
    write(tmp_path / ("名" * 84))


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="/dev/full: No space left on device"):
        write(Path("/dev/full"))


def test_a_pipe_is_written_to_directly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe)
    assert os.read(reader, 10) == b"new"
    os.close(reader)


def test_destinations_that_cannot_become_a_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a directory; name a file inside it"):
        check_destination(tmp_path)
    with pytest.raises(OutputError, match="no such folder; create it first"):
        write(tmp_path / "missing" / "a")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="no permission to write in this folder"):
        write(tmp_path / "a")
    tmp_path.chmod(0o700)


def test_an_error_about_another_file_keeps_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), Output(tmp_path / "a"):
        (tmp_path / "input").read_bytes()
