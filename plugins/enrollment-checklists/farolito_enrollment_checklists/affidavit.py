"""The Caregiver's Authorization Affidavit of Family Code 6552, to fill in with a pen and to sign.

Its words are the statute's and stay in English, since that is what is signed; what each item means stands beside it in
the family's language, and is not part of the affidavit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import LANGUAGES
from farolito_enrollment_checklists.layout import templates

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE = "Caregiver’s Authorization Affidavit"

HELP: Mapping[str, Mapping[str, str]] = {
    "head": {
        "en": "How to fill in this paper. This part is only for you.",
        "es": "Cómo llenar este papel. Esta parte es solo para usted.",
    },
    "1-4": {
        "en": "Items 1 to 4 and your signature are enough for school, and for health care at school.",
        "es": "Los puntos 1 a 4 y su firma bastan para la escuela y la atención médica en la escuela.",
    },
    "5-8": {
        "en": "Items 5 to 8 are for other doctors and dentists. Only relatives fill them in.",
        "es": "Los puntos 5 a 8 son para otros doctores y dentistas. Solo los llenan familiares.",
    },
    "6": {
        "en": "Item 6: tick the first box if you told the parents and they said nothing against it. Tick the second "
        "if you can not reach them. You may tick both.",
        "es": "Punto 6: marque el primer cuadro si avisó a los padres y no se opusieron. Marque el segundo si no los "
        "puede encontrar. Puede marcar los dos.",
    },
    "8": {
        "en": "Item 8: no California license or ID? Write the number of another ID.",
        "es": "Punto 8: ¿no tiene licencia o identificación de California? Escriba el número de otra identificación.",
    },
    "true": {
        "en": "You need no court and no notary. Sign only if all of it is true: to sign something false is a crime.",
        "es": "No necesita un juez ni un notario. Firme solo si todo es cierto: firmar algo falso es un delito.",
    },
}


def render(language: str) -> str:
    """Two sides: the affidavit; on its back what the statute adds, and what the items mean in ``language``."""
    return (
        templates()
        .get_template("enrollment_checklists/affidavit.html")
        .render(
            language=LANGUAGES[language],
            help={key: words.get(language, words["en"]) for key, words in HELP.items()},
        )
    )
