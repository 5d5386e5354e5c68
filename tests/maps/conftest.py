"""A small dossier that has every kind of mark, claim and protection, drawn once."""

from pathlib import Path

import pytest

from geostrike.locate import locate
from geostrike.maps import prepare, render
from geostrike.tables.dossier import read

FOLDER = Path(__file__).parent / "dossier"


@pytest.fixture(scope="session")
def dossier():
    return read(FOLDER)


@pytest.fixture(scope="session")
def located(dossier):
    return locate(dossier)


@pytest.fixture(scope="session")
def report(dossier, located):
    return prepare(dossier, located, title="A night of strikes")


@pytest.fixture(scope="session")
def page(dossier, located):
    return render(dossier, located, title="A night of strikes")
