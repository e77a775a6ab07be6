"""One line of the table: what was measured, what is aimed at, and how far the rounds lie apart."""
import statistics


class Figure:
    """A median of rounds. An aim is a limit with `at_least` or `at_most`; what has none is only told."""

    def __init__(self, name, values, text, at_least=None, at_most=None):
        self.name, self.values, self.text = name, list(values), text
        self.at_least, self.at_most = at_least, at_most

    @property
    def median(self):
        return statistics.median(self.values)

    @property
    def is_met(self):
        if self.at_least is not None:
            return self.median >= self.at_least
        return self.median <= self.at_most if self.at_most is not None else None

    def cells(self):
        aim = ""
        if self.at_least is not None:
            aim = "at least " + self.text(self.at_least)
        if self.at_most is not None:
            aim = "at most " + self.text(self.at_most)
        middle = ""
        if len(self.values) > 2:
            quarters = statistics.quantiles(self.values, n=4)
            middle = f"{self.text(quarters[0])} to {self.text(quarters[2])}"
        verdict = {None: "", True: "met", False: "missed"}[self.is_met]
        return [self.name, self.text(self.median), middle, aim, verdict]

    def object(self):
        return {
            "name": self.name, "median": self.median, "values": self.values, "at_least": self.at_least,
            "at_most": self.at_most, "met": self.is_met,
        }


def percent(value):
    return f"{value:.1%}"


def times(value):
    return f"{value:.2f} times"


def rate(value):
    return f"{value:,.0f}/s"


def milliseconds(value):
    return f"{value:.1f} ms"


def microseconds(value):
    return f"{value:,.0f} µs"


def mebibytes(value):
    return f"{value:.0f} MiB"


def table(figures):
    lines = ["| what | median | middle half | aim | |", "|---|---:|---:|---:|---|"]
    lines += ["| " + " | ".join(figure.cells()) + " |" for figure in figures]
    return "\n".join(lines)
