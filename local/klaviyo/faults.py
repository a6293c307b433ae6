"""Faults on request and at random.

A rule names requests (method, a regular expression searched in the path, how many to skip, how often) and
what happens to them. The first rule that fires wins; counting down happens only for requests it matches.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

type Action = Literal[
    "status", "challenge", "cut_before", "cut_in_body", "cut_answer", "lose_answer", "garble_answer", "delay",
    "trickle", "rate_limit",
]  # fmt: skip
"""`status` answers that status instead of working. `cut_before` cuts before the body is read, `cut_in_body`
after a part of it, `cut_answer` in the middle of the answer to work done, `lose_answer` after the work with
no answer. `garble_answer` answers `status` and `body` after the work. `delay` waits `seconds`, then works. `trickle`
works, and sends its answer a byte at a time with `seconds` between. `rate_limit` answers 429 with Retry-After
`seconds`. `challenge` answers as a content delivery network before the API does to what it takes for a robot: `status`,
text/html, `cf-mitigated`."""

ACTIONS: tuple[str, ...] = get_args(Action.__value__)
_GATEWAY_PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"
CHALLENGE_PAGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
CHALLENGE_HEADERS = {"cf-mitigated": "challenge", "Server": "cloudflare"}
_SLOW_SECONDS = 2.0


@dataclass(slots=True)
class Rule:
    """`times` None is for ever; `skip` lets that many matching requests pass first."""

    action: Action
    method: str | None = None
    path: str = ""
    times: int | None = None
    skip: int = 0
    probability: float = 1.0
    status: int = 500
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 1.0
    fired: int = 0

    @classmethod
    def of(cls, values: dict[str, Any]) -> Rule:
        """Raises ValueError for what is no rule."""
        allowed = set(cls.__slots__) - {"fired"}
        if not values.keys() <= allowed:
            raise ValueError(f"a rule takes {', '.join(sorted(allowed))}")
        if values.get("action") not in ACTIONS:
            raise ValueError(f"action is one of {', '.join(ACTIONS)}")
        try:
            re.compile(values.get("path", ""))
        except re.error as error:
            raise ValueError(f"path: {error}") from error
        return cls(**values)

    def matches(self, method: str, path: str) -> bool:
        return (self.method is None or self.method.upper() == method) and re.search(self.path, path) is not None


class Faults:
    """The rules in force."""

    def __init__(self, rng: random.Random) -> None:
        self.rules: list[Rule] = []
        self._rng = rng

    def pick(self, method: str, path: str, chaos: float) -> Rule | None:
        """What befalls this request."""
        for rule in self.rules:
            if not rule.matches(method, path) or rule.times == 0:
                continue
            if rule.skip > 0:
                rule.skip -= 1
                continue
            if rule.probability < 1 and self._rng.random() >= rule.probability:
                continue
            if rule.times is not None:
                rule.times -= 1
            rule.fired += 1
            return rule
        if chaos > 0 and self._rng.random() < chaos:
            return self._random()
        return None

    def _random(self) -> Rule:
        # Gateways in front of Klaviyo answer in HTML, not in JSON.
        kinds = (
            Rule("rate_limit", seconds=1),
            Rule("challenge", status=403),
            Rule("status", status=500),
            Rule("status", status=502, body=_GATEWAY_PAGE.format("502 Bad Gateway")),
            Rule("status", status=503),
            Rule("status", status=504, body=_GATEWAY_PAGE.format("504 Gateway Time-out")),
            Rule("cut_before"),
            Rule("cut_in_body"),
            Rule("cut_answer"),
            Rule("lose_answer"),
            Rule("delay", seconds=self._rng.uniform(0.1, _SLOW_SECONDS)),
        )
        return self._rng.choice(kinds)
