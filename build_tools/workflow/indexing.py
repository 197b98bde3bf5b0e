"""Makes search of the site as a whole: its index, and what can be found without a network."""

import json
from collections.abc import Callable, Mapping, Sequence

from build_tools.builder.searchable import KINDS, labels_of
from build_tools.builder.units import Unit
from build_tools.feeds.offline import LIST, copy_words
from build_tools.model.languages import LANGUAGES
from build_tools.publish.ledger import Details, Kept, Stat
from build_tools.publish.making import Results, Searched, Sink, index_page
from build_tools.publish.offline import OfflineFiles, Plan
from build_tools.publish.searching import SearchFiles, Wanted
from build_tools.workflow.job import Job

Read = Callable[[str], bytes]
"""Gives a finished file of the earlier build."""
Span = tuple[str, str]
"""Two moments in ISO 8601, exclusive, between which a result is the same."""


def _read_nothing(path: str) -> bytes:
    """Give a file of an earlier build, where there was none."""
    raise KeyError(path)


def put_search(  # noqa: PLR0913 -- as `SearchFiles.update`
    job: Job,
    files: SearchFiles,
    sink: Sink,
    results: Results,
    known: Mapping[str, Stat],
    *,
    read: Read = _read_nothing,
) -> Span:
    """Make the index of search, or change it; see `SearchFiles.update`.

    Args:
        job: The build.
        files: Where what it takes is kept.
        sink: Where its files go.
        results: The pages; takes the files.
        known: Finished files that are whole.
        read: Gives a finished file of the earlier build.
    """
    catalog, wish = job.catalog, job.wish
    wanted = Wanted(
        labels={lang: labels_of(catalog, lang) for lang in LANGUAGES},
        synonyms=catalog.synonyms,
        kinds=KINDS,
        today=job.moment.date(),
    )

    def remake(paths: Sequence[str]) -> Mapping[str, Searched]:
        return _index_again(job, paths, results.details)

    return files.update(
        results, sink, known, wanted, read=read, remake=remake, jobs=wish.jobs, is_compressed=wish.is_compressed
    )


def put_offline(job: Job, files: OfflineFiles, sink: Sink, results: Results, known: Mapping[str, Stat]) -> None:
    """Make the service worker and the index of what it keeps; as `put_search`, and after it."""
    catalog = job.catalog

    def remake(paths: Sequence[str]) -> Mapping[str, Searched]:
        return _index_again(job, paths, results.details)

    plan = Plan(
        listed=json.loads(sink.read(LIST)) if catalog.site.offline else (),
        labels={lang: labels_of(catalog, lang) for lang in LANGUAGES},
        synonyms=catalog.synonyms,
        words=copy_words(catalog),
        kinds=KINDS,
        today=job.moment.date(),
    )
    files.update(results, sink, known, plan, remake=remake, is_compressed=job.wish.is_compressed)


def _index_again(job: Job, paths: Sequence[str], details: Details) -> Mapping[str, Searched]:
    """Make pages once more for what search has to know of them."""
    wanted, found = set(paths), {}
    for key, packed in details.units.items():
        if any(path in wanted for path, _ in Kept.unpack(packed).outputs):
            for output in job.workshop.make(Unit.of(key)).outputs:
                if output.path in wanted and output.entry:
                    found[output.path] = index_page(output.entry)
    return found
