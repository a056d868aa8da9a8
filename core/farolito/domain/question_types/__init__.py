"""What answers mean: one class per question type, one file per class.

A plugin adds a type by making one more :class:`QuestionType`; the core's own are made in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.question_types.address import AddressType
from farolito.domain.question_types.barcode import BarcodeType
from farolito.domain.question_types.base import (
    PHRASES,
    Answer,
    Option,
    ParseContext,
    Parsed,
    Problem,
    QuestionType,
    Raw,
    Shown,
)
from farolito.domain.question_types.birth_date import BirthDateType
from farolito.domain.question_types.calculated import CalculatedType
from farolito.domain.question_types.child import ChildType
from farolito.domain.question_types.choice import ChoiceType
from farolito.domain.question_types.choices import ChoicesType
from farolito.domain.question_types.consent import ConsentType
from farolito.domain.question_types.date import DateType
from farolito.domain.question_types.decimal import DecimalType
from farolito.domain.question_types.email import EmailType
from farolito.domain.question_types.file import FileType
from farolito.domain.question_types.full_name import FullNameType
from farolito.domain.question_types.integer import IntegerType
from farolito.domain.question_types.language import LanguageType
from farolito.domain.question_types.location import LocationType
from farolito.domain.question_types.long_choice import LongChoiceType
from farolito.domain.question_types.long_text import LongTextType
from farolito.domain.question_types.matrix import MatrixType
from farolito.domain.question_types.money import MoneyType
from farolito.domain.question_types.month import MonthType
from farolito.domain.question_types.note import NoteType
from farolito.domain.question_types.phone import PhoneType
from farolito.domain.question_types.photo import PhotoType
from farolito.domain.question_types.ranking import RankingType
from farolito.domain.question_types.rating import RatingType
from farolito.domain.question_types.signature import SignatureType
from farolito.domain.question_types.text import TextType
from farolito.domain.question_types.time import TimeType
from farolito.domain.question_types.yes_no import YesNoType

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "CORE_QUESTION_TYPES",
    "PHRASES",
    "Answer",
    "Option",
    "ParseContext",
    "Parsed",
    "Problem",
    "QuestionType",
    "Raw",
    "Shown",
]

CORE_QUESTION_TYPES: Mapping[str, QuestionType] = {
    kind.name: kind
    for kind in (
        TextType(),
        LongTextType(),
        IntegerType(),
        YesNoType(),
        ChoiceType(),
        ChoicesType(),
        DateType(),
        BirthDateType(),
        PhoneType(),
        EmailType(),
        AddressType(),
        FullNameType(),
        ConsentType(),
        NoteType(),
        DecimalType(),
        MoneyType(),
        RatingType(),
        MonthType(),
        TimeType(),
        LanguageType(),
        ChildType(),
        BarcodeType(),
        CalculatedType(),
        LongChoiceType(),
        MatrixType(),
        RankingType(),
        LocationType(),
        SignatureType(),
        PhotoType(),
        FileType(),
    )
}
"""The question types that every host knows, by name."""
