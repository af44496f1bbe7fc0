"""Every key that a table.toml may hold, by section: checking, messages and the editors' reference all read this."""

from __future__ import annotations

from portal.i18n import Translator
from portal.schema.records import FreeKeys, Key, Many, Record
from portal.schema.value_types import AnyNumber, AnyValue, Choice, Day, Flag, Moment, Text, WholeNumber
from portal.vietnam.provinces import Vintage
from stat_tables.model.numerals import Numerals
from stat_tables.model.table import ColumnType, Measure, Status

_ = Translator(__file__)
gettext = _.later

CALENDARS = ("thads", "civil")
PARTS = ("year", "first-half", "second-half", "quarter-1", "quarter-2", "quarter-3", "quarter-4")
DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = (
    "utf-8",
    "utf-16",
    "windows-1252",
    "windows-1250",
    "windows-1258",
    "tcvn3",
    "shift-jis",
    "euc-kr",
    "gb18030",
)
_ROW_WORDS = gettext("names one row: key column = value")

ROW = FreeKeys(AnyValue())

PERIOD = Record(
    (
        Key("start", Day(), gettext("first day")),
        Key("end", Day(), gettext("last day, included")),
        Key("label", Text(), gettext("how readers call the period")),
        Key(
            "calendar",
            Choice(CALENDARS),
            gettext("a calendar that gives the days: years of `thads` begin on 1 October, of `civil` on 1 January"),
        ),
        Key("year", WholeNumber(1945, 2200), gettext("year in that calendar")),
        Key("part", Choice(PARTS), gettext("part of that year")),
        Key("months", WholeNumber(1, 12), gettext("or its first months, 1 to 12")),
    )
)
TERRITORY = Record(
    (
        Key("name", Text(), gettext("name of the area"), required=True),
        Key(
            "vintage",
            Choice(tuple(Vintage)),
            gettext("provinces as until 30 June 2025 (63) or since (34)"),
            required=True,
        ),
        Key("province", Text(), gettext("name of the province, where the area is one")),
    )
)
COLUMN = Record(
    (
        Key("label", Text(), gettext("head of the column, without the unit"), required=True),
        Key("type", Choice(tuple(ColumnType)), gettext("type of the values"), required=True),
        Key("header", Text(), gettext("name in the data file, where it is neither the id nor the label")),
        Key("unit", Text(), gettext("unit of the numbers, such as `việc`, `tỷ đồng`, `%`")),
        Key(
            "measure",
            Choice(tuple(measure for measure in Measure if measure)),
            gettext("what is measured: `count`, `amount` and `money` add up over rows; all else never"),
        ),
        Key("decimals", WholeNumber(0, 20), gettext("digits after the mark to show; as in the data otherwise")),
        Key("numerals", Choice(tuple(Numerals)), gettext("how the numbers of this column are written")),
        Key("parentheses", Choice(("negative",)), gettext("what numbers in parentheses are")),
        Key("description", Text(), gettext("what the column tells")),
        Key("notes", Many(Text()), gettext("ids of notes on the entire column")),
        Key("indicator", Text(), gettext("id of the indicator, common to the tables of a series")),
        Key("source", Text(), gettext("id of the source, where there are several")),
        Key("calendar", Choice(CALENDARS), gettext("of a year: its calendar; as in [period] otherwise, else `civil`")),
        Key("part", Choice(PARTS), gettext("of a year: the part of it that the figures cover")),
        Key("numerator", Text(), gettext("of a rate, density or average: the column that is divided")),
        Key("denominator", Text(), gettext("of a rate, density or average: the column it is divided by")),
        Key("multiplier", AnyNumber(), gettext("of a rate: 100 for %, 1000 for ‰, else 1")),
        Key("weight", Text(), gettext("of an average: the column it is weighted by, such as the population")),
        Key("change_of", Text(), gettext("id of the column whose change this column tells")),
        Key("required", Flag(), gettext("no value may be missing")),
        Key("unique", Flag(), gettext("no value may occur twice")),
        Key("minimum", AnyValue(), gettext("smallest value allowed")),
        Key("maximum", AnyValue(), gettext("greatest value allowed")),
        Key("enum", Many(Text()), gettext("the only values allowed")),
        Key("pattern", Text(), gettext("regular expression that every text fits")),
    )
)
GROUP = Record(
    (
        Key("label", Text(), gettext("text of the common head"), required=True),
        Key("columns", Many(Text()), gettext("ids of neighbouring columns"), required=True),
    )
)
SOURCE = Record(
    (
        Key("id", Text(), gettext("short name within this file"), required=True),
        Key("title", Text(), gettext("title of the document or page"), required=True),
        Key("publisher", Text(), gettext("who published it")),
        Key("url", Text(), gettext("its address")),
        Key("published", Day(), gettext("day of publication")),
        Key("retrieved", Day(), gettext("day on which we read it")),
        Key("quote", Text(), gettext("its own wording, where that matters")),
    )
)
LICENCE = Record(
    (
        Key("name", Text(), gettext("name of the licence or the terms"), required=True),
        Key("url", Text(), gettext("where they can be read")),
    )
)
CELL = Record(
    (
        Key("row", ROW, _ROW_WORDS, required=True),
        Key("column", Text(), gettext("id of the column"), required=True),
        Key("status", Choice(tuple(Status)), gettext("status of the figure")),
        Key("notes", Many(Text()), gettext("ids of notes on the figure")),
    )
)
PUBLISHED_VALUE = Record(
    (
        Key("value", AnyValue(), gettext("the value, as published"), required=True),
        Key("published", Day(), gettext("day of its publication"), required=True),
        Key("source", Text(), gettext("id of its source")),
    )
)
REVISION = Record(
    (
        Key("row", ROW, _ROW_WORDS, required=True),
        Key("column", Text(), gettext("id of the column"), required=True),
        Key("values", Many(PUBLISHED_VALUE), gettext("every published value, oldest first"), required=True),
    )
)
IDENTITY = Record(
    (
        Key("formula", Text(), gettext("such as `total = old + new`; row keys stand in single quotes")),
        Key(
            "columns", Many(Text()), gettext("with row keys in the formula, or with `total`: the columns it holds for")
        ),
        Key("total", ROW, gettext("instead of a formula: the row that is the sum of all the others")),
    )
)
DEFINITION = Record(
    (
        Key("term", Text(), gettext("the term"), required=True),
        Key("text", Text(), gettext("its meaning"), required=True),
        Key("source", Text(), gettext("the document that says so")),
    )
)
TABLE_TOML = Record(
    (
        Key("title", Text(), gettext("title, as over the table"), required=True),
        Key("description", Text(), gettext("what the table tells, in one to three sentences"), required=True),
        Key("file", Text(), gettext("data file in the same folder; needed only where there are several")),
        Key("sheet", Text(), gettext("sheet of an XLSX or ODS file; the first one otherwise")),
        Key("records", Text(), gettext("where the list of records stands in a JSON file, such as `data.rows`")),
        Key("delimiter", Choice(DELIMITERS), gettext("what divides the cells of a CSV file; found out otherwise")),
        Key(
            "encoding",
            Choice(ENCODINGS),
            gettext("how the letters of a CSV file are kept, where it is neither UTF-8 nor UTF-16"),
        ),
        Key(
            "header_row",
            WholeNumber(1),
            gettext("which row holds the names of the columns, from 1; rows above are passed over"),
        ),
        Key(
            "last_header_row",
            WholeNumber(1, 1_048_576),
            gettext("last row of a head of several rows, in a spreadsheet"),
        ),
        Key(
            "last_row",
            WholeNumber(1, 1_048_576),
            gettext("last row of the figures in a spreadsheet, where notes below are taken for rows"),
        ),
        Key("parts", Many(Text()), gettext("labels in a spreadsheet that name a part of the table, no row")),
        Key("ignore", Many(Text()), gettext("columns of the data file that are not wanted, as it calls them")),
        Key("numerals", Choice(tuple(Numerals)), gettext("how numbers are written, where they leave doubt")),
        Key("keys", Many(Text()), gettext("columns that together name a row"), required=True),
        Key("status", Choice(tuple(Status)), gettext("status of all figures")),
        Key("published", Day(), gettext("day on which the figures were published")),
        Key("modified", Day(), gettext("day of the last change that readers should know of")),
        Key("embargo", Moment(), gettext("nothing of the table is seen before this moment")),
        Key("topics", Many(Text()), gettext("slugs of topics")),
        Key("period", PERIOD, gettext("the time the figures cover")),
        Key("territory", TERRITORY, gettext("the area the figures cover")),
        Key("columns", FreeKeys(COLUMN), gettext("one section for each column, by its id"), required=True),
        Key("groups", Many(GROUP), gettext("a common head over several columns")),
        Key("totals", Many(ROW), gettext("rows that are totals, each named by key column = value")),
        Key(
            "missing",
            FreeKeys(Text(may_be_empty=False)),
            gettext("code in the data = the reason why a value is missing"),
        ),
        Key("sources", Many(SOURCE), gettext("where the figures come from"), required=True),
        Key("licence", LICENCE, gettext("on what terms the data may be used")),
        Key("notes", FreeKeys(Text(may_be_empty=False)), gettext("id of a note = its text")),
        Key("cells", Many(CELL), gettext("status or notes of single cells")),
        Key("revisions", Many(REVISION), gettext("published values of a cell that was corrected")),
        Key("identities", Many(IDENTITY), gettext("sums, differences and ratios that must hold")),
        Key("definitions", Many(DEFINITION), gettext("what the terms mean")),
    )
)
