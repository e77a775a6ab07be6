"""Counts what was looked at."""

checks = 0


def check(truth, *context):
    global checks
    checks += 1
    if not truth:
        raise AssertionError(" | ".join(str(part) for part in context))


def refused(call, *kinds):
    """What is thrown where something must not succeed."""
    try:
        call()
    except kinds as error:
        check(True)
        return error
    raise AssertionError("it should have been refused")
