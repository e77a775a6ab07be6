"""Judges thousands of odd tokens with Mapae, PyJWT and joserfc. They must agree, except where rules.py says why not.

usage: python Tests/Interop/differential.py JUDGE [--count N] [--seed N]
"""

import argparse
import collections
import json
import pathlib
import random
import sys
import time
import warnings

import keys as key_store
import mutations
from drafts import NOW
from judge import Judge
from rules import RULES
from verdicts import Joserfc, PyJWT
from view import View

# The run that docs/differential.md quotes, and that uses every rule.
COUNT, SEED = 10_000, 20260801
FAILURES = pathlib.Path(".build/differential-failures.json")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("judge")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args()


def ours(judge, cases, keys):
    requests = []
    for draft, token, _ in cases:
        requests.append(
            {"op": "authority", "token": token, "jwk": keys[draft.key.algorithm][0].jwk, "now": NOW, **draft.policy}
        )
    return judge.ask_all(requests)


def code_of(answer):
    """The exact cause where there is one, else the code; None when the token was accepted."""
    return None if answer["ok"] else answer.get("cause", answer["code"])


def explain(code, peer, view):
    """The names of the rules by which Mapae and a peer may differ on this token."""
    return [rule.name for rule in RULES if peer in rule.peers and code in rule.codes and rule.holds(view)]


def main():
    options = arguments()
    warnings.simplefilter("ignore")
    # The interpreter's own limit for long numbers is neither library's.
    sys.set_int_max_str_digits(0)
    print(f"seed {options.seed}, {options.count} tokens")
    started = time.monotonic()
    keys = key_store.all_keys(mutations.ALGORITHMS, options.seed)
    cases = []
    for index in range(options.count):
        draft, names = mutations.make(random.Random(f"{options.seed} {index}"), keys)
        cases.append((draft, draft.text(), names))
    judge = Judge(options.judge)
    answers = ours(judge, cases, keys)
    judge.close()
    peers = [PyJWT(keys), Joserfc(keys)]

    totals, used, mutation_counts = collections.Counter(), collections.Counter(), collections.Counter()
    codes, failures = collections.Counter(), []
    for (draft, token, names), answer in zip(cases, answers):
        code = code_of(answer)
        codes[code or "accepted"] += 1
        mutation_counts.update(names)
        verdicts = {peer.name: peer.accepts(token, draft.key.algorithm, draft.policy_name) for peer in peers}
        heard = {name: verdict for name, verdict in verdicts.items() if verdict is not None}
        accepted = code is None
        if all(verdict == accepted for verdict in heard.values()):
            totals["all accept" if accepted else "all refuse"] += 1
            continue
        view = View(token, draft)
        totals["Mapae refuses, a peer accepts" if not accepted else "Mapae accepts, a peer refuses"] += 1
        problems, reasons = [], {}
        for name, verdict in heard.items():
            if verdict != accepted:
                reasons[name] = explain(code, name, view)
                used.update((rule, name) for rule in reasons[name])
                if not reasons[name]:
                    problems.append(f"no rule says why Mapae and {name} differ")
        if accepted and len(reasons) == 2:
            # Two peers that refuse one token for one reason are right until shown to be wrong.
            totals["of these, both peers, each for its own reason"] += 1
            if set(reasons["PyJWT"]) & set(reasons["joserfc"]):
                problems.append("Mapae alone accepts")
        if problems:
            failures.append(
                {
                    "problems": problems, "mapae": code or "accepted", **heard, "policy": draft.policy_name,
                    "mutations": names, "algorithm": draft.key.algorithm, "token": token,
                    "header": repr(view.header_bytes), "payload": repr(view.payload_bytes)[:600],
                }
            )  # fmt: skip
    report(options, totals, codes, used, mutation_counts, time.monotonic() - started)
    finish(options, used, failures)


def report(options, totals, codes, used, mutation_counts, seconds):
    print(f"\n{'verdicts':<46} tokens")
    for name, count in totals.most_common():
        print(f"{name:<46} {count:>6}")
    print(f"\n{'rule':<28} {'PyJWT':>7} {'joserfc':>8}")
    for rule in RULES:
        counts = [str(used[rule.name, peer]) if peer in rule.peers else "-" for peer in ("PyJWT", "joserfc")]
        print(f"{rule.name:<28} {counts[0]:>7} {counts[1]:>8}")
    print(f"\n{'what Mapae says':<28} {'tokens':>7}")
    for code, count in codes.most_common():
        print(f"{code:<28} {count:>7}")
    print("\nmutations: " + ", ".join(f"{name} {count}" for name, count in sorted(mutation_counts.items())))
    print(f"{seconds:.1f} s")


def finish(options, used, failures):
    # A rule that nothing needs is an excuse for what does not happen.
    pairs = [(rule.name, peer) for rule in RULES for peer in rule.peers]
    unused = [f"{name} for {peer}" for name, peer in pairs if not used[name, peer]]
    if (options.count, options.seed) != (COUNT, SEED):
        unused = []
    if unused:
        print(f"FAILED: no token needed the rules {', '.join(unused)}", file=sys.stderr)
    if failures:
        FAILURES.parent.mkdir(exist_ok=True)
        FAILURES.write_text(json.dumps(failures, indent=1, ensure_ascii=True))
        for failure in failures[:5]:
            print("FAILED", json.dumps(failure, indent=1, ensure_ascii=True), file=sys.stderr)
        print(f"FAILED: {len(failures)} disagreements that no rule explains, in {FAILURES}", file=sys.stderr)
    if failures or unused:
        sys.exit(1)
    print("Mapae accepted nothing that both others refuse for one reason.")


if __name__ == "__main__":
    main()
