import csv
import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike import escape
from geostrike import vocabulary as v
from geostrike.errors import FieldError, InputError, OutputError, TableError
from geostrike.model import Claim, Dossier, Event, Source
from geostrike.tables import dossier, dossierbook, dossierfiles

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(str.strip)
CELL = st.one_of(
    TEXT, st.sampled_from(["=1+1", "'=1", "@a", "-33.9,18.4", "'", '"', "a\nb", "+5", "--5", "＝1", ";,"])
)
ID = st.text(string.ascii_letters + string.digits + "._:-", max_size=12).map("x{}".format)
NUMBER = st.none() | st.integers(0, 10**9).map(float) | st.floats(0, 1e12, allow_subnormal=False)
DAY = st.dates().map(str)
ADDRESS = st.sampled_from(["", "https://example.org/a?b=c", "http://example.org"])


def _optional(words):
    return st.sampled_from(["", *words])


@st.composite
def dossiers(draw):
    names = draw(st.lists(ID, min_size=1, max_size=3, unique=True))
    required = CELL.filter(bool)
    events = [
        Event(
            id=name,
            title=draw(required),
            kind=draw(st.sampled_from(list(v.KIND_OF_EVENT))),
            date=draw(DAY),
            time=draw(st.sampled_from(["", "dawn", "01:30"])),
            zone=draw(st.sampled_from(["", "Asia/Baghdad"])),
            date_how=draw(_optional(v.DATE_HOW)),
            place=draw(CELL),
            country=draw(st.sampled_from(["", "SY", "IQ"])),
            at=draw(CELL),
            radius_m=draw(st.none() | st.floats(1, 2e7)),
            place_how=draw(_optional(v.PLACE_HOW)),
            status=draw(st.sampled_from(list(v.STATUS))),
            publish=draw(st.sampled_from(list(v.PUBLISH))),
            publish_reason=draw(CELL),
            summary=draw(CELL),
        )
        for name in names
    ]
    sources = [
        Source(
            id=name,
            publisher=draw(required),
            kind=draw(st.sampled_from(list(v.KIND_OF_SOURCE))),
            title=draw(CELL),
            published=draw(st.just("") | DAY),
            lang=draw(CELL),
            url=draw(ADDRESS),
            archive=draw(ADDRESS),
        )
        for name in names
    ]
    claims = [
        Claim(
            id=name,
            event=draw(st.sampled_from(names)),
            source=draw(st.sampled_from(names)),
            kind=draw(st.sampled_from(list(v.KIND_OF_CLAIM))),
            words=draw(required),
            said_by=draw(CELL),
            stance=draw(st.sampled_from(list(v.STANCE))),
            who=draw(_optional(v.WHO)),
            low=draw(NUMBER),
            unit=draw(_optional(v.UNIT)),
            value=draw(CELL),
        )
        for name in names
    ]
    return Dossier(title="", events=tuple(events), claims=tuple(claims), sources=tuple(sources))


@given(written=dossiers())
def test_what_is_written_is_read_back(written, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dossier")
    dossier.write(written, folder)
    read, findings = dossier.scan(folder)
    assert not findings
    assert (read.events, read.claims, read.sources) == (written.events, written.claims, written.sources)


@given(written=dossiers())
def test_a_workbook_holds_what_a_folder_holds(written, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dossier")
    dossier.write(written, folder)
    lines = dossierfiles.open_tables(folder).lines
    (folder / "x.xlsx").write_bytes(dossierbook.book(lines))
    read, findings = dossier.scan(folder / "x.xlsx")
    assert not findings
    assert (read.events, read.claims, read.sources) == (written.events, written.claims, written.sources)


@given(text=CELL)
def test_no_cell_begins_with_a_formula_sign_and_each_comes_back(text):
    cell = escape.csv_cell(text)
    assert escape.csv_text(cell) == text
    assert not cell.lstrip().startswith(tuple("=@＝＋－＠"))
    assert not cell.startswith(("+", "-")) or cell.lstrip("+-").replace(".", "").replace(",", "").isdigit()


def test_a_formula_is_neutralised_in_the_file(tmp_path, make_dossier):
    read = dossier.read(make_dossier(events=[{"title": "=HYPERLINK(1)"}]))
    dossier.write(read, tmp_path / "out")
    text = (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeffid,part_of,")
    assert "'=HYPERLINK(1)" in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_dialects_of_spreadsheets_are_read(make_dossier, encoding, delimiter, newline):
    folder = make_dossier(events=[{"title": "Two, three; four", "summary": "البوكمال"}], delimiter=delimiter)
    path = folder / "events.csv"
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", newline).encode(encoding))
    (event,) = dossier.read(folder).events
    assert (event.title, event.summary) == ("Two, three; four", "البوكمال")


def test_columns_stand_in_any_order_and_case_and_cells_are_trimmed(make_dossier):
    folder = make_dossier()
    (folder / "sources.csv").write_text("Kind, ID ,publisher\nagency , s1,\t AP \n\n,,\n", encoding="utf-8")
    assert dossier.read(folder).sources == (Source(id="s1", publisher="AP", kind="agency"),)


def test_carriage_returns_inside_cells_become_newlines(make_dossier):
    folder = make_dossier()
    (folder / "sources.csv").write_bytes(b'id,publisher,kind\ns1,"a\r\nb\rc",agency\n')
    assert dossier.read(folder).sources[0].publisher == "a\nb\nc"


def test_private_columns_reach_no_record_no_finding_and_no_file(make_dossier, tmp_path):
    secret = "whistle"  # noqa: S105
    folder = make_dossier(
        events=[{" _note": secret, "_": secret, "zone": "local"}],
        sources=[{"_who": secret}, {"_who": secret}],
    )
    read, findings = dossier.scan(folder)
    dossier.write(read, tmp_path / "out")
    assert findings
    assert secret not in f"{read}{findings}"
    assert all(secret not in path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("change", "rule", "field", "suggestion"),
    [
        ({"zonne": "x"}, "column-unknown", "zonne", "zone"),
        ({"qqqq": "x"}, "column-unknown", "qqqq", ""),
        ({"kind": "strikess"}, "vocabulary", "kind", "strikes"),
        ({"country": "SYY"}, "country-code", "country", ""),
        ({"radius_m": "1,5"}, "number-form", "radius_m", ""),
        ({"radius_m": "-5"}, "range", "radius_m", ""),
        ({"title": ""}, "required", "title", ""),
        ({"id": ""}, "required", "id", ""),
        ({"title": "a\x07b"}, "control-character", "title", "ab"),
        ({"part_of": "e11"}, "ref-unknown", "part_of", "e1"),
        ({"part_of": "e1"}, "ref-circle", "part_of", ""),
        ({"answers": "e1"}, "ref-circle", "answers", ""),
    ],
)
def test_a_fault_is_found_where_it_is(make_dossier, change, rule, field, suggestion):
    folder = make_dossier(events=[change], claims=[])
    _, (finding,) = dossier.scan(folder)
    assert (finding.rule, finding.field, finding.suggestion) == (rule, field, suggestion)
    assert (finding.severity, finding.table) == ("error", "events")
    assert finding.row == (0 if rule.startswith("column") else 1)
    with pytest.raises(TableError, match=r"^events\.csv, (row 1 \(line 2 of the file\)|header): .*[.?]$"):
        dossier.read(folder)


def test_every_fault_of_a_row_is_found_and_the_row_set_aside(make_dossier):
    faulty = {
        "id": "a b",
        "title": "",
        "kind": "x",
        "date": "soon",
        "zone": "local",
        "radius_m": "far",
        "status": "?",
    }
    read, findings = dossier.scan(make_dossier(events=[{}, faulty]))
    assert [event.id for event in read.events] == ["e1"]
    assert {finding.field for finding in findings} == set(faulty)
    assert {finding.row for finding in findings} == {2}


def test_a_row_that_cannot_be_read_still_answers_for_its_id(make_dossier):
    _, findings = dossier.scan(make_dossier(events=[{"zone": "local"}]))
    assert [finding.rule for finding in findings] == ["zone"]


def test_an_id_stands_once(make_dossier):
    read, (finding, other) = dossier.scan(make_dossier(sources=[{}, {"publisher": "Another", "url": "x"}]))
    assert (finding.rule, finding.row, other.field, len(read.sources)) == ("id-twice", 2, "url", 1)
    assert "row 1" in finding.message


def test_circles_of_several_rows_and_tails_into_them(make_dossier):
    links = {"e1": "", "e2": "e3", "e3": "e4", "e4": "e2", "e5": "e2"}
    folder = make_dossier(events=[{"id": name, "part_of": link} for name, link in links.items()])
    _, findings = dossier.scan(folder)
    assert [(finding.rule, finding.row) for finding in findings] == [("ref-circle", row) for row in (2, 3, 4)]


def test_missing_columns_silence_what_would_follow_from_them(make_dossier):
    folder = make_dossier()
    (folder / "events.csv").write_text("id,title,kind\ne1,A,strike\n", encoding="utf-8")
    read, findings = dossier.scan(folder)
    assert read.events == ()
    assert [(finding.rule, finding.field) for finding in findings] == [
        ("column-missing", "date"),
        ("column-missing", "place"),
    ]


def test_a_column_stands_once(make_dossier):
    folder = make_dossier()
    (folder / "sources.csv").write_text("id,publisher,kind,kind\ns1,AP,agency,social\n", encoding="utf-8")
    assert [finding.rule for finding in dossier.scan(folder)[1]] == ["column-twice"]


def test_text_under_no_column_is_found_without_being_printed(make_dossier):
    folder = make_dossier()
    (folder / "sources.csv").write_text("id,publisher,kind,\ns1,AP,agency,hush,hush\n", encoding="utf-8")
    _, (finding,) = dossier.scan(folder)
    assert (finding.rule, finding.value) == ("row-width", "2")
    assert "hush" not in str(finding)


def test_empty_claim_ids_follow_the_content_not_the_row(make_dossier):
    rows = [{"id": "", "words": "one"}, {"id": "", "words": "two"}, {"id": "", "words": "two"}]
    first = {claim.words: claim.id for claim in dossier.read(make_dossier(claims=rows[:2])).claims}
    moved = dossier.read(make_dossier(claims=[{}, *reversed(rows)])).claims
    assert [claim.id for claim in moved] == ["c1", first["two"], f"{first['two']}-2", first["one"]]


def test_alpha_3_codes_become_alpha_2(make_dossier):
    assert dossier.read(make_dossier(events=[{"country": "syr"}])).events[0].country == "SY"


def test_the_first_error_is_raised_and_the_others_counted(make_dossier):
    with pytest.raises(
        TableError, match=r"row 1 \(line 2 .*\): status is 'no'.* \(And 2 more: `geostrike check`"
    ):
        dossier.read(make_dossier(events=[{"zone": "local", "time": "25:00", "status": "no"}]))


def test_a_folder_with_three_tables_is_needed(make_dossier, tmp_path):
    with pytest.raises(InputError, match="is not a folder"):
        dossier.read(tmp_path / "nowhere")
    folder = make_dossier()
    (folder / "claims.csv").unlink()
    with pytest.raises(InputError, match=r"claims\.csv"):
        dossier.read(folder)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no header"),
        (b",,\n", "has no header"),
        (b"sep=,\nid,publisher,kind\n", "begins with the line 'sep=,'"),
        (b"id\tpublisher\tkind\n", "is separated by tabs"),
        (b"\xff\xfei\x00d\x00", "is not UTF-8"),
        (b'id,publisher,kind\ns1,"AP,agency\n', "quotation"),
        (b"id,publisher,kind\ns1," + b"x" * 200_000 + b",agency\n", "cannot be read near line 2"),
    ],
)
def test_a_file_that_is_no_table_is_one_sentence(make_dossier, content, said):
    folder = make_dossier()
    (folder / "sources.csv").write_bytes(content)
    with pytest.raises((TableError, InputError), match=said):
        dossier.scan(folder)


def test_the_title_is_the_heading_of_the_readme(make_dossier):
    folder = make_dossier()
    assert dossier.read(folder).title == folder.name
    (folder / "README.md").write_text("text\n# Three strikes \n## More\n", encoding="utf-8")
    assert dossier.read(folder).title == "Three strikes"


def test_area_files_go_along(make_dossier, tmp_path):
    folder = make_dossier(events=[{"area": "areas/a.wkt"}])
    (folder / "areas").mkdir()
    (folder / "areas" / "a.wkt").write_text("POLYGON ((0 0, 1 0, 1 1, 0 0))", encoding="utf-8")
    read = dossier.read(folder)
    dossier.write(read, folder)
    dossier.write(read, tmp_path / "out")
    assert (tmp_path / "out" / "areas" / "a.wkt").read_text(encoding="utf-8").startswith("POLYGON")
    with pytest.raises(FieldError, match="lies outside the folder"):
        dossier.write(replace(read, events=(replace(read.events[0], area="../a.wkt"),)), tmp_path / "out")


def test_a_folder_that_cannot_be_made_is_one_sentence(make_dossier, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be made"):
        dossier.write(dossier.read(make_dossier()), tmp_path / "file" / "below")


def test_columns_are_the_fields_of_the_records():
    for table, record in dossier.RECORDS.items():
        assert set(v.COLUMNS[table]) == set(record.__dataclass_fields__)
        assert set(v.REQUIRED[table]) <= set(v.COLUMNS[table])


def test_numbers_keep_their_digits(make_dossier, tmp_path):
    read = dossier.read(make_dossier(claims=[{"low": "333.3", "high": "1000000000000"}]))
    dossier.write(read, tmp_path / "out")
    with (tmp_path / "out" / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["low"], row["high"]) == ("333.3", "1000000000000")
