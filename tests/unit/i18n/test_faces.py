import pytest
from markupsafe import Markup

from build_tools.i18n.faces import Face, face_of
from tests.records import moment, words


@pytest.mark.parametrize(
    ("text", "lang", "face"),
    [
        (
            "2026-12-05 14:00",
            "ja",
            Face("2026-12-05T14:00", "2026年(令和8年)", Markup("<b>12</b>月<b>5</b>日"), "土", Markup("<b>14</b>時")),
        ),
        (
            "2026-12-05 14:00",
            "en",
            Face(
                "2026-12-05T14:00",
                "2026",
                Markup("<b>5</b> December"),
                "Saturday",
                Markup("<b>14</b>:<b>00</b>"),
            ),
        ),
        (
            "2026-12-31 25:30",
            "ja",
            Face(
                "2027-01-01T01:30",
                "2026年(令和8年)",
                Markup("<b>12</b>月<b>31</b>日"),
                "木",
                Markup("翌日<b>1</b>時<b>30</b>分"),
            ),
        ),
        (
            "2019-04-29",
            "ja",
            Face("2019-04-29", "2019年(平成31年)", Markup("<b>4</b>月<b>29</b>日"), "月・祝", Markup("")),
        ),
        (
            "2026-11-23",
            "en",
            Face("2026-11-23", "2026", Markup("<b>23</b> November"), "Monday (public holiday)", Markup("")),
        ),
        ("2026-12", "ja", Face("2026-12", "", Markup("<b>2026</b>年(令和<b>8</b>年)<b>12</b>月"), "", Markup(""))),
        ("FY2008", "en", Face("", "", Markup("fiscal year <b>2008</b> (Heisei <b>20</b>)"), "", Markup(""))),
        ("unknown", "en", Face("", "", Markup("date not known"), "", Markup(""))),
    ],
)
def test_face_is_as_precise_as_the_date(text, lang, face):
    assert face_of(moment(text), words(lang)) == face
