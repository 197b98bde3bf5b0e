"""Readings above words, as screen readers are told of them."""

from __future__ import annotations

PLACE = "easy/support-office/"


def test_a_reading_follows_the_word_that_it_is_of(window, address):
    with window(width=320) as page:
        page.goto(address(PLACE))
        pairs = page.locator("main h1 ruby").evaluate_all(
            "all => all.map(ruby => [ruby.firstChild.data, ruby.querySelector('rt').textContent])"
        )
        devtools = page.context.new_cdp_session(page)
        devtools.send("Accessibility.enable")
        root = devtools.send("DOM.getDocument")["root"]["nodeId"]
        heading = devtools.send("DOM.querySelector", {"nodeId": root, "selector": "main h1"})["nodeId"]
        backend = devtools.send("DOM.describeNode", {"nodeId": heading})["node"]["backendNodeId"]
        nodes = devtools.send("Accessibility.queryAXTree", {"backendNodeId": backend})["nodes"]
        said = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "StaticText"]

    assert pairs == [["相談", "そうだん"], ["人", "ひと"]]
    assert said == ["相談", "そうだん", "をしたい", "人", "ひと", "へ"]
