"""Exit codes, and what the user reads on an error."""

from __future__ import annotations

import enum
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from segments_to_klaviyo import errors
from segments_to_klaviyo.models import Run

note = Console(stderr=True, highlight=False, soft_wrap=True)
"""For progress and errors: results alone go to the standard output."""


class ExitCode(enum.IntEnum):
    """By outcome; docs/client.md lists them."""

    DONE = 0
    ERROR = 1
    DIFFERENCES = 2
    REFUSED = 3
    UNAVAILABLE = 4
    TIMEOUT = 5
    FAILED = 10
    SKIPPED = 11
    CANCELED = 12
    WARNINGS = 13
    USAGE = 64
    INTERRUPTED = 130


_OF_STATE = {"failed": ExitCode.FAILED, "skipped": ExitCode.SKIPPED, "canceled": ExitCode.CANCELED}
_OF_ERROR: tuple[tuple[type[Exception], ExitCode], ...] = (
    (errors.AppUnavailable, ExitCode.UNAVAILABLE),
    (errors.AppUnreachable, ExitCode.UNAVAILABLE),
    (errors.ProblemError, ExitCode.REFUSED),
    (errors.SignInFailed, ExitCode.REFUSED),
    (errors.WaitTimeout, ExitCode.TIMEOUT),
    (errors.InvalidId, ExitCode.USAGE),
    (errors.ClientError, ExitCode.ERROR),
)


def exit_code_of(run: Run, *, strict: bool) -> ExitCode:
    """Return the exit code of a run. One that has not ended is no failure; `strict` makes warnings one."""
    if run.state == "completed_with_warnings" and strict:
        return ExitCode.WARNINGS
    return _OF_STATE.get(run.state, ExitCode.DONE)


class ReportingGroup(TyperGroup):
    """Turns errors of this package into a message and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            note.print("Interrupted.")
            raise typer.Exit(ExitCode.INTERRUPTED) from None
        except errors.ClientError as error:
            note.print(_message(error), markup=False)
            raise typer.Exit(next(code for kind, code in _OF_ERROR if isinstance(error, kind))) from None


def _message(error: errors.ClientError) -> str:
    if not isinstance(error, errors.ProblemError):
        return str(error)
    several = error.problem.errors or []
    lines = [f"  {one.field or one.id or ''}: {one.detail or one.name or ''}" for one in several]
    return "\n".join([str(error), *(lines if len(lines) > 1 else [])])
