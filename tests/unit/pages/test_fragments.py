from markupsafe import Markup

from build_tools.pages.fragments import Fragments


def test_a_piece_is_made_once_for_each_key():
    fragments, made = Fragments(), []

    def make():
        made.append(1)
        return Markup("<b>")

    pieces = [fragments.get(key, make) for key in (("link", 1), ("link", 1), ("link", 2))]

    assert (pieces, len(made)) == ([Markup("<b>")] * 3, 2)
