"""Run without the project's environment: python -I index_alone.py APP PACKAGES WORKER.

Imports whatever the app imports anywhere, late imports too, then has the worker library index it and prints the
names of its functions as JSON. APP holds the app, PACKAGES what requirements.txt installs, WORKER the worker library,
which Azure brings along itself.
"""

import ast
import asyncio
import importlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

APP, PACKAGES, WORKER = (Path(text) for text in sys.argv[1:4])


def imports(app: Path) -> set[str]:
    found = set()
    for file in [app / "function_app.py", *(app / "shared").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    return found


def stand_ins() -> ModuleType:
    spec = importlib.util.spec_from_file_location("stand_ins", APP.parent / "protos.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["stand_ins"] = module
    spec.loader.exec_module(module)
    return module


async def indexed() -> list[str]:
    from azure_functions_runtime import functions_metadata_request, start_threadpool_executor, worker_init_request

    protos = stand_ins()

    def request(**parts: object) -> SimpleNamespace:
        return SimpleNamespace(request=SimpleNamespace(**parts), properties={"protos": protos, "host": "127.0.0.1"})

    start_threadpool_executor()
    init = SimpleNamespace(capabilities={}, function_app_directory=str(APP))
    response = await worker_init_request(request(worker_init_request=init))
    if response.result.status != protos.StatusResult.Success:
        raise SystemExit(response.result.exception.message)
    response = await functions_metadata_request(request())
    return [metadata.name for metadata in response.function_metadata_results]


sys.path[:0] = [str(APP), str(PACKAGES), str(WORKER)]
for name in sorted(imports(APP)):
    importlib.import_module(name)
print(json.dumps(sorted(asyncio.run(indexed()))))
