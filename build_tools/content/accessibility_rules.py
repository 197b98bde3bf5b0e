"""What must hold for the accessibility policy: nobody claims what nobody has found, and signs for."""

from collections.abc import Iterable, Iterator, Mapping

from build_tools.content.decoded import Decoded
from build_tools.diagnostics import Diagnostic
from build_tools.model.accessibility import AccessibilityPolicy, AccessibilityTest, Claim, Level, Outcome
from build_tools.model.base import Record
from build_tools.model.criteria import JIS
from build_tools.model.verdicts import Verdict, judge, last_run

Records = Mapping[str, Mapping[str, Decoded[Record]]]


def check_policy(decoded: Decoded[AccessibilityPolicy]) -> Iterator[Diagnostic]:
    """What people found is told once for each criterion, and told whole; who claims signs, and signs at the end."""
    policy = decoded.value
    if policy.claim and not policy.signed:
        yield decoded.diagnose(("claim",), "claim-unsigned")
    if policy.signed and not policy.claim:
        yield decoded.diagnose(("signed",), "signature-without-claim")
    if bool(policy.tested_from) != bool(policy.tested_until):
        given = "tested_from" if policy.tested_from else "tested_until"
        yield decoded.diagnose((given,), "test-period-open")
    elif policy.tested_from and policy.tested_until and policy.tested_until < policy.tested_from:
        yield decoded.diagnose(("tested_until",), "test-period-backwards", starts=policy.tested_from.isoformat())
    yield from _check_findings(decoded)


def _check_findings(decoded: Decoded[AccessibilityPolicy]) -> Iterator[Diagnostic]:
    policy, seen = decoded.value, set()
    for index, finding in enumerate(policy.findings):
        if finding.criterion in seen:
            yield decoded.diagnose(("findings", index, "criterion"), "finding-twice", value=finding.criterion)
        seen.add(finding.criterion)
        if finding.outcome is Outcome.NOT_MET and not finding.note:
            yield decoded.diagnose(("findings", index), "finding-without-note", value=finding.criterion)
        if policy.signed and finding.date > policy.signed.on:
            signed = policy.signed.on.isoformat()
            yield decoded.diagnose(("findings", index, "date"), "finding-after-signature", signed=signed)


def check_claim(records: Records) -> Iterator[Diagnostic]:
    """A claim of conformance stands only where every criterion of the level is judged, and none is missed."""
    runs = [item.value for item in records["accessibility-test"].values()]
    test = last_run(run for run in runs if isinstance(run, AccessibilityTest))
    for decoded in records["accessibility-policy"].values():
        policy = decoded.value
        if not isinstance(policy, AccessibilityPolicy) or policy.claim is not Claim.CONFORMS:
            continue
        asked = [criterion for criterion in JIS if policy.level is not Level.A or criterion.level == Level.A.value]
        verdicts = [judge(criterion, policy, test) for criterion in asked]
        if still_open := [verdict for verdict in verdicts if verdict.outcome is None]:
            yield decoded.diagnose(("claim",), "claim-with-open-criteria", numbers=_numbers(still_open))
        if missed := [verdict for verdict in verdicts if verdict.outcome is Outcome.NOT_MET]:
            yield decoded.diagnose(("claim",), "claim-with-missed-criteria", numbers=_numbers(missed))


def _numbers(verdicts: Iterable[Verdict]) -> str:
    return ", ".join(verdict.criterion.number for verdict in verdicts)
