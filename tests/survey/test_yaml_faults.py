"""What can be wrong in a YAML file of the survey, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from survey_samples import CONTEXT, CROSS_TABULATIONS, WAVE, SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import load_questionnaire
from ckmreport.survey.waves.coded_interviews import load_coded_interviews
from ckmreport.survey.waves.external_figures import load_context
from ckmreport.survey.waves.metadata import load_metadata
from ckmreport.survey.waves.municipality import load_municipality
from ckmreport.survey.waves.published_tables import load_published
from ckmreport.survey.waves.revisions import load_changes
from ckmreport.survey.waves.topics import load_topics

QUESTIONNAIRE, MUNICIPALITY, TOPICS = "questionnaire.yml", "municipality.yml", "topics.yml"
INTERVIEWS, CHANGES = "waves/2025/interviews.yml", "waves/2025/changes.yml"


LOADERS: Mapping[str, Callable[[Path], object]] = {
    QUESTIONNAIRE: load_questionnaire,
    MUNICIPALITY: lambda path: load_municipality(path, load_questionnaire(_sample(path))),
    TOPICS: load_topics,
    WAVE: load_metadata,
    CONTEXT: load_context,
    CROSS_TABULATIONS: lambda path: load_published(path.parent, load_questionnaire(_sample(path))),
    INTERVIEWS: load_coded_interviews,
    CHANGES: load_changes,
}


def _sample(path: Path) -> Path:
    return next(one / QUESTIONNAIRE for one in path.parents if (one / QUESTIONNAIRE).exists())


#: Files that the sample has not, and additions to those that it has.
ADDED = {
    INTERVIEWS: """\
interviews: 12
per_domain: {gemeente: 6}
themes:
- {name: Melden, group: Handelen, interviews: 8, passages: 20, per_domain: {gemeente: 5}}
- {name: Kennis, interviews: 3, passages: 3}
quotations:
- {text: Wij zien veel., themes: [Melden], domain: gemeente}
- {text: Ik weet het niet., themes: []}
""",
    CHANGES: """\
changes:
  - date: 2025-07-01
    reason: Te laat ontvangen.
    before: 2
    after: 3
    previous: previous/1
    published: true
""",
    QUESTIONNAIRE: """\
indicators:
  - {name: zag, question: gezien, other_than: ["nee"], label: Zag iets, prose: dat iets zag}
  - name: zorgen
    question: se_zorgen
    any_of: ["4", "5"]
    without: ["wn"]
    label: Meer zorgen
    prose: dat zich zorgen maakt
sums:
  - {questions: [se_n, ce_n], any_of: ["1", "2_5"]}
""",
}

#: Of each file two lines for a fault: what stands there, what stands there instead, and what is on
#: the line that is named; then the message and how the advice begins. ⏎ is the end of a line.
FAULTS = {
    QUESTIONNAIRE: """
version: 1⏎ ¦  ¦ period: twee
    the file lacks version ¦ Add it
version: 1 ¦ version: 1⏎question: [] ¦ question: []
    unknown key 'question' ¦ Perhaps 'questions' is meant
period: twee jaar ¦ period: een jaar ¦ period:
    'een jaar' does not fit after “de laatste” ¦ Count in smaller units, such as twaalf maanden
Waar was dat? ¦ Waar, {periode}? ¦ {periode}
    '{periode}' stands for nothing ¦ Known: {period}
mogelijk.⏎    since: "2025" ¦ mogelijk.⏎    since: "2025"⏎    until: "2023" ¦ until:
    the last wave, 2023, is before the first
    short: Plek⏎ ¦  ¦ name: plek
    'questions' lacks short ¦ Add it
    short: Plek ¦     shrt: P⏎    short: P ¦ shrt:
    unknown key 'shrt' ¦ Perhaps 'short' is meant
    short: Plek ¦     short: P⏎    coded_from: x ¦ coded_from:
    unknown key 'coded_from' ¦ Known: name, kind, section
    short: Plek ¦     kort: 7 ¦ name: plek
    'questions' lacks short ¦ Add it. Also wrong: line 72, unknown key 'kort'
  - name: plek ¦   - name: wijk # ¦ name: wijk #
    'wijk' is used twice ¦ Give each question its own name
  - name: domein ¦   - name: plek # ¦ name: plek #
    'plek' is used twice ¦ Give each question its own name
section: b⏎    kind: multi ¦ section: z⏎    kind: multi ¦ section: z
    unknown section 'z' ¦ Known: a, b
kind: multi ¦ kind: open ¦ kind: open
    unknown kind 'open' ¦ Known: single, multi, likert
about: se⏎    text: Hoe ¦ about: xe⏎    text: Hoe ¦ about: xe
    unknown about 'xe' ¦ Known: se, ce, both
text: Waar was dat? ¦ text: 7 ¦ text: 7
    'text' must be text, not 7 ¦ Put it between quotes
exclusive: ["wn"] ¦ exclusive: ["w"] ¦ exclusive:
    'w' is not an option of 'plek' ¦ Perhaps 'wn' is meant
kind: multi ¦ kind: single ¦ exclusive:
    only a question of kind multi has exclusive options
kind: single⏎    text: Hebt ¦ kind:  likert⏎    text: Hebt ¦ kind:  l
    a statement is answered with "1" to "5" or "wn"
{se_n: "!0"} ¦ {later: "ja"} ¦ later
    'later' is not asked before this question ¦ Put the filter question first
{se_n: "!0"} ¦ {se_n: "!9"} ¦ !9
    '9' is not an option of 'se_n' ¦ Known: 0, 1, 2_5, 21plus, wn
{se_n: "!0"} ¦ {se_n: "0", ce_n: "0"} ¦ ce_n:
    'asked_if' must have at most 1 entries
{se_n: "!0"} ¦ {se_n: 0} ¦ se_n: 0
    'se_n' must be text, not 0 ¦ Put it between quotes
"nee": Nee ¦ "-9": Nee ¦ "-9"
    '-9' cannot be an option: it marks a missing answer
"nee": Nee ¦ "ja": Nee ¦ "ja": Nee
    'ja' stands twice in the same mapping ¦ Remove one of the two
"nee": Nee ¦ "nee": {short: N} ¦ "nee": {
    'nee' lacks label ¦ Add it
"nee": Nee ¦ "nee": {label: N, x: y} ¦ "nee": {
    unknown key 'x' ¦ Known: label, short, prose, until
"nee": Nee ¦ "nee": 7 ¦ "nee": 7
    'nee' must be a mapping (key: value), not 7
options: {"ja": Ja, "deels": Deels, "nee": Nee} ¦ options: {} ¦ options: {}
    'options' must have at least 1 entries
options: {"ja": Ja, "deels": Deels, "nee": Nee} ¦ scale: ee ¦ scale: ee⏎
    unknown scale 'ee' ¦ Perhaps 'eens' is meant
options: {"ja": Ja, "deels": Deels, "nee": Nee} ¦ scale: eens⏎    options: {"ja": Ja} ¦ name: gezien
    'gezien' must have either options or a scale
mogelijk.⏎    since: "2025" ¦ mogelijk.⏎    since: "2025"⏎    among: later ¦ among: later
    'later' is no earlier question of kind multi ¦ A question of kind single can name
mogelijk.⏎    since: "2025" ¦ mogelijk.⏎    since: "2025"⏎    among: gezien ¦ among: gezien
    'gezien' is no earlier question of kind multi ¦ A question of kind single can name
from: functie ¦ from: functies ¦ from: functies
    the questionnaire has no question 'functies' ¦ Perhaps 'functie' is meant
{docent:  ¦ {dokter:  ¦ dokter
    'dokter' is not an option of 'functie' ¦ Known: docent, agent, anders
agent: politie ¦ agent: leger ¦ leger
    'leger' is not an option of 'domein' ¦ Known: onderwijs, politie, overig
coding: {docent ¦ codering: {docent ¦ name: domein
    'coded' lacks coding ¦ Add it. Also wrong: line 105, unknown key 'codering'
row: wijk ¦ rij: wijk ¦ rij: wijk
    unknown key 'rij' ¦ Known: row, column, asks. Also wrong: line 107, 'tests' lacks row
row: wijk ¦ row: buurt ¦ row: buurt
    the questionnaire has no question 'buurt' ¦ Known: wijk, functie
row: wijk ¦ row: plek ¦ row: plek
    'plek' takes several answers; a test needs a single answer
row: wijk ¦ row: gezien ¦ row: gezien, column: g
    'gezien' is tested with itself
{row: wijk, column: gezien ¦ {row: se_zorgen, column: gezien ¦ row: gezien, column: se
    'gezien' by 'se_zorgen' is declared twice
question: se_zorgen ¦ question: x ¦ question: x
    the questionnaire has no question 'x' ¦ Known: wijk
["4", "5"] ¦ ["4", "9"] ¦ any_of: ["4", "9"]
    '9' is not an option of 'se_zorgen' ¦ Known: 1, 2
without: ["wn"] ¦ without: ["x"] ¦ without: ["x"]
    'x' is not an option of 'se_zorgen' ¦ Known: 1, 2
name: zorgen ¦ name: zag ¦ name: zag⏎
    two indicators are called 'zag'
, other_than: ["nee"] ¦  ¦ name: zag,
    'zag' must have either any_of or other_than
label: Meer zorgen ¦ label: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ¦ label: xxx
    'label' must have at most 34 characters
questions: [se_n, ce_n] ¦ questions: [se_n, ce_m] ¦ ce_m
    the questionnaire has no question 'ce_m' ¦ Perhaps 'ce_n' is meant
["1", "2_5"] ¦ ["1", "9"] ¦ "9"
    '9' is not an option of 'se_n' ¦ Known: 0, 1, 2_5, 21plus, wn
""",
    MUNICIPALITY: """
province: Groningen⏎ ¦  ¦ name:
    the file lacks province ¦ Add it
question: wijk ¦ question: buurt ¦ question:
    the questionnaire has no question 'buurt' ¦ Known: wijk
  noord: { ¦   oost: { ¦ oost
    'noord' must be both an option of the question and a district or 'elsewhere'
["overal"] ¦ ["overal", "zuid"] ¦ elsewhere
    'zuid' must be named once
elsewhere: ["overal"] ¦ elsewhere: ["overal"]⏎help: [{need: Advies, name: Huis}] ¦ help
    'Advies' has neither a phone nor a web address
elsewhere: ["overal"] ¦ elsewhere: ["overal"]⏎help: [] ¦ help
    'help' names nobody ¦ Leave it out: the national lines then stand
elsewhere: ["overal"] ¦ elsewhere: ["overal"]⏎help: [{need: Advies, phone: "bel ons"}] ¦ help
    'bel ons' is no telephone number such as "0800-2000" ¦ Write digits and hyphens
elsewhere: ["overal"] ¦ elsewhere: ["overal"]⏎help: [{need: Advies, web: "https://huis.nl"}] ¦ help
    'https://huis.nl' is no web address such as www.comensha.nl ¦ Leave out https://
size: [2, 1] ¦ size: [2] ¦ size: [2]
    'size' must have at least 2 entries
size: [2, 1] ¦ size: [2, 1, 1] ¦ size: [2
    'size' must have at most 2 entries
size: [2, 1] ¦ size: [2, 1.5] ¦ 1.5]
    'size' must be a whole number, not 1.5 ¦ Also wrong: line 8, 'size' must have at least 2 entries
, size: [2, 1] ¦  ¦ zuid:
    'zuid' lacks size ¦ Add it
""",
    TOPICS: """
introduction: ¦ inleiding: ¦ inleiding:
    the file lacks introduction ¦ Add it. Also wrong: line 2, unknown key 'inleiding'
title: Functie ¦ titel: Functie ¦ titel:
    unknown key 'titel' ¦ Perhaps 'title' is meant. Also wrong: line 4, 'topics' lacks title
title: Functie ¦ title: 1 ¦ title: 1
    'title' must be text, not 1 ¦ Put it between quotes
["Wat zag u, en waar?"] ¦ Wat? ¦ Wat?
    'questions' must be a list, not 'Wat?'
Wie helpt u? ¦ {a: b} ¦ {a: b}
    'questions' must be text
""",
    WAVE: """
publisher: ¦ archive: op de site⏎publisher: ¦ archive:
    'op de site' is no web address such as https://example.org/report
synthetic: false⏎ ¦  ¦ wave:
    the file lacks synthetic ¦ Add it
synthetic: false ¦ synthetic: ¦ wave:
    the file lacks synthetic ¦ Add it
synthetic: false ¦ synthetic: false⏎state: af ¦ state:
    unknown state 'af' ¦ Known: draft, published
publisher: Een ¦ publishers: x⏎publisher: Een ¦ publishers: x
    unknown key 'publishers' ¦ Perhaps 'publisher' is meant
wave: "2025" ¦ wave: 2025 ¦ wave: 2025
    'wave' must be text, not 2025 ¦ Put it between quotes
wave: "2025" ¦ wave: "2026" ¦ wave:
    this wave is called '2026', its folder '2025' ¦ Give both the same name
synthetic: false ¦ synthetic: nee ¦ synthetic
    'synthetic' must be true or false, not 'nee'
date: 2026-01-15 ¦ date: januari ¦ date:
    'date' must be a date such as 2025-06-30, not 'januari'
date: 2026-01-15 ¦ date: 2026-02-30 ¦ date:
    '2026-02-30' does not exist in the calendar
[A. Onderzoeker, B. Schrijver] ¦ A. Onderzoeker ¦ authors
    'authors' must be a list, not 'A. Onderzoeker'
started: 1 ¦ started: veel ¦ started
    'started' must be a whole number, not 'veel'
, dropped_out: 0 ¦  ¦ started
    'respondents' lacks dropped_out ¦ Add it
held: 1 ¦ held: 1, x: 2 ¦ held
    unknown key 'x' ¦ Known: left_contact, agreed, held, start, end
min_cell: 0 ¦ min_cell: 2 ¦ min_cell
    'min_cell' must be 0 or at least 3, not 2 ¦ Use 5, or 0 where every number may be shown
min_cell: 0 ¦ min_cell: -1 ¦ min_cell
    'min_cell' must be 0 or at least 3, not -1 ¦ Use 5
start: "2025-06" ¦ start: juni ¦ juni
    'juni' is no month such as "2023-06"
start: "2025-06" ¦ start: "2025-13" ¦ 2025-13
    '2025-13' does not exist in the calendar
start: "2025-06" ¦ start: "2025-10" ¦ fieldwork
    the fieldwork ends before it starts
""",
    CONTEXT: """
  source: register2025⏎ ¦  ¦ value: 1814
    'landelijk' lacks source ¦ Add it
what: Een ¦ wat: x⏎  what: Een ¦ wat: x
    unknown key 'wat' ¦ Perhaps 'what' is meant
value: 1814 ¦ value: 18.14 ¦ 18.14
    'value' must be a whole number or text, not 18.14 ¦ Put it between quotes
value: 1814 ¦ value: true ¦ true
    'value' must be a whole number or text, not True ¦ Put it between quotes
year: 2024 ¦ year: true ¦ true
    'year' must be a whole number or text, not True ¦ Put it between quotes
source: register2025 ¦ source: 2025 ¦ source: 2025
    'source' must be text, not 2025 ¦ Put it between quotes
""",
    CROSS_TABULATIONS: """
tables: ¦ tabellen: ¦ tabellen:
    the file lacks tables ¦ Add it. Also wrong: line 2, unknown key 'tabellen'
row: domein⏎    column: gezien ¦ row: beroep⏎    column: gezien ¦ beroep
    the questionnaire has no question 'beroep' ¦ Known: wijk
column: gezien ¦ column: x ¦ column: x
    the questionnaire has no question 'x' ¦ Known: wijk
"!nee" ¦ "!niet" ¦ !niet
    'niet' is not an option of 'gezien' ¦ Known: ja, deels, nee
["overig"] ¦ ["rest"] ¦ rest
    'rest' is not an option of 'domein' ¦ Known: onderwijs, politie, overig
    n: 3⏎    place: Tabel 1⏎ ¦     n: 3⏎    x: 3⏎    place: P⏎ ¦ x: 3
    unknown key 'x' ¦ Known: row, column, column_option, leave_out, n, place
[wijk] ¦ [wijken] ¦ wijken
    the questionnaire has no question 'wijken' ¦ Perhaps 'wijk' is meant
option: noord ¦ option: oost ¦ oost
    'oost' is not an option of 'wijk' ¦ Known: noord, zuid, overal
row: gezien ¦ row: wens ¦ wens
    the questionnaire has no question 'wens' ¦ Known: wijk
column: se_zorgen ¦ column: hoop ¦ hoop
    the questionnaire has no question 'hoop' ¦ Known: wijk
16.03 ¦ veel ¦ veel
    'statistic' must be a number, not 'veel'
16.03 ¦ .nan ¦ .nan
    'statistic' must be a number, not nan
    df: 8⏎ ¦  ¦ row: gezien
    'tests' lacks df ¦ Add it
"zuid" ¦ "!west" ¦ west
    'west' is not an option of 'wijk' ¦ Known: noord, zuid, overal
["politie"] ¦ ["leger"] ¦ leger
    'leger' is not an option of 'domein' ¦ Known: onderwijs
["onderwijs", "overig"] ¦ ["leger"] ¦ leger
    'leger' is not an option of 'domein' ¦ Known: onderwijs
politie, questions: [w ¦ x, questions: [w ¦ {domein: x
    'x' is not an option of 'domein' ¦ Known: onderwijs
""",
    INTERVIEWS: """
interviews: 12⏎ ¦  ¦ per_domain: {gemeente: 6}
    the file lacks interviews ¦ Add it
passages: 3} ¦ passages: v} ¦ passages: v}
    'passages' must be a whole number, not 'v'
themes: [] ¦ thema: [] ¦ thema:
    unknown key 'thema' ¦ Perhaps 'themes' is meant. Also wrong: line 8, 'quotations' lacks themes
{gemeente: 6} ¦ {gemeente: x} ¦ {gemeente: x}
    'gemeente' must be a whole number, not 'x'
""",
    CHANGES: """
    after: 3⏎ ¦  ¦ date:
    'changes' lacks after ¦ Add it
published: true ¦ published: ja ¦ published:
    'published' must be true or false, not 'ja'
changes: ¦ change: ¦ change:
    the file lacks changes ¦ Add it. Also wrong
""",
}


def _faults() -> Iterator[object]:
    for file, table in FAULTS.items():
        lines = table.strip("\n").splitlines()
        for change, told in zip(lines[::2], lines[1::2], strict=True):
            parts = tuple(part.replace("⏎", "\n") for part in change.split(" ¦ "))
            message, _, advice = told.strip().partition(" ¦ ")
            yield pytest.param(file, parts, (message, advice), id=f"{Path(file).stem}: {message}")


@pytest.mark.parametrize(("file", "change", "told"), list(_faults()))
def test_a_fault_is_named_with_its_line(
    file: str, change: tuple[str, str, str], told: tuple[str, str], data: SampleData
) -> None:
    path = data.folder / file
    if file in ADDED:
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(before + ADDED[file], "utf-8")
    LOADERS[file](path)
    old, new, at = change
    data.replace(file, old, new)
    with pytest.raises(CkmError) as caught:
        LOADERS[file](path)
    message, advice = told
    assert caught.value.message == message
    assert (caught.value.advice or "").startswith(advice)
    assert advice or not caught.value.advice
    text = path.read_text("utf-8")
    assert text.count(at) == 1
    line = text.partition(at)[0].count("\n") + 1
    assert caught.value.place == f"{path}, line {line}"


def test_every_kind_of_file_has_faults() -> None:
    assert set(FAULTS) == set(LOADERS)
