"""Next steps for the family: which checklists follow from the needs that were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, NextStep
from farolito_enrollment_checklists import asking
from farolito_enrollment_checklists.data import checklists

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from farolito.api import ResponseView

LINK = N_("What to bring: checklists")
"""What the way to the lists is called on the page of a school."""

BY_NEED = {
    "food": "calfresh",
    "health_coverage": "medi-cal",
    "housing": "calworks",
    "internet": "phone-internet",
}
"""Name of a need to the checklist that helps with it. Forms decide when there is a need."""

OWN_FORM = "calfresh-checklist"
SCREEN = ("low_income", "costs_more", "farm_work")
"""The three questions of the expedited screen, as answered in :data:`OWN_FORM` or in any form that asks them."""

TITLES: Mapping[str, Mapping[str, str]] = {
    "calfresh": {
        "en": "Apply for CalFresh, help to buy food",
        "es": "Solicite CalFresh, ayuda para comprar comida",
        "zh-Hant": "申請 CalFresh（購買食物的補助）",
        "zh-Hans": "申请 CalFresh（购买食物的补助）",
        "ko": "CalFresh(식품 구입 지원) 신청하기",
        "vi": "Xin CalFresh, giúp mua thực phẩm",
        "tl": "Mag-apply sa CalFresh, tulong sa pagbili ng pagkain",
    },
    "medi-cal": {
        "en": "Apply for Medi-Cal, free or low-cost health care",
        "es": "Solicite Medi-Cal, atención médica gratis o de bajo costo",
        "zh-Hant": "申請 Medi-Cal（免費或低價的醫療）",
        "zh-Hans": "申请 Medi-Cal（免费或低价的医疗）",
        "ko": "Medi-Cal(무료 또는 저렴한 의료) 신청하기",
        "vi": "Xin Medi-Cal, chăm sóc sức khỏe miễn phí hoặc giá rẻ",
        "tl": "Mag-apply sa Medi-Cal, libre o murang pangangalaga sa kalusugan",
    },
    "calworks": {
        "en": "Ask about CalWORKs: cash, and help with a place to stay",
        "es": "Pregunte por CalWORKs: dinero y ayuda con un lugar donde quedarse",
        "zh-Hant": "詢問 CalWORKs：現金補助和住處協助",
        "zh-Hans": "询问 CalWORKs：现金补助和住处帮助",
        "ko": "CalWORKs에 대해 물어보기: 현금과 머물 곳 지원",
        "vi": "Hỏi về CalWORKs: tiền mặt, và giúp về chỗ ở",
        "tl": "Magtanong tungkol sa CalWORKs: pera, at tulong sa matutuluyan",
    },
    "phone-internet": {
        "en": "Ask for low-cost phone and internet",
        "es": "Pida teléfono e internet de bajo costo",
        "zh-Hant": "申請便宜的電話和網路",
        "zh-Hans": "申请便宜的电话和网络",
        "ko": "저렴한 전화와 인터넷 신청하기",
        "vi": "Xin điện thoại và internet giá rẻ",
        "tl": "Humingi ng murang telepono at internet",
    },
}
DETAIL = {
    "en": "Ask us for the checklist: what to bring and what to do.",
    "es": "Pídanos la lista: qué llevar y qué hacer.",
    "zh-Hant": "請向我們索取清單：要帶什麼、要做什麼。",
    "zh-Hans": "请向我们索取清单：要带什么、要做什么。",
    "ko": "저희에게 체크리스트를 달라고 하세요: 가져올 것과 할 일.",
    "vi": "Xin chúng tôi danh sách: cần mang gì và cần làm gì.",
    "tl": "Hingin sa amin ang listahan: ano ang dadalhin at ano ang gagawin.",
}
EXPEDITED = {
    "en": "Ask for expedited service: then you may have food money by the third day. Just show who you are.",
    "es": "Pida servicio acelerado (“expedited service”): así puede tener dinero para comida al tercer día. "
    "Solo muestre quién es usted.",
    "zh-Hant": "請要求加急服務（“expedited service”）：這樣可能第三天就有食物補助。只要證明您的身分。",
    "zh-Hans": "请要求加急服务（“expedited service”）：这样可能第三天就有食物补助。只要证明您的身份。",
    "ko": "긴급 서비스(“expedited service”)를 요청하세요. 그러면 3일째까지 식품비를 받을 수도 있습니다. 본인 확인만 하면 됩니다.",
    "vi": "Xin dịch vụ cấp tốc (“expedited service”): như vậy quý vị có thể có tiền mua thực phẩm vào ngày thứ ba. Chỉ cần cho thấy quý vị là ai.",
    "tl": "Humingi ng “expedited service”: baka magkaroon kayo ng pambili ng pagkain sa ikatlong araw. Ipakita lang kung sino kayo.",
}


def found(response: ResponseView) -> tuple[str, ...]:
    """The ids of the checklists that this response asks for, in the order of :data:`BY_NEED`."""
    wanted = {BY_NEED[need] for need in response.needs if need in BY_NEED}
    if response.form.name == OWN_FORM:
        wanted.add("calfresh")
    return tuple(checklist for checklist in BY_NEED.values() if checklist in wanted)


def is_expedited(response: ResponseView) -> bool:
    """Whether one of the three questions of the screen was answered with yes."""
    return any(response.answers.get(f"calfresh_{name}") == "yes" for name in SCREEN)


def next_steps(response: ResponseView, today: date) -> Iterator[NextStep]:
    """One step for each checklist, with where to apply; of "What you could ask for", one for each programme."""
    if response.form.name == asking.FORM:
        yield from asking.next_steps(response, today)
        return
    for checklist in found(response):
        channels = checklists()[checklist].channels
        expedited = checklist == "calfresh" and is_expedited(response)
        yield NextStep(
            title=TITLES[checklist],
            detail=EXPEDITED if expedited else DETAIL,
            phone=next((one.phone for one in channels if one.phone), None),
            url=next((one.url for one in channels if one.url), None),
        )
