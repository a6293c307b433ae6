"""Route templates, without a host around them: what Microsoft's host was recorded to do."""

import ast
from pathlib import Path

import pytest

from local.host.functions import AppError, Function
from local.host.routes import BadPathError, Route, Routes, decode_path
from local.host.settings import load_settings

ROOT = Path(__file__).parents[3]


def http_function(name: str, route: str, methods: list[str] | None = None) -> Function:
    return Function(name, name, {"type": "httpTrigger", "name": "req", "route": route, "methods": methods})


@pytest.mark.parametrize(
    ("template", "path", "params"),
    [
        ("runs/{id}", "/api/runs/7", {"id": "7"}),
        ("runs/{id}", "/API/Runs/7/", {"id": "7"}),
        ("runs/{id}", "/api/runs/a%20b", {"id": "a b"}),
        ("runs/{id}", "/api/runs/a%2Fb", {"id": "a%2Fb"}),
        ("runs/{id}", "/api/runs/a%252fb", {"id": "a%2fb"}),
        ("runs/{id}", "/api/runs/%FF%C3%A9%C3x", {"id": "%FFé%C3x"}),
        ("runs/{id}", "/api/runs/a%zz%", {"id": "a%zz%"}),
        ("runs/{id}", "/api/x/%2e%2e/./runs/7", {"id": "7"}),
        ("runs/{id}", "/../../api/runs/7", {"id": "7"}),
        ("runs/{id}", "/api/runs", None),
        ("runs/{id}", "/api/runs/%2E", None),
        ("runs/{id}", "/api/runs/7/8", None),
        ("runs/{id}", "/api/runs/7//", None),
        ("runs/{id}", "/api/runs//7", None),
        ("runs/{id}", "//api/runs/7", None),
        ("runs/{id?}", "/api/runs", {}),
        ("runs/{id?}", "/api/runs/", {}),
        ("runs/{id=9}", "/api/runs", {"id": "9"}),
        ("runs/{id:int}", "/api/runs/x", None),
        ("runs/{id:int}", "/api/runs/+12", {"id": "+12"}),
        ("runs/{id:int}", "/api/runs/%2012", {"id": " 12"}),
        ("runs/{id:int}", "/api/runs/-2147483648", {"id": "-2147483648"}),
        ("runs/{id:int}", "/api/runs/2147483648", None),
        ("runs/{id:long}", "/api/runs/2147483648", {"id": "2147483648"}),
        (
            "runs/{id:guid}",
            "/api/runs/0f8fad5b-d9cb-469f-a165-70867728950e",
            {"id": "0f8fad5b-d9cb-469f-a165-70867728950e"},
        ),
        ("runs/{id}.csv", "/api/runs/7.CSV", {"id": "7"}),
        ("runs/{id}.csv", "/api/runs/a.csv.csv", {"id": "a.csv"}),
        ("runs/{id}.csv", "/api/runs/.csv", None),
        ("runs/rejects.csv", "/api/runs/rejectsxcsv", None),
        ("files/{*path}", "/api/files", {}),
        ("files/{*path}", "/api/files/", {}),
        ("files/{*path}", "/api/files/a//b/", {"path": "a//b/"}),
        ("files/{*path}", "/api/files/a/b%2Fc", {"path": "a/b%2Fc"}),
        ("files/{*path}", "/api/files//a", None),
        ("files/{*path}", "/api/files///", None),
        ("%SETTING%", "/api/%25SETTING%25", {}),
        ("runs", "/runs", None),
    ],
)
def test_match(template: str, path: str, params: dict[str, str] | None) -> None:
    found = Routes([http_function("f", template)], "api").find("GET", decode_path(path))
    assert (found[1] if found else None) == params


@pytest.mark.parametrize("path", ["/a%00b", "/é", "/a\0b"])
def test_path_that_is_refused(path: str) -> None:
    with pytest.raises(BadPathError):
        decode_path(path)


def test_first_name_in_the_alphabet_gets_the_request() -> None:
    functions = [
        http_function("start", "api/exports/{id}/run", ["POST"]),
        http_function("Api", "api/{*path}", ["GET", "POST"]),
        http_function("a_start", "api/exports/{id}/run", ["POST"]),
        http_function("console", "{*path}"),
    ]
    routes = Routes(functions, "")
    assert [route.function.name for route in routes.routes] == ["Api", "a_start", "console", "start"]
    for method, path, name in (
        ("POST", "/api/exports/1/run", "Api"),
        ("DELETE", "/api/exports/1/run", "console"),
        ("post", "/api", "Api"),
        ("GET", "/api//exports", "console"),
    ):
        found = routes.find(method, path)
        assert found is not None
        assert found[0].name == name
    assert Routes(functions[:1], "").find("GET", "/api/exports/1/run") is None


def test_shared_route_belongs_to_the_first_name() -> None:
    found = Routes([http_function("y", "a"), http_function("x", "a")], "").find("GET", "/a")
    assert found is not None
    assert found[0].name == "x"


def test_unknown_constraint_is_refused() -> None:
    with pytest.raises(AppError, match="constraint"):
        Routes([http_function("f", "{id:regex(x)}")], "")


def hidden(routes: Routes) -> list[str]:
    """Return each function that can never get a request of one of its methods: an earlier one takes all of them."""
    found = []
    for index, route in enumerate(routes.routes):
        for method in route.methods or ("GET",):
            for earlier in routes.routes[:index]:
                if earlier.takes(method) and all(earlier.match(path) is not None for path in samples(route)):
                    found.append(
                        f"{method} /{route.template} of {route.function.name} is behind {earlier.function.name}"
                    )
    return found


def samples(route: Route) -> list[str]:
    """Return paths that the route takes, so different from each other that only a broader route takes them all."""
    paths = []
    for text in ("7", "a-b.c", "0f8fad5b-d9cb-469f-a165-70867728950e", "true"):
        filled = "/".join(
            text + "/" + text if segment.catch_all else part if "{" not in part else fill(part, text)
            for part, segment in zip(route.template.split("/"), route.segments, strict=True)
        )
        if route.match("/" + filled) is not None:
            paths.append("/" + filled)
    assert paths, f"no path was found that /{route.template} takes"
    return paths


def fill(part: str, text: str) -> str:
    before, _, rest = part.partition("{")
    return before + text + rest.rpartition("}")[2]


def http_functions(file: Path) -> list[Function]:
    """Read name, route and methods of the HTTP functions out of a function_app.py."""
    found = []
    for node in ast.parse(file.read_text("utf-8")).body:
        if not isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
            continue
        decorators = {
            call.func.attr: call
            for call in node.decorator_list
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        }
        if route := decorators.get("route"):
            values = {
                word.arg: ast.literal_eval(word.value) for word in route.keywords if word.arg in ("route", "methods")
            }
            if route.args:
                values["route"] = ast.literal_eval(route.args[0])
            name = ast.literal_eval(decorators["function_name"].args[0]) if "function_name" in decorators else node.name
            found.append(http_function(name, values.get("route", name), values.get("methods")))
    return found


@pytest.mark.parametrize("app", [ROOT, Path(__file__).parent / "app"], ids=["project", "fixture"])
def test_no_route_of_an_app_is_hidden(app: Path) -> None:
    functions = http_functions(app / "function_app.py")
    assert functions
    assert hidden(Routes(functions, load_settings(app, {}).route_prefix)) == []


def test_hidden_routes_are_found() -> None:
    old = [
        http_function("start_by_machine", "api/exports/{id}/run", ["POST"]),
        http_function("api", "api/{*path}", ["GET", "POST"]),
        http_function("console", "{*path}", ["GET", "HEAD"]),
    ]
    assert hidden(Routes(old, "")) == ["POST /api/exports/{id}/run of start_by_machine is behind api"]
    renamed = [old[0], http_function("web_api", "api/{*path}", ["GET", "POST"])]
    assert hidden(Routes(renamed, "")) == []


def test_the_start_by_function_key_reaches_its_function() -> None:
    routes = Routes(http_functions(ROOT / "function_app.py"), "")
    for method, path, name in (
        ("POST", "/api/exports/7/run", "start_by_machine"),
        ("GET", "/api/exports/7/run/20261121-223210456-k3f9x2", "start_by_machine"),
        ("GET", "/api/exports/7/runs", "web_api"),
        ("GET", "/api/exports/7/runs/20261121-223210456-k3f9x2", "web_api"),
        ("POST", "/api/exports", "web_api"),
        ("GET", "/", "web_console"),
        ("GET", "/.auth/me", "web_console"),
    ):
        found = routes.find(method, path)
        assert found is not None
        assert found[0].name == name
