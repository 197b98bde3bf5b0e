"""The success criteria of levels A and AA: those of JIS X 8341-3:2016, and those that WCAG 2.1 and 2.2 add.

Their names stand in `content/vocabularies/criteria.yml`.

Source: JIS X 8341-3:2016 (the same as WCAG 2.0), https://www.w3.org/TR/WCAG22/.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Criterion:
    """One success criterion."""

    number: str
    """`1.4.10`."""
    level: str
    """`A` or `AA`."""
    since: str
    """The version of WCAG that brought it: `2.0`, `2.1`, `2.2`."""
    is_mechanical: bool = False
    """A program that looks at every page, or at each kind of page, can tell all of it; of any other one only a part."""
    absent_by: str = ""
    """The check that, where it finds nothing, shows that no page has what the criterion is about."""

    @property
    def is_in_jis(self) -> bool:
        """JIS X 8341-3:2016 has it."""
        return self.since == "2.0"

    @property
    def order(self) -> tuple[int, ...]:
        """Its place among all."""
        return tuple(map(int, self.number.split(".")))


_A = "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 \
3.1.1 3.2.1 3.2.2 3.3.1 3.3.2 4.1.1 4.1.2"
_AA = "1.2.4 1.2.5 1.4.3 1.4.4 1.4.5 2.4.5 2.4.6 2.4.7 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4"
_NEW_IN_21_A = "2.1.4 2.5.1 2.5.2 2.5.3 2.5.4"
_NEW_IN_21_AA = "1.3.4 1.3.5 1.4.10 1.4.11 1.4.12 1.4.13 4.1.3"
_NEW_IN_22_A = "3.2.6 3.3.7"
_NEW_IN_22_AA = "2.4.11 2.5.7 2.5.8 3.3.8"
_MECHANICAL = frozenset(["1.4.10", "2.4.1", "2.4.5", "2.5.8", "3.1.1", "3.2.3", "3.2.6", "4.1.1"])
_ABSENT_BY = {
    **dict.fromkeys(["1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.4.2"], "media"),
    **dict.fromkeys(["1.3.5", "3.3.1", "3.3.3", "3.3.4", "3.3.7", "3.3.8"], "forms"),
    **dict.fromkeys(["2.5.1", "2.5.4", "2.5.7"], "gestures"),
}


def _of(numbers: str, level: str, since: str) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(number, level, since, number in _MECHANICAL, _ABSENT_BY.get(number, "")) for number in numbers.split()
    )


CRITERIA: Mapping[str, Criterion] = MappingProxyType(
    {
        criterion.number: criterion
        for criterion in sorted(
            (
                *_of(_A, "A", "2.0"),
                *_of(_AA, "AA", "2.0"),
                *_of(_NEW_IN_21_A, "A", "2.1"),
                *_of(_NEW_IN_21_AA, "AA", "2.1"),
                *_of(_NEW_IN_22_A, "A", "2.2"),
                *_of(_NEW_IN_22_AA, "AA", "2.2"),
            ),
            key=lambda criterion: criterion.order,
        )
    }
)
"""Number to criterion, in the order of the numbers."""

JIS = tuple(criterion for criterion in CRITERIA.values() if criterion.is_in_jis)
"""The 38 of JIS X 8341-3:2016, levels A and AA."""

LATER = tuple(criterion for criterion in CRITERIA.values() if not criterion.is_in_jis)
"""The 18 that WCAG 2.1 and 2.2 add on these levels."""
