"""The table of what a form definition may hold. The reader, the JSON Schema and the reference derive from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from farolito.domain.definitions import (
    Band,
    Choice,
    Demand,
    Form,
    Group,
    Need,
    NextStep,
    Page,
    Purpose,
    Question,
    Regime,
    Repeat,
    Retention,
    Score,
    Section,
    Sensitivity,
    Translation,
    Use,
    UsedBlock,
)
from farolito.domain.regimes import ConsentPath
from farolito.domain.roles import ROLES
from farolito.domain.shapes.kinds import (
    CODE,
    KEBAB,
    SNAKE,
    Flag,
    Line,
    Number,
    OneOf,
)
from farolito.domain.shapes.matrix import ROW
from farolito.domain.shapes.nested import Again, GroupRecord, Item, PageRecord
from farolito.domain.shapes.questions import QuestionRecord
from farolito.domain.shapes.records import Field, ListOf, MapOf, OneOrMore, OrUse, Record
from farolito.domain.shapes.rules import FlagOrRule, Rule
from farolito.domain.shapes.words import LANGUAGE, Words
from farolito.domain.shared_facts import FACTS

if TYPE_CHECKING:
    from collections.abc import Mapping

PPRA_AREAS: Mapping[str, str] = {
    "politics": "Political affiliations or beliefs",
    "mental_health": "Mental or psychological problems",
    "sex": "Sex behavior or attitudes",
    "illegal_behavior": "Illegal, anti-social, self-incriminating or demeaning behavior",
    "family_appraisals": "Critical appraisals of close family",
    "privileged_relations": "Privileged relations: lawyers, doctors, ministers",
    "religion": "Religious practices, affiliations or beliefs",
    "income": "Income",
}
"""The protected areas of 20 U.S.C. 1232h(b); Cal. Educ. Code 51513 is like it."""

MOST_PAGES = 500  # of one section
WAS = "The names it had in earlier versions, so that their answers stay with it."

MONTHS = Number(0, 240, whole=True)
MARKS = Line(
    200_000,
    "marks made by farolito forms stamp",
    r"^[0-9a-f]{8}( [0-9a-f]{8})*$",
    "marks",
)

SOUNDS = MapOf(
    LANGUAGE,
    Line(
        200,
        "a sound file of a plugin, like “our_forms/audio/food.es.mp3”",
        r"^[a-z][a-z0-9_]*(/[a-z0-9][a-z0-9._-]*)+\.(mp3|m4a|ogg)$",
        "sound file",
    ),
    most=40,
)

CHOICE = Record(
    Choice,
    "an allowed answer",
    (
        Field("name", CODE, "What is stored. Never change it once people have answered."),
        Field("label", Words(), "What people read."),
        Field("code", Line(), "A code of a standard, e.g. a LOINC answer code."),
        Field("score", Number(), "What this choice adds to a score."),
        Field("exclusive", Flag(), "\u201cNone of these\u201d: choosing it clears the others."),
        Field("relevant", Rule(), "When this choice is offered."),
        Field("was", ListOf(CODE, least=1, most=20, unique=True), WAS),
        Field("within", OneOrMore(CODE), "Offered with these answers to choices_within."),
        Field("audio", SOUNDS, "Its label, spoken: a sound file in each language."),
    ),
)

QUESTION = QuestionRecord(
    Question,
    "what is asked",
    (
        Field("name", SNAKE, "The name in rules, exports and the database; unique in the form."),
        Field("type", SNAKE, "What the answer means, one of the question types."),
        Field("label", Words(), "The question, as people read it."),
        Field("hint", Words(), "Help below the question."),
        Field("why", Words(), "One sentence: why we ask."),
        Field("appearance", Line(40), "Another way to ask the same type."),
        Field("choices", ListOf(CHOICE, least=2, most=2_000), "The allowed answers."),
        Field("choices_from", SNAKE, "One of the form's choice_lists, instead of choices."),
        Field("choices_within", SNAKE, "The earlier question whose answer narrows them down."),
        Field("randomize", Flag(), "Choices in another order in each response."),
        Field("calculation", Rule(), "What a calculated value is."),
        Field("default", Rule(), "What stands in its fields at first; no answer until Continue."),
        Field("relevant", Rule(), "When it is asked. It may look at questions of earlier pages."),
        Field("required", FlagOrRule(), "Whether it needs an answer. If not, it has Skip."),
        Field("constraint", Rule(), "What a good answer fulfils; . is the answer itself."),
        Field("constraint_message", Words(), "What to do when the constraint does not hold."),
        Field(
            "codes",
            MapOf(SNAKE, Line()),
            "Codes of standards, by the name of the standard, e.g. loinc.",
        ),
        Field("sensitivity", OneOf(get_args(Sensitivity)), "How carefully it is shown."),
        Field("audience_view", ListOf(OneOf(tuple(ROLES)), unique=True), "The roles that see it."),
        Field(
            "audience_print",
            ListOf(OneOf(("family_copy", "staff_copy")), unique=True),
            "The papers it is printed on; [] for none.",
        ),
        Field(
            "ppra",
            ListOf(OneOf(tuple(PPRA_AREAS)), unique=True),
            "Protected areas it touches (20 U.S.C. 1232h), if students answer.",
        ),
        Field("attribution", Line(), "Instrument and copyright line, printed beside it."),
        Field("was", ListOf(SNAKE, least=1, most=20, unique=True), WAS),
        Field(
            "fact", OneOf(tuple(FACTS)), "The shared fact it asks, so that a family says it once."
        ),
        Field("audio", SOUNDS, "Its label, spoken: a sound file in each language."),
    ),
)

GROUP = GroupRecord(
    Group,
    "a titled run of questions on a page",
    (
        Field("group", SNAKE, "Its name; unique in the form."),
        Field("label", Words(), "The heading above its questions."),
        Field("hint", Words(), "Help below the heading."),
        Field("relevant", Rule(), "When its questions are asked. It may look at earlier pages."),
        Field("questions", ListOf(QUESTION, least=1, most=50), "What is asked, in this order."),
    ),
)

PAGE = PageRecord(
    Page,
    "what is shown at once: one idea",
    (
        Field("name", SNAKE, "Part of the page's address; unique in the form."),
        Field(
            "questions",
            ListOf(Item(QUESTION, GROUP), least=1, most=50),
            "What is asked, in this order: questions, and groups of them.",
        ),
        Field("title", Words(), "Left out, the only question is the heading."),
        Field("intro", Words(), "Words before the questions."),
        Field("relevant", Rule(), "When the page is shown. It may look at earlier pages."),
    ),
)

USE = Record(
    Use,
    "a block of the question bank, put in here",
    (
        Field("use", KEBAB, "The name of the block: farolito forms blocks lists them."),
        Field("prefix", SNAKE, "What its names start with, so that it can be used twice."),
        Field("sensitivity", OneOf(get_args(Sensitivity)), "Shown more carefully than it says."),
        Field("without", ListOf(SNAKE, unique=True), "Its optional questions to leave out."),
        Field("relevant", Rule(), "When it is asked. It may look at earlier pages."),
    ),
)

REPEAT = Record(
    Repeat,
    "makes a section answered once per entry",
    (
        Field("name", SNAKE, "Its name in rules and addresses; unique in the form."),
        Field("max", Number(1, 200, whole=True), "The most entries there may be."),
        Field("entry_label", SNAKE, "The question of this section that names an entry."),
        Field("entry", Words(), "The noun for one entry: person."),
        Field("add", Words(), "What the list page asks: \u201cAdd another person?\u201d."),
        Field("empty", Words(), "What an empty list says."),
        Field("was", ListOf(SNAKE, least=1, most=20, unique=True), WAS),
    ),
)

SECTION: Record = Record(
    Section,
    "a titled run of pages, for progress and summaries",
    (
        Field("name", SNAKE, "Unique among the sections."),
        Field("title", Words(), "Its heading in summaries."),
        Field("pages", ListOf(OrUse(PAGE, USE), least=1, most=MOST_PAGES), "Its pages, in order."),
        Field("relevant", Rule(), "When the section is shown."),
        Field("repeat", REPEAT, "Makes it a list of entries, e.g. of people."),
        Field("intro", Words(), "Words on its list page."),
        Field(
            "sections",
            ListOf(Again(lambda: SECTION), most=20),
            "Lists within each entry: sections with a repeat of their own.",
        ),
        Field("codes", MapOf(SNAKE, Line()), "Codes of standards for the section."),
    ),
)

BAND = Record(
    Band,
    "a named range of a score, up to the next band",
    (
        Field("name", SNAKE, "Its name in exports."),
        Field("at_least", Number(), "Where it starts."),
        Field("label", Words(), "What staff read."),
    ),
)

SCORE = Record(
    Score,
    "the sum of the scores of the chosen choices",
    (
        Field("name", SNAKE, "Its name in rules and exports; unique in the form."),
        Field("label", Words(), "What staff read."),
        Field("questions", ListOf(SNAKE, least=1, unique=True), "The questions it adds up."),
        Field("when_missing", OneOf(("none", "zero")), "What one missing answer means."),
        Field(
            "most_missing",
            Number(0, 200, whole=True),
            "With zero: as many may be missing, else no score.",
        ),
        Field("least_answered", Number(0, 200, whole=True), "Fewer answers mean no score."),
        Field("multiply", Number(), "What the sum is multiplied by."),
        Field("bands", ListOf(BAND, most=20), "Its named ranges, rising."),
        Field("source", Line(), "Where the rule comes from."),
    ),
)

NEXT_STEP = Record(
    NextStep,
    "one thing a family can do now",
    (
        Field("title", Words(), "What to do."),
        Field("detail", Words(), "How, where, when."),
        Field("phone", Line(40, "a phone number", r"^[+(]?[0-9][0-9() .-]*$"), "A number to call."),
        Field(
            "url", Line(500, "an address that starts with https://", r"^https?://\S+$"), "A page."
        ),
        Field("bring", Words(), "What to bring."),
    ),
)

NEED = Record(
    Need,
    "a named need, and what to do about it",
    (
        Field("name", SNAKE, "Its name in exports; unique in the form."),
        Field("label", Words(), "What staff read."),
        Field("when", Rule(), "The need is found when this holds."),
        Field("next_steps", ListOf(NEXT_STEP, most=20), "What the family can do, best first."),
        Field("urgent", Flag(), "Staff see it first: it can not wait until tomorrow."),
    ),
)

RETENTION = Record(
    Retention,
    "how long answers are kept",
    (
        Field("draft_days", Number(1, 365, whole=True), "Days after which a draft is erased."),
        Field("identity_months", MONTHS, "Months after which names and contacts are erased."),
        Field("answers_months", MONTHS, "Months after which everything is erased."),
    ),
)

TRANSLATION = Record(
    Translation,
    "how far a language is",
    (
        Field("state", OneOf(("missing", "machine", "draft", "reviewed")), "Who has read it."),
        Field(
            "of",
            Line(64, "a fingerprint made by farolito forms stamp", r"^[0-9a-f]{16,64}$"),
            "The fingerprint of all source words it was made from, where texts have no marks.",
        ),
        Field("machine_of", MARKS, "The marks of the texts that nobody has read."),
        Field("draft_of", MARKS, "The marks of the texts that a person wrote."),
        Field("reviewed_of", MARKS, "The marks of the texts that a second person read."),
    ),
)

DEMANDS = ListOf(OneOf(get_args(Demand)), unique=True)

USED_BLOCK = Record(
    UsedBlock,
    "where a part of the form came from; written when blocks are put in",
    (
        Field("name", KEBAB, "The block's name."),
        Field("version", Line(), "The block's version."),
        Field("hash", Line(64, "a SHA-256 in hex", r"^[0-9a-f]{64}$"), "Its exact content."),
        Field("licence", Line(), "The licence of its words."),
        Field("attribution", Line(2_000), "Its copyright line."),
        Field("source", Line(2_000), "Where its wording comes from."),
        Field("verified", Flag(), "Whether the wording was compared with that source."),
        Field("unverified", Line(2_000), "Why not."),
        Field("instrument_version", Line(), "Which version of the instrument it is."),
        Field("demands", DEMANDS, "What it asks of those who offer it."),
        Field("prefix", SNAKE, "What its names start with here."),
    ),
)

FORM = Record(
    Form,
    "a form that people fill in",
    (
        Field("$schema", Line(), "Where editors find the schema."),
        Field("name", KEBAB, "Its lasting name, never shown to families."),
        Field("title", Words(), "What families call it."),
        Field("purpose", OneOf(get_args(Purpose)), "What it is for."),
        Field("regime", OneOf(get_args(Regime)), "Who owns and may read the answers."),
        Field(
            "languages",
            ListOf(LANGUAGE, least=1, most=12, unique=True),
            "The source language first.",
        ),
        Field("translations", MapOf(LANGUAGE, TRANSLATION), "How far each other language is."),
        Field("summary", Words(), "Two or three sentences on the first page."),
        Field("minutes", Number(1, 120, whole=True), "How long it takes."),
        Field("audience", OneOf(("family", "student", "staff", "anyone")), "Who answers."),
        Field("consent_path", OneOf(get_args(ConsentPath)), "Who consents to the record."),
        Field("consent_path_from", SNAKE, "The question that asks who consents."),
        Field("neutral_title", Words(), "For tabs and file names of a sensitive form."),
        Field("leave_now", Flag(), "A quick exit on every page."),
        Field("stop_here", Flag(), "\u201cStop here\u201d on every page: keep or erase."),
        Field("licence", Line(), "The licence of the words."),
        Field("attributions", ListOf(Line(2_000), most=50), "Copyright lines to print."),
        Field("retention", RETENTION, "How long answers are kept."),
        Field(
            "sections", ListOf(OrUse(SECTION, USE), least=1, most=50), "What is asked, in order."
        ),
        Field(
            "choice_lists",
            MapOf(SNAKE, ListOf(CHOICE, least=2), most=50),
            "Choices that several questions share, by the name of the list.",
        ),
        Field("scores", ListOf(SCORE, most=50), "Numbers from answers."),
        Field("needs", ListOf(NEED, most=100), "What the answers say the family needs."),
        Field("thanks", Words(), "The first line after sending."),
        Field(
            "uses",
            ListOf(SNAKE, most=50, unique=True),
            "Question types of plugins, and plugins whose functions rules call.",
        ),
        Field("codes", MapOf(SNAKE, Line()), "Codes of standards for the whole form."),
        Field("blocks", ListOf(USED_BLOCK, most=50), "Filled in from each use of a block."),
    ),
)

RECORDS: tuple[Record, ...] = (
    FORM,
    SECTION,
    PAGE,
    GROUP,
    QUESTION,
    CHOICE,
    REPEAT,
    USE,
    SCORE,
    BAND,
    NEED,
    NEXT_STEP,
    RETENTION,
    TRANSLATION,
    USED_BLOCK,
    ROW,
)
"""Every record, in the order a reader meets them."""
