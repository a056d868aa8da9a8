"""Values as people type them into tables, made usable or refused; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit


@dataclass
class Remarks:
    """What could not be used of a row. Each is a code of :data:`SAYS` with what was written there."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def add(self, code: str, text: str) -> None:
        """Note that ``text`` was not used."""
        self.found.append((code, text[:120]))


def phone(text: str, remarks: Remarks) -> str:
    """ "(626) 794-3953" for any way to write ten digits of the United States; "" for nothing or what is no number."""
    text = text.strip()
    if not text:
        return ""
    digits = re.sub(r"[\s().+–-]", "", text)
    if re.fullmatch(r"1?[2-9]\d{9}", digits, re.ASCII):
        digits = digits[-10:]
        return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    if re.fullmatch(r"\d{3}", digits, re.ASCII) and digits == text:
        return text  # 211, 988
    if text.startswith("+") and re.fullmatch(r"\d{8,15}", digits, re.ASCII):
        return text
    remarks.add("phone", text)
    return ""


def web(text: str, remarks: Remarks) -> str:
    """A whole web address, with the colon that was forgotten in "http//"; "" for nothing or what is none."""
    text = text.strip()
    if not text:
        return ""
    whole = re.sub(r"^(https?)(?::|;)?/{1,3}", r"\1://", text, flags=re.IGNORECASE)
    if "://" not in whole:
        whole = f"https://{whole}"
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if (
        re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host)
        and parts.scheme in ("http", "https")
        and "@" not in parts.netloc
        and not re.search(r"[\s\"<>\\^`{|}]", whole)
    ):
        return whole
    remarks.add("web", text)
    return ""


def email(text: str, remarks: Remarks) -> str:
    """An address of mail; "" for nothing or what is none."""
    text = text.strip()
    if not text or re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", text):
        return text
    remarks.add("email", text)
    return ""


def zip_code(text: str, remarks: Remarks) -> str:
    """A ZIP, with its four more digits if it has them; a lost first zero is not put back."""
    text = text.strip()
    if not text or re.fullmatch(r"\d{5}(-\d{4})?", text, re.ASCII):
        return text
    remarks.add("zip", text)
    return ""


CALIFORNIA = (32.5, 42.05, -124.5, -114.1)
"""South, north, west, east."""


def point(
    latitude: str, longitude: str, state: str, remarks: Remarks
) -> tuple[float, float] | None:
    """Coordinates that can be those of a place in ``state``; None for nothing or what is somewhere else."""
    if not latitude.strip() and not longitude.strip():
        return None
    try:
        found = float(latitude), float(longitude)
    except ValueError:
        remarks.add("point", f"{latitude}, {longitude}")
        return None
    south, north, west, east = (
        CALIFORNIA if state.upper() in ("CA", "CALIFORNIA") else (-90, 90, -180, 180)
    )
    if south <= found[0] <= north and west <= found[1] <= east:
        return found
    remarks.add("point", f"{latitude}, {longitude}")
    return None


def day(text: str, remarks: Remarks) -> date | None:
    """A day, ``2026-11-23`` or ``11/23/2026``; None for nothing or what is none."""
    text = text.strip()
    if not text:
        return None
    american = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text, re.ASCII)
    try:
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
        return date.fromisoformat(text[:10])
    except ValueError:
        remarks.add("day", text)
        return None


def words(text: str, most: int = 2000) -> str:
    """One line or several, without spaces around and letters that cannot be shown."""
    kept = "".join(
        letter for letter in text.replace("\r\n", "\n") if letter.isprintable() or letter == "\n"
    )
    return "\n".join(" ".join(line.split()) for line in kept.strip().splitlines())[:most]
