"""What stays private and what does not, to be said in the counselor's own voice before the first question.

The words are those of the form (research: ux 5.4); counsel of each district approves them before they are used.
"""

from __future__ import annotations

from farolito.api import N_

SAID = (
    {
        "en": "I keep what you tell me private. Teachers, the office and your family do not hear it from me.",
        "es": "Lo que me digas queda entre nosotros. Los maestros, la oficina y tu familia no lo oyen de mí.",
    },
    {
        "en": "There are times I must tell someone: if you might get hurt, if someone else might get hurt, "
        "or if a child is being hurt.",
        "es": "Hay veces en que tengo que avisar: si tú puedes salir lastimado, si otra persona puede salir "
        "lastimada, o si alguien lastima a un menor.",
    },
    {
        "en": "I will tell you first, if I can.",
        "es": "Te lo diré a ti primero, si puedo.",
    },
    {
        "en": "You can skip any question, and stop whenever you want.",
        "es": "Puedes omitir cualquier pregunta y parar cuando quieras.",
    },
)
"""Each sentence in English and Spanish."""

TITLE = N_("What stays private, and what does not")
HELP = N_("To talk to someone at any time, call or text")
