"""A form that uses a block of the question bank holds all of it, and its faults are told where it is used."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from farolito.domain.blocks import put_in
from farolito.domain.blocks.renaming import with_prefix
from farolito.domain.journey import journey
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import canonical, complete_document, content_hash, trusted_form
from farolito.domain.scoring import scores
from farolito.domain.stamping import stamped
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from tests.domain.blocks.conftest import Bench

TODAY = date(2026, 11, 23)


def test_the_pages_of_a_block_stand_where_it_is_used(bench: Bench) -> None:
    form = bench.read()
    assert list(form.pages) == ["first", "calm_page", "why_page", "last"]
    assert [score.name for score in form.scores] == ["calm_score"]
    assert [need.name for need in form.needs] == ["quiet"]


def test_what_is_published_holds_everything_and_needs_no_bank(bench: Bench) -> None:
    form = bench.read()
    whole = complete_document(bench.form, {"calm": bench.banked()})
    assert "use" not in canonical(whole).decode().split('"')
    assert trusted_form(json.loads(canonical(whole))) == form
    assert content_hash(whole) == form.hash
    assert complete_document(whole, {}) is whole


def test_nothing_of_the_document_or_the_bank_is_changed(bench: Bench) -> None:
    before = json.dumps(bench.form), json.dumps(bench.block)
    block = bench.banked()
    put_in(bench.form, {"calm": block})
    assert (json.dumps(bench.form), json.dumps(block.document)) == before


def test_the_form_keeps_where_a_block_came_from(bench: Bench) -> None:
    [used], form = bench.read().blocks, bench.read()
    assert (used.name, used.version, used.hash) == ("calm", "1", bench.banked().hash)
    assert (used.licence, used.source) == ("CC-BY-4.0", "Our own words.")
    assert (used.verified, used.demands) == (True, ("not_anonymous",))
    assert form.attributions == ("Calm, by us.",)


def test_another_version_of_a_block_makes_another_version_of_the_form(bench: Bench) -> None:
    before = bench.read().hash
    bench.block["pages"][0]["questions"][0]["label"]["en"] = "Were you calm today?"
    assert bench.read().hash != before


def test_a_block_may_be_a_whole_section(bench: Bench) -> None:
    bench.form["sections"].append({"use": "calm", "relevant": "here"})
    del bench.pages[1]
    section = bench.read().sections[1]
    assert (section.name, section.title) == ("calm", {"en": "Calm"})
    keys = [step.key for step in journey(bench.read(), {"here": "yes"}, TYPES, TODAY)]
    assert keys == ["first", "last", "calm_page"]
    assert "calm_page" not in [step.key for step in journey(bench.read(), {}, TYPES, TODAY)]


def test_a_prefix_lets_a_form_use_a_block_twice(bench: Bench) -> None:
    bench.pages.insert(2, {"use": "calm", "prefix": "child_"})
    form = bench.read()
    assert {"calm_day", "calm_why", "child_calm_day", "child_calm_why"} <= form.questions.keys()
    answers = {"calm_day": "no", "child_calm_day": "calm_day"}
    assert scores(form, answers, TYPES) == {"calm_score": 0, "child_calm_score": 1}
    keys = [step.key for step in journey(form, answers, TYPES, TODAY)]
    assert keys == ["first", "calm_page", "child_calm_page", "child_why_page", "last"]
    assert [used.prefix for used in form.blocks] == ["", "child_"]
    assert form.attributions == ("Calm, by us.",)


def test_a_prefix_leaves_choices_as_they_are_stored(bench: Bench) -> None:
    bench.pages[1]["prefix"] = "my_"
    question = bench.read().questions["my_calm_day"]
    assert [choice.name for choice in question.choices] == ["no", "calm_day"]


def test_a_use_may_be_relevant_only_sometimes(bench: Bench) -> None:
    bench.pages[1]["relevant"] = "here"
    form = bench.read()
    keys = [step.key for step in journey(form, {"calm_day": "calm_day"}, TYPES, TODAY)]
    assert keys == ["first", "last"]
    answers = {"here": "yes", "calm_day": "calm_day"}
    keys = [step.key for step in journey(form, answers, TYPES, TODAY)]
    assert keys == ["first", "calm_page", "why_page", "last"]


def test_a_block_may_be_shown_more_carefully_and_never_less(bench: Bench) -> None:
    bench.pages[1]["sensitivity"] = "crisis"
    assert bench.read().questions["calm_why"].sensitivity == "crisis"
    bench.pages[1]["sensitivity"] = "normal"
    assert bench.read().questions["calm_day"].sensitivity == "private"


def test_an_optional_question_may_be_left_out_with_its_page(bench: Bench) -> None:
    bench.pages[1]["without"] = ["calm_why"]
    assert list(bench.read().pages) == ["first", "calm_page", "last"]


def test_no_other_question_may_be_left_out(bench: Bench) -> None:
    bench.pages[1]["without"] = ["calm_day"]
    [said] = bench.faults()
    assert "/sections/0/pages/1/without/0: the block “calm” can not be asked without" in said


def test_a_need_of_the_form_stands_in_the_place_of_the_blocks_own(bench: Bench) -> None:
    bench.form["needs"] = [{"name": "quiet", "label": {"en": "A room"}, "when": "here"}]
    [need] = bench.read().needs
    assert need.label == {"en": "A room"}


def test_the_words_of_a_block_come_in_the_languages_of_the_form(bench: Bench) -> None:
    assert bench.read().questions["calm_day"].label == {"en": "Were you calm?"}


def test_a_language_that_the_block_lacks_is_told_at_the_use(bench: Bench) -> None:
    bench.form["languages"] = ["en", "ko"]
    said = [fault for fault in bench.faults() if "calm" in fault]
    assert said
    assert all("/sections/0/pages/1: the words in Korean are missing" in one for one in said)


def test_a_form_is_no_further_translated_than_its_blocks(bench: Bench) -> None:
    bench.form["languages"] = ["es", "en"]
    for part in (bench.form, bench.form["sections"][0]):
        part["title"] = {"en": "T", "es": "T"}
    for page in (bench.pages[0], bench.pages[2]):
        page["questions"][0]["label"] = {"en": "Q", "es": "Q"}
    bench.form["translations"] = {"en": {"state": "reviewed", "of": "0" * 16}}
    whole = complete_document(bench.form, {"calm": bench.banked()})
    assert whole["translations"]["en"]["state"] == "reviewed"  # the block's own language
    bench.form["languages"] = ["en", "es"]
    bench.form["translations"] = {"es": {"state": "reviewed", "of": "0" * 16}}
    whole = complete_document(bench.form, {"calm": bench.banked()})
    assert whole["translations"]["es"] == {"state": "draft", "of": "0" * 16}


def test_a_stamp_covers_the_words_of_the_blocks(bench: Bench) -> None:
    bench.form["languages"] = ["en", "es"]
    for part in (
        bench.form,
        bench.form["sections"][0],
        *(p["questions"][0] for p in bench.pages[::2]),
    ):
        part["title" if "title" in part else "label"]["es"] = "T"
    bank = {"calm": bench.banked()}
    text = stamped(json.dumps(bench.form), bank=bank)
    bench.form = json.loads(text)
    assert bench.read().translations["es"].state == "draft"
    bench.block["pages"][0]["questions"][0]["label"]["en"] = "Were you calm today?"
    assert bench.read().translations["es"].state == "stale"


def test_a_block_that_is_not_there_is_named_with_the_nearest(bench: Bench) -> None:
    bench.pages[1]["use"] = "clam"
    [said] = bench.faults()
    assert "/sections/0/pages/1/use: there is no block “clam” (did you mean “calm”?)" in said
    with pytest.raises(FarolitoError, match="there is no block"):
        complete_document(bench.form, {})


def test_a_clash_of_names_is_told_at_the_use_with_the_blocks_own_pointer(bench: Bench) -> None:
    bench.pages[0]["questions"][0]["name"] = "calm_day"
    told = "\n".join(bench.faults())
    assert "/sections/0/pages/1: “calm_day” is also at /sections/0/pages/0/questions/0" in told
    assert "(in the block “calm”, /pages/0/questions/0/name)" in told


def test_faults_of_the_form_keep_their_own_place_after_a_use(bench: Bench) -> None:
    bench.pages[2]["relevant"] = "calm_dya == 'no'"
    [said] = bench.faults()
    assert ", /sections/0/pages/2/relevant: there is no question" in said


def test_the_rules_of_the_form_may_look_at_the_questions_of_a_block(bench: Bench) -> None:
    bench.pages[2]["relevant"] = "calm_day == 'no'"
    assert bench.faults() == []


def test_more_than_fifty_blocks_are_refused_quickly(bench: Bench) -> None:
    bench.pages[1:2] = [{"use": "calm", "prefix": f"a{n}_"} for n in range(60)]
    assert "the form uses more blocks; expected at most 50" in "\n".join(bench.faults())


def test_a_use_has_no_other_members(bench: Bench) -> None:
    bench.pages[1]["pages"] = []
    assert "/sections/0/pages/1/pages: there is no “pages” here" in "\n".join(bench.faults())


def test_a_prefix_goes_before_earlier_names_and_leaves_functions_of_plugins_alone() -> None:
    question = {"name": "day", "type": "text", "was": ["date"], "relevant": "day.next(day) == 'x'"}
    renamed = with_prefix({"pages": [{"name": "p", "questions": [question]}]}, "my_")
    [asked] = renamed["pages"][0]["questions"]
    assert asked["was"] == ["my_date"]
    assert asked["relevant"] == "day.next(my_day) == 'x'"
