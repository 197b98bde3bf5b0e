import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.content.documents import Document, Unreadable
from build_tools.content.nodes import Mapping
from build_tools.content.notation import check_lines, may_mislead
from build_tools.content.parsing import MAX_BYTES, parse_document, read_document
from build_tools.diagnostics import Spot

TEXT = "---\ntitle: 防災講座\n---\n\n本文です。\n\n---\n\n続き\n\n"


def problem_codes(data, path="content/events/walk.md"):
    try:
        return [problem.code for problem in parse_document(data, path).problems]
    except Unreadable as error:
        return [problem.code for problem in error.problems]


def test_parts_keep_their_lines():
    document = parse_document(TEXT.encode(), "content/events/walk.md")

    assert (document.front_line, document.body_line) == (1, 4)
    assert document.body == "\n本文です。\n\n---\n\n続き"
    assert document.at(document.front.find("title")) == Spot("content/events/walk.md", 2, 8)
    assert [document.line(number) for number in (0, 1, 2, 5, 99)] == ["", "---", "title: 防災講座", "本文です。", ""]


def test_a_yml_file_is_all_front_matter():
    document = parse_document("title: 防災講座\n".encode(), "content/events/walk.yml")

    assert (document.front_line, document.body, document.front.find("title").text) == (0, "", "防災講座")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
def test_line_ends_and_mark_do_not_move_anything(mark, end):
    document = parse_document(mark + TEXT.replace("\n", end).encode(), "content/events/walk.md")
    plain = parse_document(TEXT.encode(), "content/events/walk.md")

    assert (document.front, document.body, document.body_line, document.lines) == (
        plain.front, plain.body, plain.body_line, plain.lines,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", ["empty-file"]),
        (b"\xef\xbb\xbf", ["empty-file"]),
        (TEXT.encode("cp932"), ["not-utf-8"]),
        (TEXT.encode("euc-jp"), ["not-utf-8"]),
        (TEXT.encode("utf-16"), ["not-utf-8"]),
        (TEXT.encode("utf-16-le"), ["not-utf-8"]),
        (b"\x00\x01\x02", ["missing-fence"]),
        (b"title: x", ["missing-fence"]),
        (b"---\ntitle: x", ["unclosed-fence"]),
        (b"---\n---", []),
        (b"---\na: b #c\nd: e # f\n---", ["lost-to-comment", "comment-after-value"]),
        (b"---\na: 1\na: 2\na: 3\n---", ["repeated-key", "repeated-key"]),
    ],
    ids=repr,
)
def test_problems_of_the_bytes(data, codes):
    assert problem_codes(data) == codes


def test_a_diagnostic_carries_the_line_put_right():
    document = parse_document(TEXT.encode(), "content/events/walk.md")

    diagnostic = document.diagnose("write-plainly", document.front.find("title"), fix="防災")

    assert (diagnostic.source, diagnostic.fix, diagnostic.width) == ("title: 防災講座", "title: 防災", 4)


@pytest.mark.parametrize(
    ("size", "is_read"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)], ids=["at the limit", "one octet more"]
)
def test_size_limit(tmp_path, size, is_read):
    file = tmp_path / "walk.md"
    file.write_bytes(TEXT.encode().ljust(size))

    try:
        found = read_document(file, "walk.md")
    except Unreadable as error:
        found = error

    assert isinstance(found, Document) is is_read


@pytest.mark.parametrize("make", ["mkdir", "symlink_to"])
def test_only_regular_files_are_read(tmp_path, make):
    file = tmp_path / "walk.md"
    getattr(file, make)(*(["/etc/hostname"] if make == "symlink_to" else []))

    with pytest.raises(Unreadable) as error:
        read_document(file, "walk.md")

    assert [problem.code for problem in error.value.problems] == ["not-a-regular-file"]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_refused(data):
    codes = problem_codes(data) + problem_codes(b"---\n" + data) + problem_codes(data, "content/x.yml")

    assert all(isinstance(code, str) for code in codes)


@given(st.text(alphabet="ab_: -：　\t\n\r日1A/'#", max_size=30))
def test_the_quick_look_at_front_matter_misses_nothing(front):
    document = Document("content/x.yml", front.split("\n"), Mapping(0, 0), 0, "", 0)

    assert list(check_lines(document, front)) == [] or may_mislead(front)
