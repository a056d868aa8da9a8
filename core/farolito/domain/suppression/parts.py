"""One-way tables whose cells add up to the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.suppression.bounds import Bounds, exactly

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def parts(
    counts: Mapping[str, int], threshold: int, order: Callable[[str], str | bytes]
) -> dict[str, Bounds]:
    """Bounds for each cell; their sum is taken to be known, when it is more than ``threshold``.

    Beside small cells others are hidden, in ``order``, until the hidden ones together leave a small one all of
    1 to ``threshold``, even for somebody who was told which of them are the small ones. Where there are not enough,
    everything but zeros is hidden, and where even that says too much, zeros too.
    """
    total = sum(counts.values())
    if 0 < total <= threshold:
        return dict.fromkeys(counts, Bounds(0, threshold))
    hidden = [name for name, count in counts.items() if 0 < count <= threshold]
    if not hidden:
        return {name: exactly(count) for name, count in counts.items()}
    others = sorted((name for name, count in counts.items() if count > threshold), key=order)
    together = sum(counts[name] for name in hidden)
    room = (
        1 - len(hidden) + together
    )  # how much a small one could be, were the others as few as can be
    for name in others:
        hidden.append(name)
        together += counts[name]
        room += counts[name] - (threshold + 1)
        if room >= threshold:
            break
    most = together - (len(hidden) - 1)  # each of the others is 1 at least
    if most < threshold:
        return dict.fromkeys(counts, Bounds(0, total))
    return {
        name: Bounds(1, most) if name in hidden else exactly(count)
        for name, count in counts.items()
    }
