"""Lint, test and bundle the pages' script and style; fail unless geostrike/maps/built holds the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

VIEWER = Path(__file__).resolve().parent.parent / "geostrike" / "maps" / "viewer"
INSTALLED = VIEWER / "node_modules" / ".package-lock.json"


def main() -> int:
    """Run the checks of viewer/package.json with the locked tools."""
    npm = shutil.which("npm")
    if not npm:
        print(
            "npm is not installed: the pages' script was not linted, tested and rebuilt.",
            file=sys.stderr,
        )
        return 1 if os.environ.get("CI") else 0
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < (VIEWER / "package-lock.json").stat().st_mtime:
        subprocess.run([npm, "ci", "--ignore-scripts", "--silent"], cwd=VIEWER, check=True)
    return subprocess.run([npm, "run", "--silent", "check"], cwd=VIEWER, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
