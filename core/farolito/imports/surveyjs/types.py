"""SurveyJS's elements in our types, the best first, with what is lost when that type is not the same."""

from __future__ import annotations

KEPT = "farolito"
"""The member in which our own export keeps what SurveyJS has no member for."""
INPUTS: dict[str, tuple[tuple[str, ...], str]] = {
    "text": (("text",), ""),
    "number": (("integer",), ""),
    "range": (("integer",), "The number is typed."),
    "date": (("date",), ""),
    "datetime": (("date",), "Only the day is asked, not the time."),
    "datetime-local": (("date",), "Only the day is asked, not the time."),
    "month": (("month", "text"), "The month is kept as text."),
    "week": (("text",), "The week is kept as text."),
    "time": (("time", "text"), "The time is kept as text."),
    "email": (("email",), ""),
    "tel": (("phone",), ""),
    "url": (("text",), "The address is kept as text."),
    "password": (("text",), "What is typed can be seen."),
    "color": (("text",), "The color is kept as text."),
}
TYPES: dict[str, tuple[tuple[str, ...], str]] = {
    "comment": (("long_text",), ""),
    "radiogroup": (("choice",), ""),
    "dropdown": (("choice",), ""),
    "buttongroup": (("choice",), ""),
    "checkbox": (("choices",), ""),
    "tagbox": (("choices",), ""),
    "imagepicker": (("choice",), "The choices have words, no pictures."),
    "boolean": (("yes_no",), ""),
    "rating": (("rating",), ""),
    "matrix": (("matrix",), ""),
    "ranking": (("ranking",), ""),
    "html": (("note",), "Only the words are kept."),
    "signaturepad": (("signature",), "The name is typed; it may be drawn too."),
    "file": (("file",), ""),
    "expression": (("calculated",), ""),
}
MANY = {"matrixdropdown", "multipletext"}
"""Tables that become a question for each cell."""
LISTS = {"paneldynamic", "matrixdynamic"}
EXTRA = {
    "Other": ("other", {"en": "Other", "es": "Otro"}),
    "None": ("none", {"en": "None", "es": "Ninguno"}),
    "Refuse": ("refused", {"en": "Prefer not to answer", "es": "Prefiero no contestar"}),
    "DontKnow": ("dontknow", {"en": "I don't know", "es": "No sé"}),
}
CARRIED = frozenset(
    {
        "type",
        "name",
        "title",
        "description",
        "isRequired",
        "inputType",
        "choices",
        "visibleIf",
        "requiredIf",
        "valueName",
    }
    | {
        "validators",
        "requiredErrorText",
        "elements",
        "templateElements",
        "rows",
        "columns",
        "cellType",
        "items",
        KEPT,
    }
    | {
        "rateMin",
        "rateMax",
        "rateValues",
        "rateCount",
        "minRateDescription",
        "maxRateDescription",
        "rateStep",
        "html",
    }
    | {
        "templateTitle",
        "maxPanelCount",
        "maxRowCount",
        "minValueExpression",
        "maxValueExpression",
        "min",
        "max",
    }
    | {
        "acceptedTypes",
        "allowMultiple",
        "maxLength",
        "expression",
        "maxSelectedChoices",
        "minSelectedChoices",
        "isAllRowRequired",
        "multiSelect",
        "selectToRankEnabled",
        "otherText",
        "noneText",
        "hasOther",
    }
    | {
        "hasNone",
        "showOtherItem",
        "showNoneItem",
        "showRefuseItem",
        "showDontKnowItem",
        "commentText",
    }
    | {
        "titleLocation",
        "startWithNewLine",
        "renderAs",
        "colCount",
        "searchEnabled",
        "placeholder",
        "state",
        "width",
    }
)
"""Members that are carried over or, in the last line, only say how something looks."""
