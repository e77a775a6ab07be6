"""The tutorial from its twelfth step on: its commands, run as they stand there. Each line that it shows must come, in that order, and in
both languages commands and answers are the same.

usage: tutorial.py PROGRAM
"""
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time

from checks import check
import checks
from provider import PASSWORD, Provider, USER
from visitor import Visitor

DOCS = pathlib.Path(__file__).parents[3] / "docs"
# What is another one each time: ids, digests and secrets, seconds since 1970, codes to type; and what the tutorial leaves out.
CHANGING = re.compile(r"(?P<id>[\w-]{22,})|(?P<time>\b1[78]\d{8}\b)|(?P<code>\b[A-Z]{4}-[A-Z]{4}\b)|(?P<left>…)")
ANY = {"id": r"[\w-]{22,}", "time": r"1[78]\d{8}", "code": "[A-Z]{4}-[A-Z]{4}", "left": ".+"}
BREAK = "<!-- a browser visits verification_uri_complete -->"
# What an earlier step has defined.
BEFORE = r"""
field() { sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"; }
mapae() { "$PROGRAM" "$@"; }
"""


def steps(page):
    """The blocks from the twelfth step to the last: ("sh", commands), ("text", answers), and where a browser is used."""
    lines = page.read_text().split("\n## 12. ", 1)[1].splitlines()
    found, block = [], None
    for line in lines:
        if block is not None and line == "```":
            found.append((block[0], "\n".join(block[1:])))
            block = None
        elif block is not None:
            block.append(line)
        elif line in ("```sh", "```text"):
            block = [line[3:]]
        elif line == BREAK:
            found.append(("visit", ""))
    return found


def pattern(shown):
    """What a line must be like that is shown so."""
    parts, end = [], 0
    for change in CHANGING.finditer(shown):
        parts += [re.escape(shown[end:change.start()]), ANY[change.lastgroup]]
        end = change.end()
    return re.compile("".join(parts) + re.escape(shown[end:]))


class Terminal:
    def __init__(self, folder, environment):
        self.folder = folder
        self.shell = subprocess.Popen(
            ["bash"], cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        self.run(BEFORE)

    def run(self, commands):
        file = self.folder / "block.sh"
        file.write_text(commands + "\n")
        self.shell.stdin.write(f". {shlex.quote(str(file))} </dev/null; printf '\\n%s\\n' END-OF-BLOCK\n")
        self.shell.stdin.flush()
        lines = []
        for line in self.shell.stdout:
            if line == "END-OF-BLOCK\n":
                return "\n".join(lines)
            lines.append(line.rstrip("\n"))
        raise AssertionError("the shell has ended: " + "\n".join(lines))


def main(program):
    english, korean = steps(DOCS / "tutorial.md"), steps(DOCS / "tutorial.ko.md")
    for one, other in zip(english, korean, strict=True):
        check(one == other, one, other)
    with tempfile.TemporaryDirectory() as folder, Provider(program, folder, scopes="", resource="") as provider:
        here = provider.folder / "horses"
        here.mkdir()
        terminal = Terminal(here, {**provider.environment, "PROGRAM": program, "PASSWORD": PASSWORD})
        visitor, printed, all_printed = Visitor(USER, PASSWORD), "", ""
        for kind, text in english:
            text = text.replace("http://127.0.0.1:8080", provider.issuer)
            if kind == "visit":
                address = re.findall(r"http://[\w.:]+/device\?user_code=[A-Z-]+", all_printed)[-1]
                check("connected" in visitor.visit(address), visitor.pages)
                # A device that asks sooner than it was told is told to slow down (RFC 8628 §3.5).
                time.sleep(5)
            elif kind == "sh" and not text.startswith("mapae serve"):
                printed = terminal.run(text)
                all_printed += printed
            elif kind == "text":
                rest = iter(printed.splitlines())
                for shown in text.splitlines():
                    check(any(pattern(shown).fullmatch(line) for line in rest), "not printed: " + shown, printed)
        terminal.shell.stdin.close()
        terminal.shell.wait(timeout=10)
    print(f"tutorial: {checks.checks} checks")


main(str(pathlib.Path(sys.argv[1]).resolve()))
