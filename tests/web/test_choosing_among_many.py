"""One of very many, a matrix, a ranking and a place, as a browser without scripts asks them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from farolito.domain.access import SYSTEM
from farolito.services import places
from farolito.web.host import host_of
from tests.web.conftest import own_client
from tests.web_support.chosen_form import chosen_form, languages
from tests.web_support.family import Family
from tests.web_support.trial_form import both, choice, question

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

SPEAK, SAFE = "/lincoln/many/speak_page", "/lincoln/many/safe_page"


@pytest.fixture
def site(make_site: Callable[..., Flask]) -> Flask:
    return make_site({"many": chosen_form()})


@pytest.fixture
def chooser(site: Flask) -> Family:
    """A family on the page of the long choice."""
    return Family(own_client(site), "/lincoln/many").begin().press("next", consent="with_name")


def offered(family: Family, name: str) -> list[str]:
    """The values of the radio buttons of a question, Skip left out."""
    found = re.findall(rf'type="radio" id="[^"]*" name="{name}" value="([^"]*)"', family.html)
    return [value for value in found if value != "_skip"]


def add_schools(site: Flask, number: int) -> None:
    with host_of(site).works.open(SYSTEM) as work:
        county = places.tree(work)[0].place
        district = places.add(work, "district", "duarte", "Duarte Unified", county.id)
        for n in range(number):
            places.add(work, "site", f"school-{n}", f"School {n}", district.id)


def to_school(family: Family) -> Family:
    family.press("next", speak="_skip")
    family.press("next", **{f"safe_{row}": "_skip" for row in ("bus", "yard", "class")})
    return family.press("next")


def test_the_page_has_none_of_its_choices_before_letters_are_looked_for(chooser: Family) -> None:
    assert offered(chooser, "speak") == []
    assert "Zapoteco" not in chooser.html
    assert len(brotli.compress(chooser.html.encode(), quality=5)) <= 8 * 1024


def test_search_finds_in_any_language_and_checks_nothing(chooser: Family) -> None:
    chooser.press("find:speak", speak__find="ESPÁÑ")
    assert chooser.address == SPEAK
    assert offered(chooser, "speak") == ["spanish"]
    assert "There is a problem" not in chooser.html
    assert "1 answer found" in chooser.html
    assert chooser.fields["speak.find"] == ["ESPÁÑ"]


def test_search_leads_to_what_was_found(chooser: Family) -> None:
    reply = chooser.client.post(
        SPEAK, data={"_go": "find:speak", "speak.find": "arm"}, follow_redirects=False
    )
    assert reply.location.endswith("speak_page#speak-found")
    assert 'id="speak-found"' in chooser.open(SPEAK).html


def test_what_was_found_can_be_chosen(chooser: Family) -> None:
    chooser.press("find:speak", speak__find="arm").press("next", speak="armenian")
    assert chooser.address == SAFE
    chooser.open(SPEAK)
    assert offered(chooser, "speak") == ["armenian"]
    assert chooser.fields["speak"] == ["armenian"]


def test_continue_with_new_letters_looks_for_them_and_the_second_time_asks(chooser: Family) -> None:
    chooser.press("next", speak__find="arm")
    assert offered(chooser, "speak") == ["armenian"]
    assert "There is a problem" not in chooser.html
    chooser.press("next")
    assert chooser.address == SPEAK
    assert "Choose one of the answers that were found" in chooser.html


def test_an_answer_stays_while_another_is_looked_for(chooser: Family) -> None:
    chooser.press("find:speak", speak__find="arm").press("next", speak="armenian").press("back")
    chooser.press("find:speak", speak__find="korean")
    assert offered(chooser, "speak") == ["armenian", "korean"]
    assert chooser.fields["speak"] == ["armenian"]
    assert chooser.press("next", speak="korean").address == SAFE
    assert chooser.open(SPEAK).fields["speak"] == ["korean"]


def test_only_the_first_of_many_are_shown(chooser: Family) -> None:
    chooser.press("find:speak", speak__find="language")
    assert len(offered(chooser, "speak")) == 12
    assert "The first 12 of 1194" in chooser.html


def test_what_is_not_on_the_list_can_be_written(chooser: Family) -> None:
    chooser.press("find:speak", speak__find="<chuj>")
    assert "Nothing was found for “&lt;chuj&gt;”" in chooser.html
    assert chooser.press("next", speak__other="Chuj").address == SAFE
    assert chooser.open(SPEAK).fields["speak.other"] == ["Chuj"]


def test_words_of_ones_own_win_over_letters_that_nobody_looked_for(chooser: Family) -> None:
    chooser.press("next", speak__find="chu", speak__other="Chuj")
    assert chooser.address == SAFE
    assert chooser.open(SPEAK).fields["speak.other"] == ["Chuj"]


def test_skip_wins_over_letters_unless_it_was_there_before(chooser: Family) -> None:
    assert chooser.press("next", speak__find="arm", speak="_skip").address == SAFE
    chooser.open(SPEAK)
    assert chooser.fields["speak"] == ["_skip"]
    chooser.press("next", speak__find="arm")
    assert offered(chooser, "speak") == ["armenian"]
    assert "There is a problem" not in chooser.html


def test_letters_survive_the_language_button_and_a_silent_save(chooser: Family) -> None:
    chooser.press("draft", speak__find="arm").open(SPEAK)
    assert chooser.fields["speak.find"] == ["arm"]
    chooser.press("language").press("use:es")
    assert chooser.fields["speak.find"] == ["arm"]
    assert "Armenio" in chooser.html


def test_a_search_can_be_the_first_thing_that_a_family_sends(
    make_site: Callable[..., Flask],
) -> None:
    form = chosen_form(regime="self_service")
    form["sections"] = form["sections"][1:]
    client = own_client(make_site({"open": form}))
    first = client.post("/lincoln/open/speak_page", data={"_go": "find:speak", "speak.find": "arm"})
    assert first.location.endswith("?begun=1#speak-found")
    assert "Armenian" in client.get(first.location.partition("#")[0]).text


def test_two_thousand_choices_fit_in_a_page_that_shows_what_was_found(
    make_site: Callable[..., Flask],
) -> None:
    form = chosen_form()
    form["sections"][1]["pages"][0]["questions"][0]["choices"] = languages(2_000)
    family = Family(own_client(make_site({"many": form})), "/lincoln/many").begin("es")
    family.press("next", consent="with_name").press("find:speak", speak__find="idioma")
    assert len(offered(family, "speak")) == 12
    assert len(brotli.compress(family.html.encode(), quality=5)) <= 8 * 1024


def test_every_row_of_a_matrix_is_a_group_of_its_own_inside_one(chooser: Family) -> None:
    html = chooser.press("next", speak="_skip").html
    legends = re.findall(r"<legend>(.*?)</legend>", html)
    assert legends == [
        "<h1>How often does your child feel safe here?</h1>",
        "On the bus or on the way",
        "In the yard",
        "In class",
    ]
    assert html.count("<fieldset") == html.count("</fieldset>") == 4
    assert 'class="mr mh" aria-hidden="true"' in html
    assert len(brotli.compress(html.encode(), quality=5)) <= 8 * 1024


def test_a_problem_names_its_row_and_leads_to_it(chooser: Family) -> None:
    chooser.press("next", speak="_skip").press("next", safe_bus="often", safe_class="_skip")
    assert chooser.address == SAFE
    said = 'href="#safe_yard">In the yard: Choose an answer, or choose'
    assert said in chooser.html
    assert chooser.html.count('class="mr bad"') == 1
    assert "safe_yard" in chooser.page.ids


def test_rows_stand_alone_where_answers_are_checked(chooser: Family) -> None:
    chooser.press("next", speak="_skip")
    chooser.press("next", safe_bus="often", safe_yard="never", safe_class="_skip")
    chooser.press("next", **{"first.rank_talk": "1", "first.rank_food": "2"})
    chooser.press("next", school="lincoln")
    assert chooser.address == "/lincoln/many/check"
    assert "How often does your child feel safe here? – In the yard" in chooser.html
    assert "1. Somebody to talk to<br>2. Food for the weekend" in chooser.html
    assert "Lincoln Community School" in chooser.html


def test_a_ranking_refuses_one_number_twice_where_it_stands(chooser: Family) -> None:
    chooser.press("next", speak="_skip")
    chooser.press("next", **{f"safe_{row}": "_skip" for row in ("bus", "yard", "class")})
    chooser.press("next", **{"first.rank_food": "1", "first.rank_talk": "1"})
    assert "You gave the number 1 two times" in chooser.html
    assert 'href="#first-rank_talk"' in chooser.html
    assert chooser.page.invalid == ["first.rank_talk"]


def test_few_places_are_all_shown_and_a_district_tells_them_apart(
    site: Flask, chooser: Family
) -> None:
    add_schools(site, 2)
    to_school(chooser)
    assert offered(chooser, "school") == ["lincoln", "school-0", "school-1"]
    assert "school.find" not in chooser.fields
    assert re.search(r"School 0</bdi> – <bdi[^>]*>Duarte Unified", chooser.html)


def test_many_places_are_looked_for(site: Flask, chooser: Family) -> None:
    add_schools(site, 20)
    to_school(chooser)
    assert offered(chooser, "school") == []
    chooser.press("find:school", school__find="school 7")
    assert offered(chooser, "school") == ["school-7", "school-17"]
    assert chooser.press("next", school="school-7").address == "/lincoln/many/check"
    assert "School 7" in chooser.html


def test_a_place_that_is_not_there_is_no_answer(chooser: Family) -> None:
    to_school(chooser).press("next", school="hogwarts")
    assert "Choose one of the answers in the list" in chooser.html


def test_a_form_without_places_costs_no_statement_for_them(
    make_site: Callable[..., Flask],
) -> None:
    from farolito.testing.statements import watched

    app = make_site()
    family = Family(own_client(app), "/lincoln/fair").begin().press("next", consent="with_name")
    with watched(host_of(app).works.engine) as statements:
        family.client.get(family.address)
    assert not any("place.parent_id" in one for one in statements)


def test_the_choices_of_a_row_may_depend_on_an_answer(make_site: Callable[..., Flask]) -> None:
    form = chosen_form()
    pages = form["sections"][1]["pages"]
    pages[1]["questions"][0]["choices"][3]["relevant"] = "calm"
    pages.insert(0, {"name": "calm_page", "questions": [question("calm", "yes_no", "C?", "C?")]})
    family = Family(own_client(make_site({"many": form})), "/lincoln/many").begin()
    family.press("next", consent="with_name").press("next", calm="no").press("next", speak="_skip")
    assert offered(family, "safe_bus") == ["never", "sometimes", "often"]
    assert "Always" not in family.html


def test_a_choice_may_still_be_called_like_the_suffix_of_a_field(
    make_site: Callable[..., Flask],
) -> None:
    form = chosen_form()
    ranking = form["sections"][1]["pages"][2]["questions"][0]
    ranking["choices"] = [choice("skip", "Skip", "Saltar"), choice("find", "Find", "Buscar")]
    ranking["most"] = 2
    ranking["label"] = both("In order", "En orden")
    family = Family(own_client(make_site({"many": form})), "/lincoln/many").begin()
    family.press("next", consent="with_name").press("next", speak="_skip")
    family.press("next", **{f"safe_{row}": "_skip" for row in ("bus", "yard", "class")})
    family.press("next", **{"first.rank_skip": "2", "first.rank_find": "1"})
    assert family.press("next", school="_skip").address == "/lincoln/many/check"
    assert "1. Find<br>2. Skip" in family.html
