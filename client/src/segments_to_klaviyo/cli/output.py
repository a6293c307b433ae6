"""Results on the standard output: tables for people, JSON for programs."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from typing import Annotated, Any, TypeVar

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table
from rich.text import Text

T = TypeVar("T", bound=BaseModel)


class Output(str, enum.Enum):
    """The form of results."""

    TABLE = "table"
    JSON = "json"


OutputOption = Annotated[Output, typer.Option("--output", "-o", help="Table for people, JSON for programs.")]


def show_all(items: Sequence[T], columns: dict[str, Callable[[T], Any]], output: Output) -> None:
    """Print a list: as a table with these columns, or as a JSON array of everything."""
    if output is Output.JSON:
        show_json([as_json(item) for item in items])
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    for item in items:
        table.add_row(*(Text(_text(value(item))) for value in columns.values()))
    _console().print(table)


def show_one(item: BaseModel, output: Output, *, leave_out: Sequence[str] = ()) -> None:
    """Print one thing: a line for each field, or a JSON object."""
    if output is Output.JSON:
        show_json(as_json(item))
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name not in leave_out and value not in (None, [], {}):
            table.add_row(name, Text(_text(value)))
    _console().print(table)


def show_json(value: Any) -> None:
    """Print JSON."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))


def as_json(item: BaseModel) -> Any:
    """Return a model as the API gave it. What a newer app added to an enumeration is kept."""
    return item.model_dump(mode="json", warnings=False)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        return f"{value.astimezone(timezone.utc):%Y-%m-%d %H:%M:%S}Z"
    if isinstance(value, BaseModel):
        return "\n".join(f"{name}: {_text(one)}" for name, one in value if one not in (None, {}, []))
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_text(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "\n".join(_text(one) for one in value)
    return str(value)


def _console() -> Console:
    # Without a terminal nothing is folded to a width that is only a guess.
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=1000)
