"""The words by which forms ask what a school must not ask, in each language we ship.

Latin, Cyrillic and Armenian patterns match from the start of a word; the other scripts have no word
boundaries to rely on, or inflect on both sides, and match anywhere. All are tried in small letters, and
the English ones on every text: English words turn up in every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EC_234_7 = "Cal. Educ. Code 234.7"
EC_49076_7 = "Cal. Educ. Code 49076.7"


@dataclass(frozen=True, slots=True)
class Concept:
    """Something no form may ask: what it is, the law, and language tag to a pattern."""

    name: str
    law: str
    patterns: Mapping[str, str]


CONCEPTS: tuple[Concept, ...] = (
    Concept(
        "citizenship",
        EC_234_7,
        {
            "en": r"citizen(?:s|ship)?\b|naturali[sz]ed\b|naturali[sz]ation\b",
            "es": r"ciudadan[oa]s?\b|ciudadanía|naturalizad[oa]s?\b",
            "zh-Hant": r"公民身[分份]|公民權|是否.{0,6}公民|國籍|入籍",
            "zh-Hans": r"公民身份|公民权|是否.{0,6}公民|国籍|入籍",
            "ko": r"시민권|(?<!전)국적|귀화",  # 전국적: nationwide
            "vi": r"quốc tịch|công dân (?:mỹ|hoa kỳ)|có phải (?:là )?công dân",
            "tl": r"pagkamamamayan|mamamayan ng (?:us|estados unidos|amerika)",
            "hy": r"քաղաքացիություն|քաղաքացի",
            "ru": r"гражданств|гражданин|гражданк",
            "fa": r"تابعیت|شهروند",
            "ar": r"الجنسية|جنسيت|المواطنة|مواطن أمريكي",
            "km": r"សញ្ជាតិ",
        },
    ),
    Concept(
        "immigration status",
        EC_234_7,
        {
            "en": r"immigra(?:tion|nts?)\b|undocumented\b|legal status in (?:the|this)\b"
            r"|(?:legally|lawfully) (?:present|in the (?:country|us|usa|united states))"
            r"|lawful presence|daca\b|(?:are|is) (?:you|your \w+|anyone) (?:an? )?(?:refugee|asyle)"
            r"|refugee status|asylum\b|have (?:legal |immigration )?papers\s*\?",
            "es": r"inmigra(?:ción|ntes?|torio)|indocumentad[oa]s?\b|(?:sin|con) papeles\b"
            r"|(?:estatus|estado|situación|condición|documentos?|papeles) (?:legal )?migratori[oa]s?"
            r"|(?:estatus|servicio|oficina|documentos) de migración|daca\b|asilo político"
            r"|(?:tiene|tienes|tienen) papeles\s*\?|(?:estatus|estado|situación) legal en (?:el|los|este)",
            "zh-Hant": r"移民|無證(?:者|人士|居民|學生)|居留身[分份]|合法身[分份]",
            "zh-Hans": r"移民|无证(?:者|人士|居民|学生)|居留身份|合法身份",
            "ko": r"이민|체류 ?신분|체류 ?자격|불법 ?체류|서류 ?미비",
            "vi": r"nhập cư|di trú|không (?:có )?giấy tờ (?:hợp pháp|hợp lệ|cư trú)|tình trạng cư trú",
            "tl": r"imigrasyon|imigrante|walang papeles",
            "hy": r"ներգաղթ|միգրացի",
            "ru": r"иммиграц|иммигрант|миграционн|нелегал",
            "fa": r"مهاجرت|اقامت قانونی",
            "ar": r"الهجرة|مهاجر|الإقامة القانونية|غير موثق",
            "km": r"អន្តោប្រវេសន៍|ជនអន្តោប្រវេស",
        },
    ),
    Concept(
        "visa",
        EC_234_7,
        {
            "en": r"visas?\b",
            "es": r"visas?\b|visados?\b",
            "zh-Hant": r"簽證",
            "zh-Hans": r"签证",
            "ko": r"(?<!소)비자",  # 소비자: consumer
            "vi": r"thị thực",
            "hy": r"վիզա|մուտքի արտոնագիր",
            "ru": r"виз[аыуе]\b|визой\b|визов",
            "fa": r"ویزا|روادید",
            "ar": r"تأشيرة|فيزا",
            "km": r"ទិដ្ឋាការ",
        },
    ),
    Concept(
        "green card",
        EC_234_7,
        {
            "en": r"green[ -]?cards?\b|permanent residen(?:ts?|ce|cy)\b|legal residents?\b",
            "es": r"tarjeta verde|mica de residen|residen(?:te|tes|cia) (?:permanente|legal)",
            "zh-Hant": r"綠卡|永久居民|永久居留",
            "zh-Hans": r"绿卡|永久居民|永久居留",
            "ko": r"영주권|그린 ?카드",
            "vi": r"thẻ xanh|thường trú nhân",
            "tl": r"permanenteng residente",
            "hy": r"կանաչ քարտ|մշտական բնակ",
            "ru": r"грин[ -]?карт|вид на жительство|вида на жительство",
            "fa": r"گرین ?کارت|کارت سبز|اقامت دائم",
            "ar": r"البطاقة الخضراء|غرين ?كارد|الإقامة الدائمة",
            "km": r"កាតបៃតង|ប័ណ្ណបៃតង",
        },
    ),
    Concept(
        "country of birth",
        EC_234_7,
        {
            "en": r"(?:country|place|city and country|nation) of (?:birth|origin)\b|birth ?(?:place|country)\b"
            r"|(?:home|native) country\b|nationalit(?:y|ies)\b|national origin\b"
            r"|where (?:were|was|are|is) .{1,40}\bborn\b|born in (?:the )?(?:us|usa|united states|america)\b"
            r"|(?:what|which) country (?:are|is|were|was|do|does|did)\b.{1,40}\b(?:from|born)\b",
            "es": r"(?:país|lugar|ciudad y país) de (?:nacimiento|origen)|nacionalidad|país natal"
            r"|(?:dónde|donde|en qué país) naci(?:ó|ste|eron)|de qué país (?:es|son|viene|vienen|eres)"
            r"|naci(?:ó|ste|eron) en (?:los )?(?:estados unidos|ee ?uu)",
            "zh-Hant": r"出生國|出生地|在哪[裡裏里]?個?(?:國家)?出生|原籍|祖國",
            "zh-Hans": r"出生国|出生地|在哪里?个?(?:国家)?出生|原籍|祖国",
            "ko": r"출생국|출생지|출신 ?국가|태어난 (?:나라|곳)|어디(?:에)?서 태어",
            "vi": r"(?:nơi|nước|quốc gia(?: nơi)?) sinh(?! sống| hoạt)|sinh ra ở (?:đâu|nước)|nguyên quán",
            "tl": r"bansang (?:sinilangan|pinanggalingan|pinagmulan)|lugar ng kapanganakan"
            r"|saan\b.{0,30}\bipinanganak|bansa ng kapanganakan",
            "hy": r"ծննդավայր|ծննդյան (?:երկիր|վայր)|որտե՞?ղ եք ծնվել|ծագման երկիր|ազգային ծագում",
            "ru": r"(?:стран[аеуы]|мест[оае]) рождения|страна происхождения|где .{0,30}родил",
            "fa": r"(?:کشور|محل) تولد|کجا (?:به دنیا آمد|متولد)|ملیت|کشور مبدأ",
            "ar": r"(?:بلد|مكان|محل|دولة) (?:الميلاد|الولادة|المنشأ)|أين ولد",
            "km": r"ប្រទេសកំណើត|ទីកន្លែងកំណើត|កើតនៅ(?:ទីណា|ប្រទេស)|ទីកន្លែងកើត",
        },
    ),
    Concept(
        "Social Security number",
        EC_49076_7,
        {
            "en": r"social[ -]security (?:numbers?|no\.?|#|cards?|digits)|ssn\b"
            r"|(?:last (?:four|4)|digits) .{0,20}\bsocial\b(?! (?:media|studies|work))",
            "es": r"(?:número|numero|núm\.?|no\.?|#|tarjeta|dígitos) (?:de|del) (?:su |tu )?segur(?:o|idad) social",
            "zh-Hant": r"社會安全(?:號碼|號|卡)|社安(?:號碼|號|卡)|社會保障號",
            "zh-Hans": r"社会安全(?:号码|号|卡)|社安(?:号码|号|卡)|社会保障号",
            "ko": r"사회 ?보장 ?번호|소셜 ?(?:시큐리티|번호|넘버)|쏘셜 ?(?:번호|넘버)",
            "vi": r"số an sinh xã hội|thẻ an sinh xã hội",
            "tl": r"numero ng social security",
            "hy": r"սոցիալական (?:ապահովության|ապահովագրության) (?:համար|քարտ)",
            "ru": r"номера? (?:социального|карты социального) (?:страхования|обеспечения)",
            "fa": r"شماره (?:تأمین|تامین|سوشال|سوسیال)|سوشال ?سکیوریتی",
            "ar": r"رقم (?:الضمان|التأمين) الاجتماعي|بطاقة الضمان الاجتماعي",
            "km": r"លេខសន្តិសុខសង្គម|លេខរបបសន្តិសុខសង្គម|កាតសន្តិសុខសង្គម",
        },
    ),
    Concept(
        "alien number",
        EC_234_7,
        {
            "en": r"alien (?:registration )?(?:numbers?|no\.?|#|cards?)|alien registration|a-number\b|uscis\b"
            r"|i-94\b|(?<!\w)a#",
            "es": r"número (?:de )?(?:a|alien|extranjero|registro de extranjero)\b",
            "zh-Hant": r"外國人(?:登記|註冊)?號|a號碼",
            "zh-Hans": r"外国人(?:登记|注册)?号|a号码",
            "ko": r"외국인 ?등록 ?번호",
            "vi": r"số đăng ký (?:người )?ngoại kiều|số ngoại kiều",
            "ru": r"номер(?:а)? иностранца|регистрационный номер иностранца",
        },
    ),
    Concept(
        "passport",
        EC_234_7,
        {
            "en": r"passports?\b",
            "es": r"pasaportes?\b|matrícula consular",
            "zh-Hant": r"護照",
            "zh-Hans": r"护照",
            "ko": r"(?<![참부])여권(?! ?신장)",  # 참여권, 부여권, 여권 신장: rights
            "vi": r"hộ chiếu",
            "tl": r"pasaporte",
            "hy": r"անձնագիր|անձնագրի",
            "ru": r"паспорт",
            "fa": r"گذرنامه|پاسپورت",
            "ar": r"جواز (?:ال)?سفر",
            "km": r"លិខិតឆ្លងដែន|ប៉ាស្ព័រ",
        },
    ),
)

HARMLESS: Mapping[str, str] = {
    "en": r"senior citizens?|(?:good|digital|school|global) citizen(?:ship|s)?|citizen science"
    r"|citizens? of the (?:month|week|year)"
    r"|visas?(?:®|™)? (?:gift |debit |credit |prepaid |or other )*cards?"
    r"|visas?(?:®|™)?\s*(?:,|/|or|and)\s*(?:master ?card|amex|american express)"
    r"|(?:master ?card|amex|american express)\s*(?:,|/|or|and)\s*visas?(?:®|™)?"
    r"|cards? \(visa|passports? to \w+|(?:reading|museum|park|library|college|wellness) passports?"
    r"|undocumented (?:absences?|injur\w+|expenses?)",
    "ar": r"(?:الصحة|الحياة|العلاقات|التربية|الثقافة|الأمراض) الجنسية",  # sexual health
    "vi": r"giáo dục công dân",
    "es": r"ciudadan[oa]s? (?:mayores|de la tercera edad)|ciudadanía digital"
    r"|(?:ciencia|atención|participación|seguridad) ciudadana"
    r"|tarjetas? (?:de (?:regalo|débito|crédito|prepago) )?visa"
    r"|visa\s*(?:,|/|o|u|y)\s*(?:master ?card|amex)|(?:master ?card|amex)\s*(?:,|/|o|u|y)\s*visa"
    r"|pasaportes? (?:al?|hacia) \w+|pasaporte de (?:lectura|museos)",
}
"""What looks like a concept and is not: taken out before looking."""

DISCLAIMERS: Mapping[str, str] = {
    "en": r"(?:we|this form|the school) (?:do(?:es)? not|don't|doesn't|never|will not|won't|will never)"
    r"|(?:please )?(?:do not|don't|never) (?:write|tell|include|give|share|enter|put|send|mention|list|bring)"
    r"|you (?:do not|don't|will not|won't) (?:need|have)|no need|regardless of|no matter (?:what|your)"
    r"|whatever your|not (?:asked|needed|required|necessary)|without asking",
    "es": r"no (?:le |te |les )?(?:preguntamos|pedimos|necesitamos|queremos|preguntaremos|pediremos|guardamos)"
    r"|no (?:escriba|escribas|ponga|pongas|incluya|incluyas|comparta|dé|diga|anote|mencione|traiga)"
    r"|no (?:necesita|necesitas|hace falta|tiene que|se pide|se pregunta|se necesita|se requiere|importa)"
    r"|sin (?:importar|preguntar)|nunca (?:preguntamos|pedimos)",
    "zh-Hant": r"不會?(?:問|詢問|要求|收集)|請勿|請不要|不需要?|無論|不論",
    "zh-Hans": r"不会?(?:问|询问|要求|收集)|请勿|请不要|不需要?|无论|不论",
    "vi": r"không (?:hỏi|yêu cầu|cần|thu thập)|(?:xin )?(?:đừng|vui lòng không)|bất kể",
    "tl": r"hindi (?:namin|kami|kailangan|po namin)|huwag|anuman",
    "hy": r"չենք (?:հարցնում|պահանջում)|մի գրեք|չգրել|անկախ",
    "ru": r"не (?:спрашиваем|просим|требуем|нужно|нужен|пишите|указывайте|сообщайте)|независимо",
    "ar": r"لا (?:نسأل|نطلب|تكتب|تحتاج)|لن (?:نسأل|نطلب)|بغض النظر|يرجى عدم",
    "km": r"មិនសួរ|កុំសរសេរ|មិនត្រូវការ|សូមកុំ",
}
"""Words that, before a concept and in the same sentence, make it a promise not to ask."""

DISCLAIMERS_AFTER: Mapping[str, str] = {
    "en": r"(?:is|are) (?:not|never) (?:asked|needed|required|necessary|collected)",
    "es": r"no (?:se (?:pide|pregunta|necesita|requiere)|es necesari[oa]|hace falta|importa)",
    "ko": r"(?:묻|요구하|수집하)지 (?:않|마)|(?:쓰|적|기재하|입력하)지 (?:마|말)"
    r"|필요 ?(?:없|하지 않)|상관없이|관계없이",
    "fa": r"نمی‌?پرسیم|ننویسید|لازم نیست|نیازی نیست|صرف ?نظر",
    "hy": r"չ(?:ենք|ի) (?:հարցնում|պահանջվում)",
    "ru": r"не (?:нужен|нужна|нужно|требуется|спрашиваем)",
}
"""The same, for languages that say no at the end."""

NO_BEFORE = r"\bno $"
NEEDED_AFTER = r"^[^,]{0,40}\b(?:needed|required|necessary|asked)\b"
"""English says no around the concept: "No Social Security number is needed"."""
