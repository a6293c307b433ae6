"""The languages of the app: how each writes numbers, times and lists, and which plural it uses.

From the Unicode CLDR (unicode.org/cldr/charts/latest/by_type): numbers.symbols, dates, plurals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

NO_BREAK = "\N{NO-BREAK SPACE}"


class Language(StrEnum):
    """A language of the console and of notifications, as its tag (BCP 47)."""

    ENGLISH = "en"
    ESTONIAN = "et"
    CROATIAN = "hr"
    INDONESIAN = "id"
    POLISH = "pl"
    CHINESE_HONG_KONG = "zh-HK"


def _is_few(number: float) -> bool:
    return number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)


def _one_or_other(number: float) -> str:
    return "one" if number == 1 else "other"


def _croatian(number: float) -> str:
    if number % 1:
        return "other"
    return "one" if number % 10 == 1 and number % 100 != 11 else "few" if _is_few(number) else "other"


def _polish(number: float) -> str:
    if number % 1:
        return "other"
    return "one" if number == 1 else "few" if _is_few(number) else "many"


def _other(_number: float) -> str:
    return "other"


@dataclass(frozen=True)
class Style:
    """How a language writes values. `grouped_from`: the least number that gets a separator of thousands."""

    plural: Callable[[float], str]
    group: str
    point: str
    time: str
    comma: str = ", "
    colon: str = ": "
    grouped_from: int = 1_000

    def number(self, value: float) -> str:
        """Return a number with at most three decimals, as browsers write it."""
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").removesuffix(".")
        if abs(value) < self.grouped_from:
            text = text.replace(",", "")
        return text.translate({ord(","): self.group, ord("."): self.point})

    def moment(self, at: datetime) -> str:
        """Return a time in UTC."""
        return at.strftime(self.time)


STYLES = {
    Language.ENGLISH: Style(_one_or_other, ",", ".", "%Y-%m-%d %H:%M UTC"),
    Language.ESTONIAN: Style(_one_or_other, NO_BREAK, ",", "%d.%m.%Y %H:%M UTC", grouped_from=10_000),
    Language.CROATIAN: Style(_croatian, ".", ",", "%d. %m. %Y. %H:%M UTC"),
    Language.INDONESIAN: Style(_other, ".", ",", "%d/%m/%Y %H.%M UTC"),
    Language.POLISH: Style(_polish, NO_BREAK, ",", "%d.%m.%Y %H:%M UTC", grouped_from=10_000),
    Language.CHINESE_HONG_KONG: Style(_other, ",", ".", "%Y/%m/%d %H:%M UTC", "、", "："),
}
