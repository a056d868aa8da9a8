"""From a FHIR R4 QuestionnaireResponse to answers to a form of ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from farolito.domain.carrying import Report, refusal
from farolito.domain.json_text import read_json
from farolito.domain.located import UNREADABLE
from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext
from farolito.domain.standards import LINK_ID, MEMBERS
from farolito.imports.fhir.parts import extensions, parts, shown, text, valued

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from farolito.domain.definitions import Form, Question, Section
    from farolito.imports.fhir.parts import Part

STATUSES = {
    "in-progress": "in_progress",
    "completed": "completed",
    "amended": "amended",
    "entered-in-error": "entered_in_error",
    "stopped": "stopped",
}


@dataclass(frozen=True)
class Answered:
    """Answers as they are stored, by question name; entries of lists as ``{"entries": […], "done": true}``."""

    answers: dict[str, Any]
    status: str
    language: str
    authored: str
    report: Report = field(default_factory=Report)


def answers_from_fhir(data: bytes, form: Form, today: date) -> Answered:
    """The answers of a QuestionnaireResponse to ``form``.

    Each answer passes what its own page would ask of it on ``today``; what does not pass, and what the form does not
    ask, is named in the report, never with the answer itself. Raises NotCarried for what is no QuestionnaireResponse.
    """
    located = read_json(data)
    if located.value is UNREADABLE or located.faults.found:
        raise refusal("the file", "\n".join(str(fault) for fault in located.told()))
    resource = located.value
    if not isinstance(resource, dict) or resource.get("resourceType") != "QuestionnaireResponse":
        raise refusal("/resourceType", "This is no FHIR QuestionnaireResponse.")
    status = STATUSES.get(text(resource.get("status")))
    if status is None:
        raise refusal("/status", f"The status is one of {', '.join(STATUSES)}.")
    language = text(resource.get("language")) or form.languages[0]
    reader = _Answers(form, ParseContext(today, language), Report())
    answers = reader.taken(parts(resource.get("item")), "/item", "")
    for key in sorted(
        resource.keys()
        - {"resourceType", "status", "item", "language", "authored", "questionnaire"}
    ):
        reader.report.left_out(f"/{key}", key, "Answers do not keep it.")
    return Answered(answers, status, language, text(resource.get("authored")), reader.report)


class _Answers:
    def __init__(self, form: Form, context: ParseContext, report: Report) -> None:
        self.context, self.report = context, report
        self.questions = {link_of(question): question for question in form.all_questions()}
        self.repeats: dict[str, Section] = {}
        self.repeat_of: dict[str, str] = {}  # the list right around a question or a list
        for section in form.all_sections():
            around = form.around[section.name]
            inside = around[-1].repeat.name if around and around[-1].repeat else ""
            if section.repeat:
                name = section.repeat.name
                self.repeat_of[name], inside = inside, name
                named = {name, f"section/{section.name}", section.codes.get(LINK_ID, "")}
                self.repeats |= {link: section for link in named if link}
            for page in section.pages:
                self.repeat_of |= {question.name: inside for question in page.questions}

    def taken(self, items: list[Part], pointer: str, repeat: str) -> dict[str, Any]:
        """The answers in a list of items; ``repeat`` is the list right around them."""
        answers: dict[str, Any] = {}
        for number, item in enumerate(items):
            where, link = f"{pointer}/{number}", text(item.get("linkId"))
            inner = parts(item.get("item"))
            section = self.entry_of(link, inner, repeat)
            question = self.questions.get(link) if "answer" in item or not inner else None
            if section is not None:
                self.entry(answers, section, inner, where)
            elif question and self.repeat_of[question.name] == repeat:
                answer = self.answer(question, item, where)
                if answer is not None:
                    answers[question.name] = answer
                answers |= self.taken(list(_nested(item)), f"{where}/answer", repeat)
            elif question:
                self.report.left_out(where, question.name, "It is asked elsewhere in the form.")
            else:
                if "answer" in item:
                    said = "The form does not ask this."
                    self.report.left_out(where, f"linkId {link[:100]}", said)
                answers |= self.taken(inner, f"{where}/item", repeat)
        return answers

    def entry_of(self, link: str, inner: list[Part], repeat: str) -> Section | None:
        """The list in which an item is an entry; None for a group that only holds the entries of one."""
        section = self.repeats.get(link)
        if section is None or section.repeat is None:
            return None
        holds = any(self.repeats.get(text(item.get("linkId"))) is section for item in inner)
        return None if holds or self.repeat_of[section.repeat.name] != repeat else section

    def entry(
        self, answers: dict[str, Any], section: Section, inner: list[Part], where: str
    ) -> None:
        """One more entry of a list, with the lists within it."""
        assert section.repeat is not None  # noqa: S101 - entry_of looked
        name = section.repeat.name
        listed = answers.setdefault(name, {"entries": [], "done": True})
        if len(listed["entries"]) >= section.repeat.max:
            said = f"A list has at most {section.repeat.max} entries."
            self.report.left_out(where, name, said)
            return
        told = self.taken(inner, f"{where}/item", name)
        listed["entries"].append({"id": f"e{len(listed['entries']) + 1}", "answers": told})

    def answer(self, question: Question, item: Part, where: str) -> Any:
        """The stored answer, or None with its reason in the report."""
        kind = CORE_QUESTION_TYPES.get(question.type)
        found = [value for part in parts(item.get("answer")) if (value := valued(part))]
        if kind is None or not kind.is_asked or not found:
            if found:
                self.report.left_out(
                    where, question.name, f"Nobody here knows answers of type {question.type}."
                )
            return None
        for part in parts(item.get("answer")):
            for kept in extensions(part, MEMBERS):
                stored = read_json(text(kept)).value
                if stored is not UNREADABLE and kind.recognises(question, stored):
                    return stored
        values = [self.plain(question, type_, value) for type_, value in found]
        candidate = values if kind.kind == "list" else values[0]
        if len(values) > 1 and kind.kind != "list":
            self.report.left_out(
                where, question.name, "It has several answers; the first is taken."
            )
        if kind.recognises(question, candidate) and not kind.problems(
            question, candidate, self.context
        ):
            return candidate
        typed = {"": tuple(str(value) for value in values)}
        parsed = kind.parse(question, typed, self.context)
        if parsed.answer is None:
            code = parsed.problems[0].code if parsed.problems else "not_understood"
            self.report.left_out(
                where, question.name, f"Its page would not take this answer ({code})."
            )
        return parsed.answer

    def plain(self, question: Question, type_: str, value: Any) -> Any:
        """A FHIR value as our types store it."""
        if type_ == "Coding" and isinstance(value, dict):
            code, system = text(value.get("code")), text(value.get("system"))
            for choice in question.choices:
                if choice.code in {code, f"{system}|{code}"} or (
                    choice.code is None and choice.name == code
                ):
                    return choice.name
            return code
        if type_ == "Boolean":
            return "yes" if value is True else "no"
        if type_ == "DateTime":
            return shown(value)[:10]
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return value if isinstance(value, str | int | float) else shown(value)


def link_of(question: Question) -> str:
    """The linkId of a question: the one it came with, or its name."""
    return question.codes.get(LINK_ID, question.name)


def _nested(item: Part) -> Iterator[Part]:
    for answer in parts(item.get("answer")):
        yield from parts(answer.get("item"))
