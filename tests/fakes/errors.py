"""The errors of the app."""

from collections.abc import Iterator

from shared.errors import AppError


def error_types(error: type[AppError]) -> Iterator[type[AppError]]:
    """Yield an error and all errors below it, without those of the tests."""
    if error.__module__.startswith("shared."):
        yield error
    for kind in error.__subclasses__():
        yield from error_types(kind)
