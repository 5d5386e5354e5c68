"""Run every benchmark in turn; each writes its own section of docs/benchmarks.md."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    scripts = sorted(Path(__file__).parent.glob("bench_*.py"))
    return max(
        (subprocess.run([sys.executable, str(script)], check=False).returncode for script in scripts),
        default=0,
    )


if __name__ == "__main__":
    sys.exit(main())
