"""What a student who asked for a time can do now: find the center, as the school has set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import NextStep

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.api import ResponseView
    from farolito_wellbeing_centers.settings import CenterSettings

FORMS = (
    "wellbeing-appointment",
    "wellbeing-vaccines",
    "wellbeing-course",
    "wellbeing-clinic",
    "wellbeing-group",
)

TITLE = {
    "en": "Find the wellbeing center",
    "es": "Encuentra el centro de bienestar",
    "zh-Hant": "找到身心健康中心",
    "zh-Hans": "找到身心健康中心",
    "ko": "웰빙 센터 찾아가기",
    "vi": "Tìm Trung tâm Sống khỏe",
    "tl": "Hanapin ang wellbeing center",
}
WHERE = {
    "en": "Where: {}.",
    "es": "Dónde: {}.",
    "zh-Hant": "地點：{}。",
    "zh-Hans": "地点：{}。",
    "ko": "장소: {}.",
    "vi": "Ở đâu: {}.",
    "tl": "Saan: {}.",
}
HOURS = {
    "en": "Open: {}.",
    "es": "Abierto: {}.",
    "zh-Hant": "開放時間：{}。",
    "zh-Hans": "开放时间：{}。",
    "ko": "여는 시간: {}.",
    "vi": "Giờ mở cửa: {}.",
    "tl": "Bukas: {}.",
}
ASKING: Mapping[str, Mapping[str, str]] = {
    "not_said": {},
    "come_by": {
        "en": "Come by. You need no pass.",
        "es": "Ven. No necesitas pase.",
        "zh-Hant": "直接來就可以。不需要通行單。",
        "zh-Hans": "直接来就可以。不需要通行单。",
        "ko": "그냥 오세요. 통행증은 필요 없어요.",
        "vi": "Cứ ghé qua. Em không cần giấy ra vào.",
        "tl": "Dumaan ka lang. Hindi mo kailangan ng pass.",
    },
    "pass": {
        "en": "Ask a teacher for a pass.",
        "es": "Pide un pase a un maestro.",
        "zh-Hant": "請向老師要通行單。",
        "zh-Hans": "请向老师要通行单。",
        "ko": "선생님께 통행증을 받으세요.",
        "vi": "Xin giáo viên giấy ra vào.",
        "tl": "Humingi ng pass sa guro.",
    },
    "wait": {
        "en": "Wait for your pass.",
        "es": "Espera tu pase.",
        "zh-Hant": "請等你的通行單。",
        "zh-Hans": "请等你的通行单。",
        "ko": "통행증이 올 때까지 기다리세요.",
        "vi": "Chờ giấy ra vào của em.",
        "tl": "Hintayin ang pass mo.",
    },
}


def next_steps(response: ResponseView, settings: CenterSettings) -> Iterator[NextStep]:
    """One step after a form that somebody waits after, where the school says anything of its center."""
    if response.form.name not in FORMS:
        return
    detail = {language: told(settings, language) for language in TITLE}
    if detail["en"]:
        yield NextStep(title=TITLE, detail=detail)


def told(settings: CenterSettings, language: str) -> str:
    """Everything that is set, in a few short sentences; what staff wrote stays as they wrote it."""
    sentences = [
        WHERE[language].format(settings.where.rstrip(".")) if settings.where else "",
        HOURS[language].format(settings.hours.rstrip(".")) if settings.hours else "",
        ASKING[settings.asking].get(language, ""),
    ]
    return " ".join(filter(None, sentences))
