"""What a token says, read as leniently as anybody might, so that a rule can tell whether it is about this token."""

import base64
import functools
import json
import re


class View:
    def __init__(self, token, draft):
        self.token, self.policy, self.algorithm = token, draft.policy, draft.key.algorithm
        parts = token.split(".")
        self.header_bytes, self.payload_bytes = (self.decode(parts, index) for index in (0, 1))
        self.duplicates = self.constants = False
        self.header, self.payload = self.read(self.header_bytes), self.read(self.payload_bytes)

    @staticmethod
    def decode(parts, index):
        try:
            text = parts[index].rstrip("=")
            return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (IndexError, ValueError):
            return b""

    def read(self, data):
        """The object, last member first served; an empty one where there is none."""

        def pairs(members):
            names = [name for name, _ in members]
            self.duplicates = self.duplicates or len(set(names)) < len(names)
            return dict(members)

        def constant(text):
            self.constants = True
            return float(text)

        try:
            value = json.loads(data, object_pairs_hook=pairs, parse_constant=constant)
        except (ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}

    @functools.cached_property
    def values(self):
        """Every value and every name in header and claims, with its depth."""
        found, waiting = [], [(self.header, 1), (self.payload, 1)]
        while waiting:
            value, depth = waiting.pop()
            found.append((value, depth))
            if isinstance(value, dict):
                waiting += [(name, depth) for name in value] + [(member, depth + 1) for member in value.values()]
            elif isinstance(value, list):
                waiting += [(element, depth + 1) for element in value]
        return found

    @property
    def texts(self):
        return [value for value, _ in self.values if isinstance(value, str)]

    @property
    def depth(self):
        return max(depth for value, depth in self.values if isinstance(value, (dict, list)))

    def members(self, value):
        return sum(len(value) for value, _ in View.walk(value) if isinstance(value, dict))

    @staticmethod
    def walk(value):
        waiting = [value]
        while waiting:
            value = waiting.pop()
            yield value, None
            waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else []

    @property
    def dates(self):
        return {name: self.payload[name] for name in ("exp", "nbf", "iat") if name in self.payload}

    @property
    def has_minus_zero_date(self):
        return re.search(rb'"(exp|nbf|iat)"\s*:\s*-0', self.payload_bytes) is not None

    @property
    def encodings(self):
        """The encodings that a reader of bytes would guess: UTF-8 unless there is a mark or there are zeros."""
        return {json.detect_encoding(data) for data in (self.header_bytes, self.payload_bytes)}
