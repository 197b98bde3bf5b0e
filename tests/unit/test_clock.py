from datetime import date

from build_tools.clock import read_now
from tests.records import at

TOKYO = "Asia/Tokyo"


def test_a_given_day_is_its_noon(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    assert read_now(date(2026, 11, 23), zone=TOKYO) == at("2026-11-23 12:00")


def test_source_date_epoch_is_told_in_the_zone_of_the_site(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795359599")

    assert read_now(None, zone=TOKYO) == at("2026-11-22 23:59")
    assert read_now(None, zone="UTC") == at("2026-11-22 14:59")


def test_the_clock_is_cut_to_the_minute_and_has_no_zone(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    now = read_now(None, zone=TOKYO)

    assert (now.tzinfo, now.second, now.microsecond) == (None, 0, 0)
