import subprocess
import sys
from datetime import date

import holidays
import pytest

from build_tools.i18n.public_holidays import holidays_of, is_holiday


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 9, 22), True),
        (date(2027, 3, 22), True),
        (date(2026, 12, 5), False),
        (date(1900, 11, 23), False),
    ],
    ids=["Labour Thanksgiving Day", "between two holidays", "in lieu of a Sunday", "a Saturday", "before the law"],
)
def test_holidays(day, holiday):
    assert is_holiday(day) is holiday


@pytest.mark.parametrize(("lang", "language"), [("ja", "ja"), ("en", "en_US")])
def test_the_list_is_that_of_the_package(lang, language):
    known = holidays.country_holidays("JP", years=range(1949, 2100), language=language)

    assert {day: name for year in range(1949, 2100) for day, name in holidays_of(year, lang).items()} == dict(known)


def test_no_other_country_is_imported_and_all_can_be_afterwards():
    code = """
import sys
from build_tools.i18n.public_holidays import holidays_of
assert holidays_of(2026, "ja")
assert [name for name in sys.modules if name.startswith("holidays.countries")] == ["holidays.countries.japan"]
import holidays
assert holidays.country_holidays("NZ", years=2026)
"""

    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 -- our own words
