"""Rebuild the data files of gazetteer/ that scripts make; SOURCES.md says which packages they are made from.

python gazetteer/scripts/build_all.py [DIR]      (DIR: the fetched packages, sources/ by default)
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run the scripts in the order in which they need each other."""
    sources = sys.argv[1] if len(sys.argv) > 1 else "sources"
    for script, args in (
        ("build_borders_osm.py", ["--sources", sources]),
        ("build_borders_osm_world.py", ["--sources", sources]),
        ("build_borders_naturalearth.py", ["--sources", sources]),
        ("build_basemap.py", ["--sources", sources]),
        ("build_regions.py", ["--sources", sources]),
        ("build_country_names.py", ["--sources", sources]),
        ("build_region_names.py", []),
        ("build_geonames.py", []),
    ):
        subprocess.run([sys.executable, str(HERE / script), *args], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
