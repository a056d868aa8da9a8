"""What no form may ask is found by its words, and what only looks alike is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.forbidden_words import CONCEPTS
from farolito.domain.languages import WRITTEN
from farolito.domain.must_not_ask import concepts_in, forbidden_concepts
from farolito.domain.reading import trusted_form

if TYPE_CHECKING:
    from farolito.domain.definitions import Form

ASKING = [
    ("citizenship", "en", "Are you a U.S. citizen?"),
    ("citizenship", "en", "Doesn't anyone at home have citizenship?"),
    ("immigration status", "en", "What is your immigration status?"),
    ("immigration status", "en", "Immi\u00adgration status"),
    ("immigration status", "en", "We never share this. What is your immigration status?"),
    ("immigration status", "en", "We do not ask much, but what is your immigration status?"),
    ("immigration status", "en", "Undocumented"),
    ("immigration status", "en", "Do you have papers?"),
    ("immigration status", "en", "Do you have DACA?"),
    ("visa", "en", "What kind of visa do you have?"),
    ("green card", "en", "Do you have a green card?"),
    ("green card", "en", "I am a permanent resident"),
    ("country of birth", "en", "Country of birth"),
    ("country of birth", "en", "Where was your child born?"),
    ("country of birth", "en", "Born in the U.S.A."),
    ("country of birth", "en", "Nationality"),
    ("Social Security number", "en", "Social Security Number"),
    ("Social Security number", "en", "\uff33\uff33\uff2e"),
    ("Social Security number", "en", "Your S.S.N."),
    ("Social Security number", "en", "Last 4 of your social"),
    ("Social Security number", "en", "Social Security number (required)"),
    ("Social Security number", "en", "Write no Social Security numbers but your own"),
    ("alien number", "en", "A-Number"),
    ("alien number", "en", "USCIS number"),
    ("passport", "en", "Passport number"),
    ("passport", "vi", "Passport number"),
    ("citizenship", "es", "¿Es ciudadano de los EE. UU.?"),
    ("citizenship", "es", "Ciudadania"),
    ("immigration status", "es", "Estatus migratorio"),
    ("immigration status", "es", "¿Está aquí sin papeles?"),
    ("immigration status", "es", "¿Tiene papeles?"),
    ("visa", "es", "Tipo de visa"),
    ("green card", "es", "Residente permanente"),
    ("country of birth", "es", "Pais de nacimiento"),
    ("country of birth", "es", "¿Dónde nació su hijo?"),
    ("Social Security number", "es", "Número de seguro social"),
    ("passport", "es", "Número de pasaporte"),
    ("citizenship", "zh-Hant", "您是否為美國公民？"),
    ("immigration status", "zh-Hans", "您的移民身份"),
    ("visa", "ko", "비자 종류"),
    ("green card", "ko", "영주권이 있습니까?"),
    ("citizenship", "vi", "Quốc tịch của quý vị"),
    ("country of birth", "vi", "Nơi sinh"),
    ("country of birth", "tl", "Lugar ng kapanganakan"),
    ("citizenship", "hy", "Քաղաքացիություն"),
    ("country of birth", "ru", "Место рождения"),
    ("Social Security number", "ru", "Номер социального страхования"),
    ("country of birth", "fa", "محل تولد"),
    ("passport", "ar", "رقم جواز السفر"),
    ("citizenship", "km", "សញ្ជាតិ"),
]

HARMLESS = [
    ("en", "We do not ask about immigration status."),
    ("en", "Please do not write about immigration status."),
    ("en", "You do not need a Social Security number."),
    ("en", "No Social Security number is needed."),
    ("en", "We help you regardless of citizenship."),
    ("en", "We do not ask if you are a U.S. citizen."),
    ("en", "A Visa gift card"),
    ("en", "Visa or Mastercard"),
    ("en", "Which card? (Visa, Mastercard)"),
    ("en", "Senior citizens in your home"),
    ("en", "A class on digital citizenship"),
    ("en", "Passport to Reading"),
    ("en", "Choose a number from 1 to 10"),
    ("en", "When were you born?"),
    ("en", "Do you get Social Security payments?"),
    ("en", "Migrant Education Program"),
    ("en", "Birth certificate"),
    ("en", "Do you have papers from the school?"),
    ("en", "Someone to advise us on visual aids"),
    ("es", "No preguntamos sobre el estatus migratorio."),
    ("es", "Por favor, no escriba sobre el estatus migratorio."),
    ("es", "No se necesita número de seguro social."),
    ("es", "Tarjeta de regalo Visa"),
    ("es", "¿Cuándo nació?"),
    ("zh-Hant", "我們不會詢問移民身份。"),
    ("zh-Hans", "没有证明文件也可以"),
    ("ko", "체류 신분은 묻지 않습니다."),
    ("ko", "이민 신분에 대해서는 쓰지 말아 주세요."),
    ("ko", "소비자 교육, 전국적으로"),
    ("vi", "Chúng tôi không hỏi về tình trạng di trú."),
    ("vi", "Nơi sinh sống hiện tại"),
    ("tl", "Hindi namin itinatanong ang imigrasyon."),
    ("ru", "Мы не спрашиваем об иммиграционном статусе."),
    ("ru", "Время вашего визита"),
    ("hy", "Մենք չենք հարցնում ներգաղթի մասին։"),
    ("hy", "Խնդրում ենք չգրել ներգաղթի մասին։"),
    ("fa", "ما درباره مهاجرت شما نمی‌پرسیم."),
    ("ar", "لا نسأل عن الهجرة."),
    ("ar", "الصحة الجنسية"),
    ("km", "យើងមិនសួរអំពីអន្តោប្រវេសន៍ទេ។"),
]


@pytest.mark.parametrize(("concept", "language", "words"), ASKING)
def test_words_that_ask_are_found(concept: str, language: str, words: str) -> None:
    assert concept in [found.name for found, _ in concepts_in(words, language)]


@pytest.mark.parametrize(("language", "words"), HARMLESS)
def test_words_that_promise_not_to_ask_or_only_look_alike_are_left_alone(
    language: str, words: str
) -> None:
    assert list(concepts_in(words, language)) == []


@pytest.mark.parametrize("tag", WRITTEN)
def test_every_language_has_words_for_nearly_every_concept(tag: str) -> None:
    without = {concept.name for concept in CONCEPTS if tag not in concept.patterns}
    assert without <= {"alien number", "visa"}  # Tagalog says visa in English


def form_with(question: dict[str, Any], **more: Any) -> Form:
    page = {"name": "page", "questions": [{"name": "question", "type": "text", **question}]}
    return trusted_form(
        {
            "name": "form",
            "title": {"en": "Form"},
            "purpose": "intake",
            "regime": "anonymous",
            "languages": ["en", "es"],
            "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 1},
            "sections": [{"name": "section", "title": {"en": "Section"}, "pages": [page]}],
            **more,
        }
    )


def test_a_fault_says_which_words_were_found_where_and_the_law() -> None:
    form = form_with({"label": {"en": "About you", "es": "¿Cuál es su estatus migratorio?"}})
    [fault] = forbidden_concepts(form)
    assert fault.pointer == "/sections/0/pages/0/questions/0/label/es"
    assert "“estatus migratorio” asks about immigration status" in str(fault)
    assert "Cal. Educ. Code 234.7" in str(fault)


@pytest.mark.parametrize(
    ("question", "pointer"),
    [
        ({"label": {"en": "x"}, "hint": {"en": "Your passport number"}}, "/hint/en"),
        ({"label": {"en": "x"}, "name": "country_of_birth"}, "/name"),
        ({"label": {"en": "x"}, "name": "a_number"}, "/name"),
        (
            {
                "label": {"en": "x"},
                "type": "choice",
                "choices": [
                    {"name": "rent", "label": {"en": "Rent"}},
                    {"name": "papers", "label": {"en": "Green card"}},
                ],
            },
            "/choices/1/label/en",
        ),
        (
            {
                "label": {"en": "x"},
                "type": "choice",
                "choices": [{"name": "undocumented", "label": {"en": "Other"}}],
            },
            "/choices/0/name",
        ),
    ],
)
def test_labels_hints_choices_and_names_are_looked_at(
    question: dict[str, Any], pointer: str
) -> None:
    found = [fault.pointer for fault in forbidden_concepts(form_with(question))]
    assert found == [f"/sections/0/pages/0/questions/0{pointer}"]


def test_statements_are_not_looked_at() -> None:
    said = {"en": "Ask us about immigration, visas and passports: a lawyer is here on Mondays."}
    question = {"label": {"en": "x"}, "why": said, "points": [said], "more": said}
    form = form_with(question, summary=said, thanks=said)
    assert forbidden_concepts(form) == []


def test_a_name_that_only_contains_the_letters_is_left_alone() -> None:
    assert forbidden_concepts(form_with({"label": {"en": "x"}, "name": "pick_a_number"})) == []
