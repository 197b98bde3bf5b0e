"""Reads what is no record: the settings of the site, its vocabularies and the words of the interface."""

from collections.abc import Iterable, Iterator, Mapping
from string import Formatter
from types import MappingProxyType

from build_tools.content.decoded import Decoded
from build_tools.content.documents import Document
from build_tools.content.nodes import Mapping as MappingNode
from build_tools.content.nodes import Scalar, Sequence
from build_tools.content.reader import Reader
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import LANGUAGES
from build_tools.model.easy_words import EASY_WORDS
from build_tools.model.glossary import GlossaryTerm
from build_tools.model.ruby import base_text
from build_tools.model.site import Site, Term

SYNONYMS = "synonyms.yml"
EASY = "easy"
"""Name of the file with the words of the easy voice."""
_LEAST_SET = 2
"""So many words are a set."""


def read_site(reader: Reader) -> Decoded[Site] | None:
    """Read `site.yml`."""
    file = reader.content / "site.yml"
    if not file.exists():
        reader.report(file, "no-site-file")
        return None
    document = reader.document(file)
    if document is None:
        return None
    decoded, problems = reader.memory.decode_record(Site, document, {})
    reader.problems += problems
    return decoded


def read_vocabularies(reader: Reader) -> Mapping[str, Mapping[str, Term]]:
    """Read `vocabularies/`: the name of each to its terms, in the order of the file."""
    vocabularies: dict[str, Mapping[str, Term]] = {}
    folder = reader.content / "vocabularies"
    for file in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        document = reader.document(file)
        if document is None:
            continue
        terms: dict[str, Term] = {}
        for key, node in document.front.entries:
            if not isinstance(node, MappingNode):
                reader.problems.append(document.diagnose("bad-term", key, key=key.text))
                continue
            entry = Document(document.path, document.lines, node, document.front_line, "", 0)
            decoded, problems = reader.memory.decode_record(Term, entry, {})
            reader.problems += problems
            if decoded:
                terms[key.text] = decoded.value
        vocabularies[file.stem] = MappingProxyType(terms)
    return MappingProxyType(vocabularies)


def read_strings(reader: Reader) -> Mapping[str, Mapping[str, str]]:
    """Read `strings/`: language to key to words; those of the easy voice last, none where the city has no such file."""
    tables: dict[str, dict[str, str]] = {}
    documents: dict[str, Document] = {}
    for lang in LANGUAGES:
        file = reader.content / "strings" / f"{lang}.yml"
        document = reader.document(file) if file.exists() else None
        if document is None:
            reader.report(file, "no-strings-file")
            continue
        documents[lang] = document
        tables[lang] = {key.text: node.text for key, node in document.front.entries if isinstance(node, Scalar)}
    if len(tables) == len(LANGUAGES):
        for lang, other in (LANGUAGES, LANGUAGES[::-1]):
            for key in sorted(tables[other].keys() - tables[lang].keys()):
                spot = documents[lang].front
                reader.problems.append(
                    documents[lang].diagnose("missing-string", spot, key=key, other=tables[other][key])
                )
        reader.problems += _check_placeholders(documents, tables)
    file = reader.content / "strings" / f"{EASY}.yml"
    document = reader.document(file) if file.exists() else None
    if document:
        from build_tools.content.easy_texts import judge  # an edit of a text does without it

        reader.problems += judge(document).advice
        tables[EASY] = {key.text: node.text for key, node in document.front.entries if isinstance(node, Scalar)}
        reader.problems += _check_easy(document, tables[EASY])
    return MappingProxyType({lang: MappingProxyType(tables.get(lang, {})) for lang in (*LANGUAGES, EASY)})


def read_synonyms(reader: Reader) -> tuple[tuple[str, ...], ...]:
    """Read `synonyms.yml`: sets of words below headings that are there for the editors; there may be none."""
    file = reader.content / SYNONYMS
    document = reader.document(file) if file.exists() else None
    groups: list[tuple[str, ...]] = []
    for _, node in document.front.entries if document else ():
        for item in node.items if isinstance(node, Sequence) else (node,):
            words = item.items if isinstance(item, Sequence) else ()
            texts = tuple(word.text.strip() for word in words if isinstance(word, Scalar))
            if document and (len(texts) < _LEAST_SET or len(texts) != len(words) or not all(texts)):
                reader.problems.append(document.diagnose("bad-synonyms", item))
            elif document and len(set(texts)) < len(texts):
                twice = next(text for text in texts if texts.count(text) > 1)
                reader.problems.append(document.diagnose("synonym-twice", item, word=twice))
            groups.append(texts)
    return tuple(groups)


def with_terms(groups: tuple[tuple[str, ...], ...], terms: Iterable[GlossaryTerm]) -> tuple[tuple[str, ...], ...]:
    """Return the sets of words with one more for each term of the glossary: its names in all languages and spellings.

    A set of which the editors' file holds every word adds nothing.
    """
    known = [set(group) for group in groups]
    found = (tuple(dict.fromkeys(filter(None, (t.title.ja, *t.also, t.title.en)))) for t in terms)
    new = (group for group in found if len(group) >= _LEAST_SET and not any(set(group) <= other for other in known))
    return (*groups, *dict.fromkeys(new))


def _check_placeholders(
    documents: Mapping[str, Document], tables: Mapping[str, Mapping[str, str]]
) -> Iterator[Diagnostic]:
    """The words in braces are the same in both languages, since the program fills them in."""
    source, other = LANGUAGES
    for key in sorted(tables[source].keys() & tables[other].keys()):
        here, there = _placeholders(tables[other][key]), _placeholders(tables[source][key])
        if here != there and (node := documents[other].front.find(key)):
            shown = {"here": " ".join(here or ("-",)), "there": " ".join(there or ("-",))}
            yield documents[other].diagnose("wrong-placeholder", node, key=key, **shown)


def _check_easy(document: Document, table: Mapping[str, str]) -> Iterator[Diagnostic]:
    """The easy voice has all of its words, each with what the program fills in."""
    for key in sorted(EASY_WORDS.keys() - table.keys()):
        yield document.diagnose("missing-easy-words", document.front, key=key, filled=_shown(EASY_WORDS[key]) or "…")
    for key in sorted(table):
        needed = EASY_WORDS.get(key, () if key.startswith(("day.", "way.")) else None)
        node, here = document.front.find(key), _placeholders(table[key])
        if node and needed is not None and here != tuple(f"{{{name}}}" for name in needed):
            shown = {"here": " ".join(here or ("-",)), "there": _shown(needed) or "-"}
            yield document.diagnose("wrong-easy-placeholder", node, key=key, **shown)


def _shown(names: Iterable[str]) -> str:
    return " ".join(f"{{{name}}}" for name in names)


def _placeholders(text: str) -> tuple[str, ...]:
    try:
        return tuple(
            sorted({f"{{{name}}}" for _, name, _, _ in Formatter().parse(base_text(text)) if name is not None})
        )
    except ValueError:
        return ("{",)
