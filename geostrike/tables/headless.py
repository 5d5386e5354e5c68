"""Tables without a row of names: UCDP GED is told by what its cells hold; opens no file."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GED = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id"),
    *("conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id"),
    *("side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources"),
    *("source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec"),
    *("where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt"),
    *("priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start"),
    *("date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"),
    *("gwnoa", "gwnob"),
)
_HDX = (
    *("id", "year", "active_year", "type_of_violence", "conflict_new_id", "conflict_name", "dyad_new_id"),
    *("dyad_name", "side_a_new_id", "side_a", "side_b_new_id", "side_b", "number_of_sources"),
    *("source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec"),
    *("where_coordinates", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country"),
    *("iso3", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a"),
    *("deaths_b", "deaths_civilians", "deaths_unknown", "low", "best", "high", "gwnoa", "gwnob"),
    *("start_year", "end_year"),
)
_MUST = {
    "id": r"\d+",
    "type_of_violence": "[123]",
    "where_prec": "[1-7]",
    "latitude": r"-?\d{1,2}(\.\d+)?",
    "longitude": r"-?\d{1,3}(\.\d+)?",
    "date_start": r"\d{4}-\d\d-\d\d.*|\d{1,2}/\d{1,2}/\d{2,4}.*",
    "date_prec": "[1-5]",
}
_DATUM = re.compile(r"[+-]?\d+([.,]\d+)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|POINT ?\(.*", re.IGNORECASE)


def names_of(first: Sequence[str]) -> tuple[str, ...]:
    """Names of the columns of a table whose first row holds data already; empty where they are not known.

    Parameters
    ----------
    first : sequence of str
        The first row.

    Examples
    --------
    >>> names_of(["id", "title", "date"])
    ()
    """
    cells = [cell.strip() for cell in first]
    for names in (_GED, _HDX):
        by_name = dict(zip(names, cells, strict=False))
        if len(cells) == len(names) and all(re.fullmatch(_MUST[name], by_name[name]) for name in _MUST):
            return names
    return ()


def looks_like_data(header: Sequence[str]) -> bool:
    """Whether most of what stands where names of columns should be is numbers and dates.

    Examples
    --------
    >>> looks_like_data(["7", "2024-02-03", "34.5"]), looks_like_data(["id", "2024"])
    (True, False)
    """
    data = sum(bool(_DATUM.fullmatch(name.strip())) for name in header)
    return 2 * data > len(header)
