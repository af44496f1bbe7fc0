"""content/front-page.toml: what editors decide of the front page. A paper without the file has an automatic page.

[hero]        story, until, related          the story that leads
[[top]]       the same                       the stories beside it, in their order
[breaking]    text, until, story             the bar over the page
[[zone]]      section, topic, kind, stories or show; title, count   the zones, in their order
[automatic]   figures, interviews, opinions, topics, regions, related = false to switch one off
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsroom.model.article import Kind
from newsroom.model.front_plan import SWITCHES, Automatic, Breaking, FrontPlan, Pin, Show, ZonePlan
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.records import Key, Many, Record
from portal.schema.source_file import SourceFile
from portal.schema.toml_file import read_toml
from portal.schema.value_types import Choice, Flag, Line, Moment, SlugReference, WholeNumber

from .source_text import read_source

_ = Translator(__file__)
gettext = _.later
NAME = "front-page.toml"
TOP = 4  # stories beside the lead
MOST_RELATED = 4
MOST_IN_ZONE = 24
_LIMIT = 200_000  # bytes

_ID = WholeNumber(1)
_STORY = Key("story", _ID, gettext("id of the story"), "384250", required=True)
_UNTIL = Key(
    "until", Moment(), gettext("it stands there until this moment; for ever where left out"), "2024-04-18T08:00+07:00"
)
_RELATED = Key(
    "related", Many(_ID, most=MOST_RELATED), gettext("ids of stories whose headlines stand under it"), "[384249]"
)
PIN = Record((_STORY, _UNTIL, _RELATED))
BREAKING = Record(
    (
        Key("text", Line(160), gettext("the sentence of the bar"), '"Quốc hội đang biểu quyết."', required=True),
        Key("until", Moment(), gettext("when the bar goes away"), "2024-04-17T18:00+07:00", required=True),
        Key("story", _ID, gettext("id of the story that it leads to"), "384250"),
    )
)
ZONE = Record(
    (
        Key("section", SlugReference("content/sections.toml"), gettext("stories of a section"), '"tu-phap"'),
        Key("topic", SlugReference("content/topics.toml"), gettext("stories of a topic"), '"thi-hanh-an-dan-su"'),
        Key("kind", Choice(tuple(Kind)), gettext("stories of a kind"), '"interview"'),
        Key(
            "stories",
            Many(_ID, most=MOST_IN_ZONE),
            gettext("ids of the stories that the editors chose"),
            "[384249, 384250]",
        ),
        Key(
            "show",
            Choice(tuple(Show)),
            gettext("the topics, event lines or provinces with the newest stories"),
            '"regions"',
        ),
        Key("title", Line(80), gettext("heading; the name of the section or topic where left out"), '"Hỏi đáp"'),
        Key("count", WholeNumber(1, MOST_IN_ZONE), gettext("how many stories; as many as fill the page"), "6"),
    )
)
_SUBJECTS = ("section", "topic", "kind", "stories", "show")
_ABOUT = {
    "figures": gettext("the newest datasets"),
    "interviews": gettext("a zone of interviews"),
    "opinions": gettext("a zone of opinions"),
    "topics": gettext("a zone of topics"),
    "regions": gettext("a zone of provinces"),
    "events": gettext("a zone of event lines"),
    "related": gettext("stories of the same topic under the lead"),
}
AUTOMATIC = Record(tuple(Key(name, Flag(), _ABOUT[name], "false") for name in SWITCHES))
FRONT_PAGE = Record(
    (
        Key("hero", PIN, gettext("the story that leads the page")),
        Key("top", Many(PIN, most=TOP), gettext("the stories beside the lead, in their order")),
        Key("breaking", BREAKING, gettext("the bar over the page")),
        Key("zone", Many(ZONE), gettext("the zones, in their order; one for each section where left out")),
        Key("automatic", AUTOMATIC, gettext("what the page fills by itself")),
    )
)


@dataclass(frozen=True)
class FrontPlanFile:
    """The plan, and the file that says where each part of it stands; no file where the paper has none."""

    plan: FrontPlan = field(default_factory=FrontPlan)
    file: SourceFile | None = None


def read_front_plan(root: Path, problems: Reporter) -> FrontPlanFile:
    """The plan of the content folder `root`, with its faults in `problems`."""
    path = root / NAME
    with problems.collecting():
        if path.is_symlink():
            hint = _("put the file itself there")
            raise Problem(_("the file is a link"), f"{root.name}/{NAME}", hint=hint, code="missing-file")
        if path.is_file():
            display_path = f"{root.name}/{NAME}"
            file = read_toml(read_source(path, display_path, _LIMIT), display_path, problems)
            return FrontPlanFile(_plan(file), file)
    return FrontPlanFile()


def _plan(file: SourceFile) -> FrontPlan:
    values = FRONT_PAGE.read(file.root)
    zones = values.get("zone", ())
    for number, zone in enumerate(file.values.get("zone", ()) if isinstance(file.values.get("zone"), list) else ()):
        _check_zone(zone, number, file)
    breaking = values.get("breaking", {})
    return FrontPlan(
        hero=_pin(values.get("hero", {})),
        top=tuple(pin for entry in values.get("top", ()) if (pin := _pin(entry))),
        breaking=Breaking(**breaking) if BREAKING.is_complete(breaking) else None,
        zones=tuple(ZonePlan(**zone) for zone in zones),
        automatic=Automatic(**values.get("automatic", {})),
    )


def _pin(entry: Mapping[str, Any]) -> Pin | None:
    return Pin(**entry) if "story" in entry else None


def _check_zone(zone: object, number: int, file: SourceFile) -> None:
    """One subject, and a heading where the subject has no name of its own."""
    if not isinstance(zone, dict):
        return
    subjects = [name for name in _SUBJECTS if name in zone]
    if len(subjects) != 1:
        names = ", ".join(subjects) or _("none")
        hint = _("write one of: {names}", names=", ".join(_SUBJECTS))
        file.report(_("a zone has one subject; this one has: {names}", names=names), "zone", number, hint=hint)
    elif subjects[0] in ("kind", "stories") and not str(zone.get("title", "")).strip():
        hint = _("write title = “…”")
        file.report(_("a zone of {name} has no name of its own", name=subjects[0]), "zone", number, hint=hint)
