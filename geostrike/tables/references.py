"""References between the rows of a dossier: each must exist, and none may come back to where it began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geostrike.model import Dossier, Finding, nearest

REFERENCES = {
    ("events", "part_of"): "events",
    ("events", "answers"): "events",
    ("claims", "event"): "events",
    ("claims", "source"): "sources",
    ("claims", "within"): "claims",
    ("claims", "replaces"): "claims",
    ("sources", "repeats"): "sources",
}


def findings(dossier: Dossier, rows: Mapping[tuple[str, str], int]) -> Iterator[Finding]:
    """Findings on the references of a dossier.

    Parameters
    ----------
    dossier : Dossier
        The records.
    rows : mapping
        Row of each (table, id), those rows included that could not be read as a record.
    """
    for (table, field), target in REFERENCES.items():
        links = {record.id: getattr(record, field) for record in getattr(dossier, table)}
        known = [name for (of, name) in rows if of == target]
        for name, link in links.items():
            row = rows[table, name]
            if link and (target, link) not in rows:
                yield _unknown(table, row, field, link, nearest(link, known))
            elif table == target and _comes_back(name, links):
                yield _circle(table, row, field, link, name)


def _comes_back(name: str, links: Mapping[str, str]) -> bool:
    """Whether following the links from a row leads to the row itself."""
    seen: set[str] = set()
    here = links[name]
    while here and here != name and here not in seen:
        seen.add(here)
        here = links.get(here, "")
    return here == name


def _unknown(table: str, row: int, field: str, link: str, near: str) -> Finding:
    hint = f"did you mean {near!r}?" if near else "add it or correct the reference."
    return Finding(
        rule="ref-unknown",
        severity="error",
        table=table,
        row=row,
        field=field,
        value=link,
        message=f"{field} names {link!r}, which is no id of {REFERENCES[table, field]}.csv; {hint}",
        suggestion=near,
    )


def _circle(table: str, row: int, field: str, link: str, name: str) -> Finding:
    way = (
        f"leads from {name!r} by {link!r} back to itself" if link != name else f"is the row's own id {name!r}"
    )
    return Finding(
        rule="ref-circle",
        severity="error",
        table=table,
        row=row,
        field=field,
        value=link,
        message=f"{field} {way}; empty it, or write the id that is meant.",
    )
