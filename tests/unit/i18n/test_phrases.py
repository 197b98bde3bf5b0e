import pytest

from build_tools.i18n.phrases import phrased


@pytest.mark.parametrize(
    ("title", "html"),
    [
        (
            "くにたち原爆体験伝承者育成プロジェクト 第一期修了式",
            "くにたち<wbr>原爆体験伝承者育成<wbr>プロジェクト 第一期修了式",
        ),
        ("国立駅前くにたち・こくぶんじ市民プラザ", "国立駅前くにたち・<wbr>こくぶんじ<wbr>市民<wbr>プラザ"),
        ("くにたちNPO・市民交流会", "くにたち<wbr>NPO・<wbr>市民交流会"),
        ("お知らせ", "お知らせ"),
        ("Walk the town, 街を歩く & <見る>", "Walk the town, 街を<wbr>歩く &amp; &lt;見る&gt;"),
        ("{桜|さくら}の下の会", "{桜|さくら}の下の会"),
        ("", ""),
    ],
    ids=["longer-than-a-line", "a-dot", "latin", "an-honorific", "escaped", "readings", "empty"],
)
def test_title_breaks_before_words(title, html):
    assert phrased(title) == html
