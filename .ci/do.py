"""The tasks of this checkout, the same under make and on Windows: python .ci/do.py TASK."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import prepare
from prepare import ROOT, RUNTIME_LOCK, WHOLE_LOCK

BUILD = ROOT / "build"
DEMO = BUILD / "demo"
PASSPHRASE = DEMO / "passphrase.txt"
SAMPLE = DEMO / "ho-so-mau.pdf"
NO_DISPLAY = (
    "Máy này không có màn hình để mở cửa sổ, nên chương trình in một bộ hồ sơ mẫu của văn phòng giả định.\n"
    "There is no display to open the window on, so the sample dossier of an invented office is printed instead."
)


def run() -> None:
    """opens the program on an invented office; without a display prints its sample dossier"""
    prepare.environment(RUNTIME_LOCK)
    if not _demo_books() or not PASSPHRASE.exists():
        shutil.rmtree(DEMO, ignore_errors=True)
        _start("ketnap", "demo", DEMO)
    program = ("ketnap", "--book", _demo_books()[0], "--passphrase-file", PASSPHRASE)
    if _has_display():
        print("Mật khẩu / passphrase:", PASSPHRASE.read_text(encoding="utf-8").strip())
        _start(*program, "open")
        return
    print(NO_DISPLAY)
    people = json.loads(_read(*program, "--json", "people"))
    furthest = max(people, key=lambda person: (person["stage"] == "probationary", person["full_name"]))
    printed = json.loads(_read(*program, "--json", "print", furthest["id"], "--out", SAMPLE))
    print(f"{SAMPLE.relative_to(ROOT)}: {furthest['full_name']}, {len(printed['files'])} giấy tờ / papers")


def test() -> None:
    """everything that is checked at every change: lint and the quick tests, on two cores"""
    prepare.environment(WHOLE_LOCK)
    # Lint keeps only one core busy: it runs while the tests do, and what it found is told after them.
    with tempfile.TemporaryFile() as told:
        beside = subprocess.Popen([sys.executable, __file__, "lint"], stdout=told, stderr=subprocess.STDOUT)
        tests = _status(prepare.PROGRAMS / "python", "-m", "pytest", "-n", "2", "--dist", "worksteal", "-q")
        linted = beside.wait()
        told.seek(0)
        sys.stdout.write(told.read().decode(errors="replace"))
    sys.exit(tests or linted)


def lint() -> None:
    """style, layout, types and layers, without running the program"""
    prepare.environment(WHOLE_LOCK)
    _start("ruff", "check", "--quiet", ".")
    _start("ruff", "format", "--check", "--quiet", ".")
    _start("mypy", "--no-error-summary")
    _start("lint-imports", "--no-logo")


def faults() -> None:
    """the promises of safety: power cuts, kills, full disks, damage; one line each, reached and promised"""
    prepare.environment(WHOLE_LOCK)
    _start("python", "-m", "tests.faults")


def bench() -> None:
    """the figures of speed and memory, as ratios measured in one run"""
    prepare.environment(WHOLE_LOCK)
    _start("python", "-m", "tests.bench")


def screens() -> None:
    """drives the real window and writes a picture of every page"""
    prepare.environment(WHOLE_LOCK)
    _start("python", "-m", "tests.screens")


def bundle() -> None:
    """builds the program as one folder and tries what was built"""
    prepare.environment(WHOLE_LOCK)
    output, trial = ROOT / "dist", BUILD / "bundle-demo"
    folders = ("--distpath", output, "--workpath", BUILD / "bundle")
    _start("pyinstaller", "--noconfirm", "--log-level", "ERROR", *folders, ROOT / "build.spec")
    shutil.rmtree(trial, ignore_errors=True)
    built = output / "ketnap" / ("ketnap-console.exe" if prepare.WINDOWS else "ketnap")
    _call(built, "--version")
    _call(built, "demo", trial)


def lock() -> None:
    """renews both locks from pyproject.toml, with the hash of every file"""
    prepare.environment(WHOLE_LOCK)
    options = ["--universal", "--generate-hashes", "--no-header", "--quiet", "--upgrade", "--python-version", "3.11"]
    for output, extras in ((RUNTIME_LOCK, ["build"]), (WHOLE_LOCK, ["build", "dev"])):
        chosen = [word for extra in extras for word in ("--extra", extra)]
        _start("uv", "pip", "compile", *options, *chosen, "--output-file", output.name, "pyproject.toml")


TASKS: dict[str, Callable[[], None]] = {
    task.__name__: task for task in (run, test, lint, bench, faults, screens, bundle, lock)
}


def show_help() -> None:
    """Lists the tasks."""
    for name, task in TASKS.items():
        print(f"  make {name:8} {task.__doc__}")


def _demo_books() -> list[Path]:
    return sorted(DEMO.glob("*.book"))


def _has_display() -> bool:
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _start(program: str, *arguments: str | Path) -> None:
    """Runs a program of the environment from the top of the checkout; stops with its exit status when it fails."""
    _call(prepare.PROGRAMS / program, *arguments)


def _read(program: str, *arguments: str | Path) -> str:
    command = [str(word) for word in (prepare.PROGRAMS / program, *arguments)]
    result = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if result.returncode:
        sys.exit(result.returncode)
    return result.stdout


def _call(*command: str | Path) -> None:
    status = _status(*command)
    if status:
        sys.exit(status)


def _status(*command: str | Path) -> int:
    sys.stdout.flush()
    return subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    TASKS.get(sys.argv[1] if len(sys.argv) > 1 else "help", show_help)()
