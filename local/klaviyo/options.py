"""What the simulator can be told at start; the same names change it at run time."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Options:
    """Each field is a long flag of `python -m local.klaviyo`; what is on is turned off by `--no-…` (`--no-limits`)."""

    host: str = "127.0.0.1"
    port: int = 0
    """0 takes a free one."""
    job_seconds: float = 0.0
    """How long an import job lives from queued to complete; 0 is at once, still after the answer."""
    latency_ms: float = 0.0
    """Added to every answer of the API."""
    limits: bool = True
    """Whether rate limits are enforced."""
    limits_scale: float = 1.0
    """Multiplies both windows of every endpoint."""
    fail_percent: float = 0.0
    """Share (0 to 100) of imported profiles that fail in the job; the email's hash decides which."""
    conflicts: str = "merge"
    """What an import makes of identifiers that belong to several profiles: `merge` makes them one (as documented),
    `refuse` refuses the profile as a duplicate (as synchronous calls do: issue 63 of klaviyo-api-php)."""
    light: bool = False
    """Import jobs count the addresses of their bodies; nothing is checked or stored. For measuring a client."""
    chaos: float = 0.0
    """Probability (0 to 1) that a request meets a random fault."""
    token_seconds: float = 3600.0
    """How long an access token is valid."""
    rotate_tokens: bool = True
    """Whether each refresh gives another refresh token, and voids the one that was used."""
    seed: int = 0
    """Of ids and of chaos, so that a run can be repeated."""

    def changed(self, values: Mapping[str, object]) -> Options:
        """A copy with these values; raises ValueError for an unknown name or a wrong type."""
        known = {field.name: field.default for field in fields(self)}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"no such option: {name}")
            expected = (int, float) if isinstance(known[name], float) else type(known[name])
            if not isinstance(value, expected) or (expected is not bool and isinstance(value, bool)):
                raise ValueError(f"{name}: {type(known[name]).__name__} expected")
        return replace(self, **values)  # type: ignore[arg-type]  # checked above

    @classmethod
    def from_arguments(cls, arguments: Sequence[str] | None = None) -> Options:
        parser = argparse.ArgumentParser(prog="python -m local.klaviyo", description="Simulates Klaviyo's API.")
        for field in fields(cls):
            flag = "--" + field.name.replace("_", "-")
            if field.default is True:
                parser.add_argument(f"--no-{flag[2:]}", dest=field.name, action="store_false", default=True)
            elif isinstance(field.default, bool):
                parser.add_argument(flag, action="store_true")
            else:
                parser.add_argument(flag, type=type(field.default), default=field.default)
        return cls(**vars(parser.parse_args(arguments)))
