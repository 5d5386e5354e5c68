"""Fail unless maps/strikes.html is, byte for byte, what the command draws from seeds/."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Draw the page anew beside and compare."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "strikes.html"
        subprocess.run(
            [sys.executable, "-m", "geostrike", "map", "seeds", "-o", str(drawn)], check=True, cwd=ROOT
        )
        if drawn.read_bytes() == (ROOT / "maps" / "strikes.html").read_bytes():
            return 0
    print("maps/strikes.html is out of date; run `make map` and commit it.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
