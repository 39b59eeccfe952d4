"""Lists the tests that failed in a run, by its trx files: assembly and full name, a tab between them.

    python3 .ci/failed_tests.py MOST

Ends with 1 where a second look could hide something: not all test projects have told their results, a run was broken off, or more tests failed
than MOST.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SPACE = {"t": "http://microsoft.com/schemas/VisualStudio/TeamTest/2010"}


def failed(file: Path) -> set:
    root = ElementTree.parse(file).getroot()
    summary = root.find("t:ResultSummary", SPACE)
    tests = {test.get("id"): test.find("t:TestMethod", SPACE) for test in root.iterfind("t:TestDefinitions/t:UnitTest", SPACE)}
    methods = [tests[result.get("testId")] for result in root.iterfind("t:Results/t:UnitTestResult", SPACE) if result.get("outcome") == "Failed"]
    if summary.get("outcome") not in ("Completed", "Failed") or (summary.get("outcome") == "Failed" and not methods):
        sys.exit(f"{file.name}: the run was broken off")
    return {(method.get("codeBase"), f"{method.get('className')}.{method.get('name').split('(')[0].split('.')[-1]}") for method in methods}


def main(most: str) -> None:
    tests = Path(__file__).resolve().parent.parent / "tests"
    silent = [project.name for project in sorted(tests.glob("*.Tests")) if not list(project.glob("TestResults/*.trx"))]
    if silent:
        sys.exit(f"no results of {', '.join(silent)}")
    files = sorted(tests.glob("*.Tests/TestResults/*.trx"))
    all_failed = sorted(set().union(*map(failed, files)))
    if not all_failed or len(all_failed) > int(most):
        sys.exit(f"{len(all_failed)} tests failed")
    for assembly, test in all_failed:
        print(f"{assembly}\t{test}")


main(*sys.argv[1:])
