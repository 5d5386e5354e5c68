"""What all tests share: hypothesis settings that do not depend on the machine, and dossiers to break."""

import csv

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")

EVENT = {"id": "e1", "title": "A strike", "kind": "strike", "date": "2024-02-03", "place": "al-Qaim"}
CLAIM = {
    "id": "c1",
    "event": "e1",
    "source": "s1",
    "kind": "killed",
    "low": "1",
    "high": "2",
    "words": "one or two",
}
SOURCE = {"id": "s1", "publisher": "A newspaper", "kind": "newspaper"}


@pytest.fixture
def make_dossier(tmp_path):
    """Write the three tables, each from changes to one sound row a time; the answer is their folder."""

    def make(events=({},), claims=({},), sources=({},), delimiter=","):
        tables = {"events": (EVENT, events), "claims": (CLAIM, claims), "sources": (SOURCE, sources)}
        for name, (sound, changes) in tables.items():
            rows = [sound | change for change in changes]
            columns = list(dict.fromkeys(column for row in rows or [sound] for column in row))
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, delimiter=delimiter, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        return tmp_path

    return make
