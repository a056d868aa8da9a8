"""What stays private and what does not, to be said in the counselor's own voice before the first question.

The words are those of the form (research: ux 5.4); counsel of each district approves them before they are used.
"""

from __future__ import annotations

from farolito.api import N_

SAID = (
    {
        "en": "I keep what you tell me private. Teachers, the office and your family do not hear it from me.",
        "es": "Lo que me digas queda entre nosotros. Los maestros, la oficina y tu familia no lo oyen de mí.",
        "zh-Hant": "你告訴我的事，我會保密。老師、辦公室和你的家人不會從我這裡知道。",
        "zh-Hans": "你告诉我的事，我会保密。老师、办公室和你的家人不会从我这里知道。",
        "ko": "나에게 하는 이야기는 비밀로 지켜요. 선생님, 사무실, 가족은 나에게서 듣지 않아요.",
        "vi": "Điều em nói với cô/thầy được giữ kín. Giáo viên, văn phòng và gia đình em không nghe từ cô/thầy.",
        "tl": "Pribado ang sinasabi mo sa akin. Hindi ito maririnig sa akin ng mga guro, opisina at pamilya mo.",
    },
    {
        "en": "There are times I must tell someone: if you might get hurt, if someone else might get hurt, "
        "or if a child is being hurt.",
        "es": "Hay veces en que tengo que avisar: si tú puedes salir lastimado, si otra persona puede salir "
        "lastimada, o si alguien lastima a un menor.",
        "zh-Hant": "有些時候我必須告訴別人：如果你可能受到傷害、如果別人可能受到傷害，或如果有孩子正受到傷害。",
        "zh-Hans": "有些时候我必须告诉别人：如果你可能受到伤害、如果别人可能受到伤害，或如果有孩子正受到伤害。",
        "ko": "다른 사람에게 꼭 말해야 할 때가 있어요. 학생이 다칠 수 있거나, 다른 사람이 다칠 수 있거나, 아이가 다치고 있을 때예요.",
        "vi": "Có những lúc cô/thầy phải báo cho người khác: nếu em có thể bị hại, nếu người khác có thể bị hại, hoặc nếu có trẻ em đang bị hại.",
        "tl": "May mga pagkakataong kailangan kong sabihin sa iba: kung baka masaktan ka, kung baka may ibang masaktan, o kung may batang sinasaktan.",
    },
    {
        "en": "I will tell you first, if I can.",
        "es": "Te lo diré a ti primero, si puedo.",
        "zh-Hant": "如果可以，我會先告訴你。",
        "zh-Hans": "如果可以，我会先告诉你。",
        "ko": "할 수 있다면 학생에게 먼저 말할게요.",
        "vi": "Nếu được, cô/thầy sẽ nói với em trước.",
        "tl": "Sasabihin ko muna sa iyo, kung kaya ko.",
    },
    {
        "en": "You can skip any question, and stop whenever you want.",
        "es": "Puedes omitir cualquier pregunta y parar cuando quieras.",
        "zh-Hant": "任何問題你都可以略過，想停就停。",
        "zh-Hans": "任何问题你都可以跳过，想停就停。",
        "ko": "어떤 질문이든 건너뛰어도 되고, 원할 때 언제든 그만해도 돼요.",
        "vi": "Em có thể bỏ qua bất cứ câu hỏi nào, và dừng lúc nào em muốn.",
        "tl": "Puwede mong laktawan ang kahit anong tanong, at tumigil kahit kailan mo gusto.",
    },
)
"""Each sentence in each language that a young person may be given it in."""

SPOKEN = tuple(SAID[0])
"""The languages of the sheet, of cards, and of the form that is handed over on a tablet."""

TITLE = N_("What stays private, and what does not")
HELP = N_("To talk to someone at any time, call or text")
