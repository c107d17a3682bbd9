"""Makes the environment of this checkout: the virtual environment, the locked libraries, what Qt needs beside them."""

from __future__ import annotations  # so that an older Python gets as far as the sentence that refuses it

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PROGRAMS = ENVIRONMENT / ("Scripts" if WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if WINDOWS else "python")
RUNTIME_LOCK = ROOT / "requirements.lock"
WHOLE_LOCK = ROOT / "requirements-dev.lock"

# What the wheels of Qt load from the system, and the Debian package that brings it.
SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


def environment(lock: Path) -> None:
    """Makes the environment hold at least the libraries of the lock; at once when it already does."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is the place that says so
        sys.exit(f"Kết Nạp needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    system_packages(missing_packages())
    if _is_current(lock):
        return
    if not PYTHON.exists():
        _call(sys.executable, "-m", "venv", ENVIRONMENT)
    install = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _call(*install, "--require-hashes", "-r", lock)
    _call(*install, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    _stamp(lock).write_text(_fingerprint(lock), encoding="ascii")


def missing_packages() -> list[str]:
    """The Debian packages this machine still needs, by trying what they bring."""
    if not sys.platform.startswith("linux"):
        return []
    packages = [package for library, package in SYSTEM_LIBRARIES.items() if not _loads(library)]
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return packages


def system_packages(packages: list[str]) -> None:
    """Installs Debian packages where that is allowed without a question; names them and stops where it is not."""
    if not packages:
        return
    as_root = _as_root()
    if as_root is None or shutil.which("apt-get") is None:
        sys.exit("Install these system packages first:\n  sudo apt-get install " + " ".join(packages))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*as_root, "apt-get", "update", "-qq"], check=False, env=quiet)
    command = [*as_root, "apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    if subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL).returncode:
        sys.exit("These system packages could not be installed; please install them:\n  " + " ".join(packages))


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _is_current(lock: Path) -> bool:
    """Whether the lock, or the whole lock that contains it, was installed as it stands now."""
    return any(
        _stamp(installed).exists() and _stamp(installed).read_text(encoding="ascii") == _fingerprint(installed)
        for installed in {lock, WHOLE_LOCK}
    )


def _stamp(lock: Path) -> Path:
    return ENVIRONMENT / f"{lock.stem}.installed"


def _fingerprint(lock: Path) -> str:
    content = lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(content).hexdigest()


def _call(*command: str | Path) -> None:
    subprocess.run([str(word) for word in command], check=True, cwd=ROOT)
