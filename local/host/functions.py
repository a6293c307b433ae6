"""What a function is to the host: its name, its id in the worker library, its trigger."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

HTTP = "httpTrigger"
TIMER = "timerTrigger"
QUEUE = "queueTrigger"
BLOB = "blobTrigger"
KINDS = (HTTP, TIMER, QUEUE, BLOB)

SETTING = re.compile(r"%([^%]+)%")


class AppError(Exception):
    """The app cannot be loaded or asks for what the local host does not emulate."""


@dataclass(frozen=True, slots=True)
class Function:
    name: str
    id: str
    trigger: Mapping[str, Any]
    """The trigger's binding as in function.json: type, name and whatever belongs to the type."""
    outputs: Sequence[Mapping[str, Any]] = ()
    """Its other bindings."""

    @property
    def kind(self) -> str:
        return str(self.trigger["type"])

    @property
    def parameter(self) -> str:
        return str(self.trigger["name"])

    def option(self, name: str, default: str = "") -> str:
        """A text option of the trigger with its `%SETTING%`s replaced."""
        value = self.trigger.get(name)
        return resolve(str(value)) if value is not None else default

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Function:
        return cls(**values)


def resolve(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Replaces each `%NAME%` by the app setting of that name. Raises AppError for a missing one."""

    def setting(match: re.Match[str]) -> str:
        try:
            return environment[match[1]]
        except KeyError:
            raise AppError(f"{text!r} names the app setting {match[1]}, which is not set") from None

    return SETTING.sub(setting, text)
