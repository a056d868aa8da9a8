"""What a package needs: what the host has must fit as it is, the rest is lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from farolito.plugins.packages.refused import PackageRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from farolito.plugins.packages.environment import Environment


def lacking(requires: Iterable[str], host: Environment) -> tuple[str, ...]:
    """The requirements that the host has nothing for, as lines.

    Raises :class:`PackageRefused` when one does not fit what the host has: the host's packages are never changed, so
    the plugin has to.
    """
    return tuple(_lacking(requires, host, frozenset({""}), frozenset()))


def _lacking(
    requires: Iterable[str], host: Environment, extras: frozenset[str], within: frozenset[str]
) -> Iterator[str]:
    for line in requires:
        one = _read(line)
        if one.marker and not any(one.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        if one.url:
            raise PackageRefused(
                "by_address",
                f"It needs {one.name} from an address of its own.",
                "Ask its author to name a version of it instead.",
            )
        have = host.version(one.name)
        name = canonicalize_name(one.name)
        if have is None:
            one.marker = None
            yield str(one)
        elif not one.specifier.contains(have, prereleases=True):
            raise PackageRefused(
                "does_not_fit",
                f"It needs {one.name}{one.specifier}, and Farolito runs with {one.name} {have}, which is never "
                "changed for a plugin.",
                f"Ask its author for a version that works with {one.name} {have}.",
            )
        elif one.extras and name not in within:
            more = host.found[name].requires or ()
            yield from _lacking(more, host, frozenset(one.extras), within | {name})


def _read(line: str) -> Requirement:
    try:
        return Requirement(line)
    except InvalidRequirement:
        raise PackageRefused("no_wheel", f"What it needs cannot be read: {line[:80]!r}.") from None
