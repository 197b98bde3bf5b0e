"""What the site promises about accessibility, what programs found, and what people found and sign for."""

from enum import StrEnum
from typing import Annotated

from build_tools.model.base import Model, OrganizationRef, Record, TermMark, Text
from build_tools.model.declared import Count
from build_tools.model.values import Day, Line, Name, Url, When, Whole

CriterionRef = Annotated[Name, TermMark("criteria")]
Check = Annotated[Name, TermMark("accessibility-checks")]


class Level(StrEnum):
    """A level of conformance."""

    A = "A"
    AA = "AA"
    AAA = "AAA"


class Outcome(StrEnum):
    """What a person found."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_APPLICABLE = "not-applicable"


class Claim(StrEnum):
    """How far the site meets the standard, in the words of the Web Accessibility Infrastructure Committee (WAIC)."""

    CONFORMS = "conforms"
    PARTLY = "partly"
    CONSIDERED = "considered"


class HumanFinding(Model):
    """What a person found about one criterion."""

    criterion: CriterionRef
    """Number of the success criterion: `1.1.1`."""
    outcome: Annotated[Outcome, TermMark("criterion-outcomes")]
    """Whether the site meets it."""
    date: Day
    """Day on which it was looked at."""
    by: Text
    """Who looked: office or role; no names of private persons."""
    note: Text | None = None
    """How it was looked at; where it is not met, on which pages and why."""


class Signature(Model):
    """Whoever answers for the claim."""

    by: Text
    """Name or office of the person who signs."""
    on: Day
    """Day of signing."""


class AccessibilityPolicy(Record):
    """The accessibility policy of the site, and what people found in its test."""

    scope: Text
    """Which pages it covers."""
    standard: Line
    """Number and year of the standard: `JIS X 8341-3:2016`."""
    level: Annotated[Level, TermMark("conformance-levels")]
    """The level to be reached."""
    beyond: Text | None = None
    """What is aimed at beyond the standard."""
    due: When
    """When the level is to be reached; `unknown` as long as nobody has set a date."""
    exceptions: tuple[Text, ...] = ()
    """What the policy does not cover, and why."""
    department: OrganizationRef | None = None
    """Office in charge."""
    problems: tuple[Text, ...] = ()
    """Known problems, one sentence or two each."""
    technologies: Annotated[tuple[Line, ...], Count(1)]
    """Web technologies the site relies on."""
    tested_from: Day | None = None
    """First day on which people tested."""
    tested_until: Day | None = None
    """Last day on which people tested."""
    findings: tuple[HumanFinding, ...] = ()
    """What people found, one entry for each criterion."""
    claim: Annotated[Claim, TermMark("conformance-claims")] | None = None
    """How far the site meets the standard; left out until a person signs."""
    signed: Signature | None = None
    """Who answers for the claim."""


class Tool(Model):
    """A program that tested."""

    name: Line
    """Its name."""
    version: Line
    """Its version."""
    url: Url | None = None
    """Where it comes from."""


class Checked(Model):
    """One check of the last run."""

    check: Check
    """Which one."""
    pages: Whole
    """Number of pages it looked at."""
    tests: Whole
    """Number of tests."""
    failed: Whole
    """Number of tests that failed."""


class MachineFinding(Model):
    """What programs found about one criterion."""

    criterion: CriterionRef
    """Number of the success criterion."""
    checks: Annotated[tuple[Check, ...], Count(1)]
    """The checks that look at some part of it."""
    problems: Whole
    """Number of places, or of failed tests, that do not meet it."""
    undecided: Whole
    """Number of places about which the program could not tell."""


class AccessibilityTest(Record):
    """The last run of the automatic tests: `make evidence` writes it."""

    date: Day
    """Day of the run."""
    pages: Whole
    """Number of all pages of the site."""
    tools: Annotated[tuple[Tool, ...], Count(1)]
    """The programs and their versions."""
    kinds: Annotated[tuple[Line, ...], Count(1)]
    """Addresses of the pages that were looked at in a browser: some of each kind."""
    states: tuple[Annotated[Name, TermMark("accessibility-states")], ...]
    """How each of them was looked at."""
    shells: tuple[Line, ...] = ()
    """The kinds of page that the program could make then; left out where nobody has noted them."""
    checks: tuple[Checked, ...]
    """The checks, in the order of their names."""
    findings: tuple[MachineFinding, ...]
    """What they found, in the order of the criteria."""
