from build_tools.views.board import became_projects, columns_of, count_real_entries, matched
from tests.records import make_need, make_operation, make_proposal, with_entries


def test_columns_hold_what_is_open_the_oldest_first_and_samples_last(town):
    entries = (
        make_need(id="new", received="2026-11-20"),
        make_need(id="old", received="2026-01-05"),
        make_need(id="oldest", received="2025-01-05", sample="true"),
        make_need(id="done", status="closed"),
        make_operation(),
    )

    columns = columns_of(with_entries(town, *entries))

    assert [(column.kind, [entry.id for entry in column.entries], column.real) for column in columns] == [
        ("need", ["old", "new", "oldest"], 2),
        ("proposal", [], 0),
        ("operation", ["sites"], 1),
    ]


def test_what_was_brought_together_is_one_group(town):
    need = make_need(status="matched", matched_with={"proposal": "walk", "operation": "sites"})
    proposal = make_proposal(status="matched", matched_with={"need": "help"})
    operation = make_operation(status="matched", matched_with={"need": "help"})

    [group] = matched(with_entries(town, operation, proposal, need))

    assert (group.entries, group.project) == ((need, proposal, operation), None)


def test_what_became_a_project_is_grouped_by_it(town):
    need = make_need(status="project", project="flowers")
    proposal = make_proposal(status="project", project="flowers")

    [group] = became_projects(with_entries(town, proposal, need))

    assert (group.entries, group.project) == ((need, proposal), town.get("project", "flowers"))


def test_samples_are_not_counted(town):
    assert count_real_entries(with_entries(town, make_need(), make_proposal(sample="true"))) == 1
