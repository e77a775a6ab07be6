"""The checks of another project's suite under its own names: what ran, what it showed, and why the rest does not run.

A suite is a folder with `names.txt` (the names of the original's tests), `reasons.txt` (why a test is not run) and modules whose
functions are marked with `@suite.check("name")`. A name with neither a check nor a reason is a failure, and so is a reason that points
to a Swift test which is not there. A name with both has a check that asks the server for the reason: it must find that what it is about
is not offered. A check of another name must not find that: what was offered once is not lost unnoticed. A reason whose name has a * in
it is for those of its names that have nothing else.
"""
import fnmatch
import pathlib
import re
import time
import traceback

TESTS = pathlib.Path(__file__).parents[2]


class NotOffered(Exception):
    """The metadata does not name what a test is about: where the original skips its test, so do the checks here. Only those may that
    reasons.txt has too."""


class Suite:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.title = self.folder.name
        self.names = list(dict.fromkeys(lines(self.folder / "names.txt")))
        self.reasons = dict(reason(line) for line in lines(self.folder / "reasons.txt"))
        self.checks, self.notes = {}, {}

    def check(self, *names, stricter=None, differs=None):
        """Marks a function of one argument, the suite's world, as the check of these names. It fails by any exception.
        `stricter` says where the server deliberately wants more than the original, and `differs` where it deliberately does not do
        what the original wants: then the check wants what the server does, and the table says so."""
        def mark(function):
            for name in names:
                if name in self.checks:
                    raise ValueError(f"{name} has two checks")
                self.checks[name] = function
                for kind, text in (("stricter", stricter), ("differs", differs)):
                    if text:
                        self.notes[name] = f"{kind}: {text}"
            return function
        return mark

    def why_not(self, name):
        """The reason for which a name is not run: its own, or the first whose pattern fits."""
        if name in self.reasons:
            return self.reasons[name]
        return next((text for pattern, text in self.reasons.items() if fnmatch.fnmatchcase(name, pattern)), None)

    def faults(self):
        """What is wrong with the lists themselves."""
        known = set(self.names)
        for name in self.checks:
            if name not in known:
                yield f"{name}: a check for a name that names.txt does not have"
        for pattern in self.reasons:
            if not fnmatch.filter(self.names, pattern):
                yield f"{pattern}: a reason for no name of names.txt"
        for name in self.names:
            if name not in self.checks and not self.why_not(name):
                yield f"{name}: neither a check nor a reason"
        tests = swift_tests()
        for pattern, text in self.reasons.items():
            if "Swift test" not in text:
                continue
            named = re.findall(r'"([^"]+)"', text.partition("Swift test")[2])
            if not named:
                yield f"{pattern}: it names no Swift test"
            for title in named:
                if title not in tests:
                    yield f"{pattern}: there is no Swift test \"{title}\""

    def judged(self, name, outcome, note):
        """The verdict of a check, where what is not offered must stand in reasons.txt, and what stands there must not be offered."""
        if outcome == "not applicable" and name not in self.reasons:
            return "failed", f"reasons.txt does not say that it may be left out: {note}"
        if outcome == "passed" and name in self.reasons:
            return "failed", f"it ran, so the reason against it does not hold any more: {self.reasons[name]}"
        return outcome, note

    def run(self, world, wanted=()):
        """Runs the checks, all or the wanted ones, prints the table, and returns whether everything is as it should be."""
        faults, counts = list(self.faults()), {"passed": 0, "failed": 0, "not applicable": 0}
        rows, seen = [], {}
        for name in self.names:
            if wanted and name not in wanted:
                continue
            function = self.checks.get(name)
            if function is None:
                outcome, note = "not applicable", self.why_not(name) or "no reason is given"
            else:
                if function not in seen:
                    seen[function] = verdict(function, world)
                outcome, note = self.judged(name, *seen[function])
                note = note or self.notes.get(name, "")
            counts[outcome] += 1
            rows.append((outcome, name, note))
        for outcome, name, note in rows:
            print(f"{outcome:14}  {name}{': ' + note if note else ''}")
        for fault in faults:
            print(f"FAILED: {fault}")
        for name in set(wanted) - set(self.names):
            faults.append(name)
            print(f"FAILED: {name}: names.txt does not have it")
        run = counts["passed"] + counts["failed"]
        differing = sum(outcome == "passed" and note.startswith("differs: ") for outcome, _, note in rows)
        print(f"{self.title}: {run} run, {counts['passed']} passed ({differing} where the server differs), "
              f"{counts['failed']} failed, {counts['not applicable']} not applicable, of {len(rows)}", flush=True)
        return not faults and not counts["failed"]


def lines(path):
    """Lines that say something; those with # are headings."""
    return [line.strip() for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]


def reason(line):
    name, separator, text = line.partition(": ")
    if not separator:
        raise ValueError(f"reasons.txt: a line needs «name: reason»: {line}")
    return name, text


def verdict(function, world):
    start = time.monotonic()
    try:
        function(world)
    except NotOffered as error:
        return "not applicable", str(error)
    except Exception as error:
        traceback.print_exc()
        where = traceback.extract_tb(error.__traceback__)[-1]
        return "failed", f"{type(error).__name__}: {error} ({pathlib.Path(where.filename).name}:{where.lineno})"
    seconds = time.monotonic() - start
    return "passed", f"slow, {seconds:.1f} s" if seconds > 10 else ""


def swift_tests():
    """The titles of the Swift tests, where they are declared: what a comment says is no test."""
    declared = re.compile(r'^\s*@Test\(\s*"((?:[^"\\\n]|\\.)*)"', re.M)
    return {title for path in TESTS.rglob("*.swift") for title in declared.findall(path.read_text())}
