"""Route templates, without a host around them."""

import pytest

from local.host.functions import AppError, Function
from local.host.routes import Routes


def routes(*templates: str, methods: list[str] | None = None) -> Routes:
    functions = [
        Function(template, "id", {"type": "httpTrigger", "name": "req", "route": template, "methods": methods})
        for template in templates
    ]
    return Routes(functions, "api")


@pytest.mark.parametrize(
    ("template", "path", "params"),
    [
        ("runs/{id}", "/api/runs/7", {"id": "7"}),
        ("runs/{id}", "/api/runs/a%20b", {"id": "a b"}),
        ("runs/{id}", "/api/runs", None),
        ("runs/{id}", "/api/runs/7/8", None),
        ("runs/{id?}", "/api/runs", {}),
        ("runs/{id=9}", "/api/runs", {"id": "9"}),
        ("runs/{id:int}", "/api/runs/x", None),
        (
            "runs/{id:guid}",
            "/api/runs/0f8fad5b-d9cb-469f-a165-70867728950e",
            {"id": "0f8fad5b-d9cb-469f-a165-70867728950e"},
        ),
        ("runs/{id}.csv", "/api/runs/7.csv", {"id": "7"}),
        ("runs/rejects.csv", "/api/runs/rejectsxcsv", None),
        ("files/{*path}", "/api/files", {"path": ""}),
        ("files/{*path}", "/api/files/a/b%2Fc", {"path": "a/b/c"}),
        ("runs", "/runs", None),
    ],
)
def test_match(template: str, path: str, params: dict[str, str] | None) -> None:
    found = routes(template).find("GET", path)
    assert found == frozenset() if params is None else found[1] == params


@pytest.mark.parametrize(
    ("path", "winner"),
    [
        ("/api/a/b", "a/b"),
        ("/api/a/b.csv", "a/{id}.csv"),
        ("/api/a/x", "a/{id}"),
        ("/api/a/x/y", "a/{*rest}"),
        ("/api/q", "{*rest}"),
    ],
)
def test_precedence(path: str, winner: str) -> None:
    found = routes("{*rest}", "a/{*rest}", "a/{id}", "a/{id}.csv", "a/b").find("GET", path)
    assert not isinstance(found, frozenset)
    assert found[0].name == winner


def test_methods_are_chosen_before_precedence() -> None:
    exact = Function("exact", "1", {"type": "httpTrigger", "name": "r", "route": "a", "methods": ["POST"]})
    rest = Function("rest", "2", {"type": "httpTrigger", "name": "r", "route": "{*x}", "methods": ["GET"]})
    both = Routes([exact, rest], "")
    assert both.find("GET", "/a")[0] is rest  # type: ignore[index]
    assert both.find("PUT", "/a") == {"GET", "POST"}


def test_mistakes() -> None:
    with pytest.raises(AppError, match="share"):
        Routes(
            [Function(name, name, {"type": "httpTrigger", "name": "r", "route": "a"}) for name in ("x", "y")],
            "",
        )
    with pytest.raises(AppError, match="constraint"):
        routes("{id:regex(x)}")
