"""The languages that families here speak or read: more of them than our pages are written in.

Tags are BCP 47. Mixtec, Zapotec, Nahuatl and their neighbours are families of languages that do not always
understand each other; whoever needs an interpreter says the town, too. Where the registry has no tag for such a
family, it has one for the larger family, and the part after ``x-`` is ours (RFC 5646, 2.2.7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.domain.languages import LANGUAGES, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language somebody speaks, signs or reads: its tag, its name in itself, its English name."""

    tag: str
    autonym: str
    english: str
    spoken: bool = True
    read: bool = True


LITTLE_READING = "zxx"
"""What is stored for "I don't read much": the tag for no written language."""

UNLISTED = "mis"
"""The tag for a language that has none: one that was typed."""

_WRITTEN_HERE = tuple(
    SpokenLanguage(
        tag, LANGUAGES[tag].autonym, LANGUAGES[tag].english, spoken=not tag.startswith("zh-")
    )
    for tag in WRITTEN
)

_SPOKEN_ONLY = (
    SpokenLanguage("yue", "粵語 / 廣東話", "Cantonese", read=False),
    SpokenLanguage("cmn", "普通话 / 國語", "Mandarin", read=False),
    SpokenLanguage("ase", "ASL", "American Sign Language (ASL)", read=False),
)

# the first name is the one that is used in Los Angeles, which is often the Spanish one
_OF_MEXICO_AND_CENTRAL_AMERICA = (
    ("acr", "Achi", "Achi"),
    ("knj", "Akateko", "Akateko"),
    ("omq-x-amuzgo", "Amuzgo (Ñomndaa)", "Amuzgo"),
    ("omq-x-chatino", "Chatino (Cha’cña)", "Chatino"),
    ("omq-x-chinante", "Chinanteco", "Chinantec"),
    ("cac", "Chuj", "Chuj"),
    ("cab", "Garífuna", "Garifuna"),
    ("ixl", "Ixil", "Ixil"),
    ("cak", "Kaqchikel", "Kaqchikel"),
    ("quc", "K’iche’ (Quiché)", "K’iche’"),
    ("mam", "Mam", "Mam"),
    ("yua", "Maya (Maayat’aan)", "Yucatec Maya"),
    ("mis-x-mixe", "Mixe (Ayuujk)", "Mixe"),
    ("miq", "Miskito", "Miskito"),
    ("omq-x-mixtec", "Mixteco (Tu’un Savi)", "Mixtec"),
    ("nah", "Náhuatl", "Nahuatl"),
    ("oto", "Otomí (Hñähñu)", "Otomi"),
    ("poh", "Poqomchi’", "Poqomchi’"),
    ("jac", "Popti’ (Jakalteko)", "Popti’"),
    ("tsz", "Purépecha (P’urhépecha)", "Purepecha"),
    ("kjb", "Q’anjob’al (Kanjobal)", "Q’anjob’al"),
    ("kek", "Q’eqchi’", "Q’eqchi’"),
    ("omq-x-mephaa", "Tlapaneco (Me’phaa)", "Tlapanec"),
    ("omq-x-triqui", "Triqui", "Triqui"),
    ("tzh", "Tseltal (Bats’il k’op)", "Tseltal"),
    ("tzo", "Tsotsil (Bats’i k’op)", "Tsotsil"),
    ("tzj", "Tz’utujil", "Tz’utujil"),
    ("zap", "Zapoteco (Diidxazá, Dilla xhon)", "Zapotec"),
)

_OTHERS = (
    ("am", "አማርኛ", "Amharic"),
    ("aii", "ܣܘܪܝܬ", "Assyrian"),
    ("bn", "বাংলা", "Bangla"),
    ("ceb", "Cebuano", "Cebuano"),
    ("ckb", "کوردیی ناوەندی", "Central Kurdish"),
    ("prs", "دری", "Dari"),
    ("fr", "Français", "French"),
    ("gn", "Avañe’ẽ", "Guarani"),
    ("gu", "ગુજરાતી", "Gujarati"),
    ("ht", "Kreyòl ayisyen", "Haitian Creole"),
    ("he", "עברית", "Hebrew"),
    ("hi", "हिन्दी", "Hindi"),
    ("hmn", "Hmoob", "Hmong"),
    ("ilo", "Ilokano", "Iloko"),
    ("id", "Indonesia", "Indonesian"),
    ("it", "Italiano", "Italian"),
    ("ja", "日本語", "Japanese"),
    ("ku", "Kurdî (Kurmancî)", "Kurdish"),
    ("lo", "ລາວ", "Lao"),
    ("ml", "മലയാളം", "Malayalam"),
    ("mn", "Монгол", "Mongolian"),
    ("my", "မြန်မာ", "Burmese"),
    ("ne", "नेपाली", "Nepali"),
    ("ps", "پښتو", "Pashto"),
    ("pl", "Polski", "Polish"),
    ("pt", "Português", "Portuguese"),
    ("pa", "ਪੰਜਾਬੀ", "Punjabi"),
    ("qu", "Runasimi (Quechua)", "Quechua"),
    ("ro", "Română", "Romanian"),
    ("sm", "Gagana Sāmoa", "Samoan"),
    ("si", "සිංහල", "Sinhala"),
    ("so", "Soomaali", "Somali"),
    ("sw", "Kiswahili", "Swahili"),
    ("ta", "தமிழ்", "Tamil"),
    ("te", "తెలుగు", "Telugu"),
    ("th", "ไทย", "Thai"),
    ("ti", "ትግርኛ", "Tigrinya"),
    ("to", "Lea fakatonga", "Tongan"),
    ("tr", "Türkçe", "Turkish"),
    ("uk", "Українська", "Ukrainian"),
    ("ur", "اردو", "Urdu"),
    ("uz", "O‘zbek", "Uzbek"),
    ("hyw", "Արեւմտահայերէն", "Western Armenian"),
    ("yo", "Èdè Yorùbá", "Yoruba"),
)

SPOKEN_LANGUAGES: Mapping[str, SpokenLanguage] = {
    one.tag: one
    for one in (
        *_WRITTEN_HERE,
        *_SPOKEN_ONLY,
        *(
            SpokenLanguage(*names)
            for names in sorted(
                _OF_MEXICO_AND_CENTRAL_AMERICA + _OTHERS, key=lambda names: names[1].casefold()
            )
        ),
    )
}
"""Every language by its tag: those of our own pages first, then by name. It only grows: answers name its tags."""
