"""Events tables made in a line or two."""

import csv
import io

import pytest

from geostrike.maps.table.sheet import prepare
from geostrike.tables import read_columns

PLAIN = {"title": "Strike on a road", "date": "2024-02-03", "lon": "40.5", "lat": "34.5"}


@pytest.fixture
def columns(tmp_path):
    """Read events given as dicts; what they leave out is plain."""

    def read(*events):
        rows = [{"id": f"e{at}", **PLAIN, **event} for at, event in enumerate(events)]
        names = list(dict.fromkeys(name for row in rows for name in row))
        text = io.StringIO()
        writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path = tmp_path / "events.csv"
        path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
        return read_columns(path)

    return read


@pytest.fixture
def sheet(columns):
    def made(*events, **options):
        return prepare(columns(*events), **{"title": "T", **options})

    return made
