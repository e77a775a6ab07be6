"""Asks mapae-judge, our side of every comparison: one JSON request a line, one JSON answer a line."""

import json
import subprocess
import threading


class Judge:
    def __init__(self, program):
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def ask(self, op, **request):
        return self.ask_all([{"op": op, **request}])[0]

    def must(self, op, **request):
        """The answer of a request that may not be refused."""
        answer = self.ask(op, **request)
        if not answer["ok"]:
            raise AssertionError(f"{op}: {answer}")
        return answer

    def ask_all(self, requests):
        """Writes while it reads: two pipes that wait for each other would never end."""
        lines = [json.dumps(request) + "\n" for request in requests]

        def write():
            self.process.stdin.writelines(lines)
            self.process.stdin.flush()

        writer = threading.Thread(target=write)
        writer.start()
        answers = [self.read() for _ in lines]
        writer.join()
        for request, answer in zip(requests, answers):
            if answer.get("code") == "bad_request":
                raise AssertionError(f"{request['op']}: {answer['reason']}")
        return answers

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the judge ended with {self.process.wait()}: some input was more than it could bear")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        if self.process.wait(timeout=30) != 0:
            raise AssertionError(f"the judge ended with {self.process.returncode}")
