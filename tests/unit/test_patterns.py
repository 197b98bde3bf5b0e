import re

import pytest

from build_tools.patterns import lazy_pattern


def test_a_lazy_pattern_answers_as_the_pattern_does():
    pattern = lazy_pattern(r"(?P<kanji>[\u4e00-\u9fff]+)|[A-Z]", re.IGNORECASE)

    assert [match[0] for match in pattern.finditer("国立市 a")] == ["国立市", "a"]
    assert pattern.sub("-", "谷保 b") == "- -"
    assert (pattern.pattern, pattern.groupindex) == (r"(?P<kanji>[\u4e00-\u9fff]+)|[A-Z]", {"kanji": 1})


def test_a_lazy_pattern_is_compiled_when_it_is_used():
    wrong = lazy_pattern("(")

    with pytest.raises(re.error, match="unterminated subpattern"):
        wrong.search("（")
