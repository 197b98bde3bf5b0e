import pytest
import yaml

from build_tools.i18n.easy_dates import easy_moment, easy_span
from build_tools.i18n.words import Words
from tests.project import ROOT
from tests.records import moment

WORDS = Words("easy", yaml.safe_load((ROOT / "content/strings/easy.yml").read_text(encoding="utf-8")))


def said(html):
    """Give the readings behind their words, a slash before each."""
    return html.striptags().replace("（", "/").replace("）", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-05 14:00", "2026年/ねん12月/がつ5日/いつか 土曜日/どようび 午後/ごご2時/じ"),
        ("2026-12-21 09:45", "2026年/ねん12月/がつ21日/にち 月曜日/げつようび 午前/ごぜん9時/じ45分/ふん"),
        ("2027-01-20 12:30", "2027年/ねん1月/がつ20日/はつか 水曜日/すいようび 昼/ひるの12時/じ30分/ぷん"),
        ("2026-12-31 25:00",
         "2026年/ねん12月/がつ31日/にち 木曜日/もくようび 次/つぎの日/ひの午前/ごぜん1時/じ"),
        ("2026-12", "2026年/ねん12月/がつ"),
        ("2026", "2026年/ねん"),
        ("FY2026", "2026年/ねん4月/がつから2027年/ねん3月/がつまでのどこか"),
        ("unknown", "いつかは、まだわかりません。"),
    ],
)  # fmt: skip
def test_a_moment_is_said_in_twelve_hours_with_a_reading_over_each_word(text, expected):
    assert said(easy_moment(moment(text), WORDS)) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2026-12-05 14:00", "2026-12-05 16:00",
         "2026年/ねん12月/がつ5日/いつか 土曜日/どようび 午後/ごご2時/じから午後/ごご4時/じまで"),
        ("2026-12-05", "2026-12-06",
         "2026年/ねん12月/がつ5日/いつか 土曜日/どようびから2026年/ねん12月/がつ6日/むいか 日曜日/にちようびまで"),
        ("2026-12-05 14:00", None,
         "2026年/ねん12月/がつ5日/いつか 土曜日/どようび 午後/ごご2時/じから"),
        ("2026-12-05", None, "2026年/ねん12月/がつ5日/いつか 土曜日/どようび"),
    ],
)  # fmt: skip
def test_a_stretch_of_time_says_from_and_until(starts, ends, expected):
    assert said(easy_span(moment(starts), ends and moment(ends), WORDS)) == expected
