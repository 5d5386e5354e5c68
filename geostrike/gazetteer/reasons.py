"""Reasons: what an answer says for itself, as an editor reads it; decides nothing."""

from __future__ import annotations

from geostrike.gazetteer.layer import rough_m
from geostrike.gazetteer.option import Option, Point
from geostrike.names import fold, key_of
from geostrike.names.fold import script

_TOLD = 4  # other places that a reason names
_FITTING = dict.fromkeys(("ambiguous", "weak"), "The likeness is too weak")
_FITTING["called"] = "It is only another name of a small place"
_WORTH_SAYING = 0.03  # share


def why(
    status: str, key: str, best: Option, others: list[Option], shares: list[float], near: Point | None
) -> str:
    """Return the reason of an answer: what was met, and what else the name may mean.

    `status` is weak where an answer is ambiguous because the name only sounds like the best, and called where
    it is only another name of a small place.
    """
    how = _how(best, key)
    shown = [o for o, share in zip(others, shares, strict=True) if share >= _WORTH_SAYING or o.akin(best)]
    shown.sort(key=lambda o: not o.akin(best))
    told = [_label(option, best) for option in shown[:_TOLD]]
    listed = ", ".join(told) + (f" and {len(shown) - _TOLD} more" if len(shown) > _TOLD else "")
    if status == "unknown":
        return f"No place of that name in the gazetteer; the most alike is {best.text!r}."
    if status in {"ambiguous", "weak", "called"}:
        many = told and status == "ambiguous"
        fitting = f"{len(shown) + 1} places fit and none stands out" if many else _FITTING[status]
        all_told = ", ".join([_label(best, best), *([listed] if listed else [])])
        return f"{fitting}: {all_told}. Give a country or a nearby point."
    if not told:
        return f"{how}; the only place of that name {_beside(best, near)}."
    nearest = near and all(_from(best, near) <= _from(o, near) for o in shown)
    which = (
        f"the nearest of that name, {_beside(best, near)}" if nearest else "the most prominent of that name"
    )
    return f"{how}; {which}. It may also mean {listed}."


def _beside(best: Option, near: Point | None) -> str:
    if near is None:
        return "in the gazetteer"
    return f"near that point, {_from(best, near) / 1000:.0f} km from it"


def _from(option: Option, near: Point) -> float:
    return rough_m(*option.point, *near)


def _how(best: Option, key: str) -> str:
    if best.called:
        return best.called[0].upper() + best.called[1:]
    if best.equal > 1 or (best.equal and key_of(best.text) == key):
        written = script(fold(best.text))
        return f"{written.capitalize()} name equal" if written in {"arabic", "hebrew"} else "Name equal"
    words = " but for generic words" if best.more else ""
    across = " across scripts" if best.across else ""
    likeness = "equal" if best.equal else f"sounds like {best.text!r}"
    return f"Name {likeness}{across}{words}"


def _label(option: Option, best: Option) -> str:
    layer, row = option.layer, option.row
    name = layer.spellings[int(layer.first[row])]
    away = round(best.metres(option) / 1000)
    met = "" if option.called or fold(option.text) == fold(name) else f"also called {option.text!r}"
    where = (
        option.kind,
        layer.countries[layer.country[row]],
        f"{away} km away" if away else "",
        option.called or met,
    )
    return f"{name} ({', '.join(part for part in where if part)})"
