"""``./run`` on machines we do not have: old Python, no rights, renamed packages, no network, two at once.

The real script runs; the machine around it is a folder of small programs put first on PATH, which write down each
call. Its environment goes to a folder of the test's own.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = """
case "$*" in
  *"-m venv"*) for last in "$@"; do :; done; mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ;;
  *"pip install"*uv.txt) for last in "$@"; do case "$last" in */tools) mkdir -p "$last/bin"
    cp "$(dirname "$0")/../../bin/uv" "$last/bin/uv" ;; esac; done ;;
  *"pip install"*) sleep {slow}; echo "Collecting {said}"; exit {network} ;;
  -V) echo "Python 3.11.9" ;;
  *"sys.version)"*) echo "3.11.9 (main)" ;;
esac
"""


@dataclass
class Machine:
    """A machine made of stubs."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    def program(self, name: str, body: str) -> None:
        """Put a program on PATH; it notes its calls, then does what ``body`` says."""
        path = self.folder / "bin" / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.folder}/calls"\n{body}\n')
        path.chmod(0o755)

    def python(self, *, network: bool = True, slow: float = 0) -> None:
        """Give it a good Python whose pip works or has no network."""
        self.program("python3", PYTHON.format(network=0 if network else 1, said="qt", slow=slow))

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``./run WORD…`` from another folder."""
        return subprocess.run(
            [ROOT / "run", *words], cwd=self.folder, env=self.env, capture_output=True, text=True, check=False
        )

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start ``./run WORD…`` and do not wait."""
        return subprocess.Popen(
            [ROOT / "run", *words], cwd=self.folder, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def calls(self, word: str) -> int:
        """Return how often a line with this word was called."""
        path = self.folder / "calls"
        return sum(word in line for line in path.read_text().splitlines()) if path.exists() else 0


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Give a machine with a good Python and every system library."""
    (tmp_path / "bin").mkdir()
    made = Machine(
        tmp_path,
        {
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "PACKBENCH_VENV": str(tmp_path / "venv"),
            "PACKBENCH_UV": "no",
        },
    )
    made.python()
    made.program("ldconfig", f"sed -n 's/^\\(lib[^ ]*\\) .*/\\t\\1 (libc6) => x/p' '{ROOT}/installer/libraries.txt'")
    made.program("apt-get", "exit 0")
    made.program("apt-cache", "exit 0")
    made.program("sudo", "exit 1")
    made.program("id", "echo 1000")
    return made


def test_without_a_word_it_says_which_words_there_are(machine: Machine) -> None:
    done = machine.run()
    assert done.returncode == 2
    assert "./run demo" in done.stderr
    assert "./run test" in done.stderr


def test_first_start_sets_up_and_the_second_does_not(machine: Machine) -> None:
    assert machine.run("setup").returncode == 0
    again = machine.run("python", "-V")
    assert again.returncode == 0
    assert again.stdout == "Python 3.11.9\n"
    assert again.stderr == ""
    assert machine.calls("pip install") == 1
    assert machine.calls("--require-hashes") == 1


def test_a_python_too_old_is_named_in_both_languages(machine: Machine) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        machine.program(name, "exit 1")
    done = machine.run("setup")
    assert done.returncode == 1
    assert "需要 Python 3.11" in done.stderr
    assert "Python 3.11 or newer is needed" in done.stderr


def test_without_rights_the_exact_packages_are_named(machine: Machine) -> None:
    machine.program("ldconfig", "echo")
    machine.program("apt-cache", 'test "$2" != libglib2.0-0')  # as on Ubuntu 24.04, where it is libglib2.0-0t64
    done = machine.run("demo")
    assert done.returncode == 3
    assert "缺少系统软件包" in done.stderr
    assert "Ask an administrator" in done.stderr
    assert done.stderr.count("apt-get install --no-install-recommends -y libgl1 libegl1 libglib2.0-0t64 ") == 2
    assert machine.calls("apt-get") == 0
    assert machine.calls("pip install") == 0


def test_with_sudo_only_what_is_missing_is_installed(machine: Machine) -> None:
    complete = (machine.folder / "bin" / "ldconfig").read_text()
    machine.program("ldconfig", f"({complete.splitlines()[-1]}) | grep -v libzbar")
    machine.program("sudo", 'shift; exec "$@"')
    assert machine.run("setup").returncode == 0
    assert machine.calls("apt-get -qq install -y --no-install-recommends libzbar0") >= 1
    assert machine.calls("libgl1") == 0


def test_without_network_it_says_so_and_starts_again_next_time(machine: Machine) -> None:
    machine.python(network=False)
    done = machine.run("setup")
    assert done.returncode == 3
    assert "请检查网络" in done.stderr
    assert "Check the network" in done.stderr
    assert not (machine.folder / "venv" / "packbench.stamp").exists()
    machine.python()
    (machine.folder / "venv" / "bin" / "python").unlink()
    assert machine.run("setup").returncode == 0
    assert machine.calls("pip install") == 2


def test_uv_is_fetched_by_hash_and_does_the_installing(machine: Machine) -> None:
    machine.env["PACKBENCH_UV"] = "yes"
    machine.program("uv", 'test "$1" = pip')  # `uv --version` fails: this machine has no uv of its own
    assert machine.run("setup").returncode == 0
    assert machine.calls("uv pip install -q --python") == 1
    assert machine.calls("uv.txt") == machine.calls("python3 -m pip install") == 1
    assert not (machine.folder / "venv.cache").exists()


def test_when_uv_fails_pip_installs(machine: Machine) -> None:
    machine.env["PACKBENCH_UV"] = "yes"
    machine.program("uv", "exit 1")
    done = machine.run("setup")
    assert done.returncode == 0
    assert "换用 pip" in done.stderr
    assert machine.calls("requirements.lock") == 2


def test_a_mirror_named_to_pip_is_named_to_uv(machine: Machine) -> None:
    machine.env |= {"PACKBENCH_UV": "yes", "PIP_INDEX_URL": "file:///mirror"}
    machine.program("uv", f'test "$1" = pip && echo "mirror $UV_DEFAULT_INDEX" >>"{machine.folder}/calls"')
    assert machine.run("setup").returncode == 0
    assert machine.calls("mirror file:///mirror") == 1


def test_a_damaged_environment_is_made_anew(machine: Machine) -> None:
    machine.run("setup")
    (machine.folder / "venv" / "bin" / "python").write_text("#!/bin/sh\nexit 1\n")
    assert machine.run("setup").returncode == 0
    assert machine.calls("-m venv") == 2


def test_two_starts_at_once_set_up_once(machine: Machine) -> None:
    machine.python(slow=0.5)
    both = [machine.start("setup"), machine.start("setup")]
    assert [one.wait(timeout=60) for one in both] == [0, 0]
    assert machine.calls("pip install") == 1


def test_a_place_nobody_can_write_is_named(machine: Machine) -> None:
    machine.env["PACKBENCH_VENV"] = "/proc/nowhere/venv"
    done = machine.run("setup")
    assert done.returncode == 3
    assert "PACKBENCH_VENV" in done.stderr


def test_english_is_spoken_when_asked_for(machine: Machine) -> None:
    machine.env["PACKBENCH_LANG"] = "en"
    assert "First start, setting up" in machine.run("setup").stderr
