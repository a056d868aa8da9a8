"""What a session is called in the list of where one is logged in: browser and system, two words. No more is kept."""

from __future__ import annotations

from flask import request

# the first that fits: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "Chromebook"),
    ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
LONGEST = 1000  # characters that are read


def device_here() -> str:
    """ "Chrome, Windows" for the browser that asks; "" when it says nothing that we know."""
    return device_of(request.headers.get("User-Agent", ""))


def device_of(agent: str) -> str:
    """The same for what a browser says of itself."""
    agent = agent[:LONGEST]
    found = (
        next((name for mark, name in table if mark in agent), "") for table in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, found))
