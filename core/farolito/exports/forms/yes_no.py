"""Yes and no in every language that Farolito writes, for formats in which such a question is a list of two choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

YES_NO: Mapping[str, Mapping[str, str]] = {
    "yes": {
        **{
            "en": "Yes",
            "es": "Sí",
            "zh-Hant": "是",
            "zh-Hans": "是",
            "ko": "예",
            "vi": "Có",
            "tl": "Oo",
        },
        **{"hy": "Այո", "ru": "Да", "fa": "بله", "ar": "نعم", "km": "បាទ/ចាស"},
    },
    "no": {
        **{
            "en": "No",
            "es": "No",
            "zh-Hant": "否",
            "zh-Hans": "否",
            "ko": "아니요",
            "vi": "Không",
            "tl": "Hindi",
        },
        **{"hy": "Ոչ", "ru": "Нет", "fa": "خیر", "ar": "لا", "km": "ទេ"},
    },
}
