"""Modules put together do what they do apart."""

import subprocess
from pathlib import Path

import pytest

from shared.console.bundle import joined

MODULES = {
    "app/main.js": (
        'import { add, Counter as Tally, later } from "./sums.js";\nimport twice from "../lib/twice.js";\n'
        'import { seven, nine } from "./all.js";\nimport { order } from "./order.js";\norder.push("main");\n'
        "const own = 1;\nconst sums = [add(own, seven), new Tally().next(), twice(nine)];\n"
        "later().then((late) => console.log(...sums, late, order));\n"
    ),
    "app/sums.js": (
        'import { order } from "./order.js";\norder.push("sums");\nconst own = 40;\n'
        "export function add(a, b) {\n  return own + a + b;\n}\nexport class Counter {\n  next() { return own; }\n}\n"
        'export async function later() {\n  return "import { nothing } here";\n}\n'
    ),
    "app/all.js": 'export { seven } from "../lib/numbers.js";\nconst own = 9;\nexport { own as nine };\n',
    "app/order.js": "export const order = [];\n",
    "lib/numbers.js": 'import{order as o}from"../app/order.js";o.push("numbers");var a=7;export{a as seven,o as b};\n',
    "lib/twice.js": "var n=2;export default function(s){return n*s}\n",
}


def node(text: str | Path) -> str:
    command = ["node", "--input-type=module", "-e", text] if isinstance(text, str) else ["node", str(text)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def test_together_they_do_what_they_do_apart(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for name, text in MODULES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    apart = node(tmp_path / "app/main.js")
    assert apart == "48 40 18 import { nothing } here [ 'sums', 'numbers', 'main' ]\n"
    assert node(joined(MODULES, "app/main.js")) == apart


@pytest.mark.parametrize(
    "text",
    [
        *("export let a = 1;", 'import * as all from "./b.js";', 'import "./b.js";', 'export * from "./b.js";'),
        *('const b = await import("./b.js");', "console.log(import.meta.url);", "export default 1;"),
        *('import a, { b } from "./b.js";', "export const { a } = b;", 'import { a } from "./b.js"', "export {"),
    ],
)
def test_a_form_that_is_not_known_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"a\.js"):
        joined({"a.js": text, "b.js": ""}, "a.js")


def test_a_circle_and_a_missing_module_are_errors() -> None:
    two = {"a.js": 'import { b } from "./b.js";', "b.js": 'import { a } from "./a.js";'}
    with pytest.raises(ValueError, match=r"a\.js → b\.js → a\.js"):
        joined(two, "a.js")
    with pytest.raises(KeyError):
        joined({"a.js": two["a.js"]}, "a.js")
