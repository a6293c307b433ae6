"""The app's metrics, all processes together, as plain text in Prometheus' format: GET /admin/local/metrics.

Each process keeps its own in a file of the folder TELEMETRY_DIR (shared/telemetry/files.py).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def page(folder: Path) -> str:
    """One line a value; empty until something was measured. Counters and histograms are added up over processes."""
    sums: dict[str, float] = {}
    gauges: dict[str, tuple[int, float]] = {}
    for file in sorted(folder.glob("*.metrics.jsonl")):
        for text in file.read_text("utf-8").splitlines():
            point = json.loads(text)
            if "count" in point:
                for part in ("count", "sum"):
                    name = _series(point, f"_{part}")
                    sums[name] = sums.get(name, 0) + point[part]
            elif point["start_time_unix_nano"] is None:
                at, name = point["time_unix_nano"], _series(point)
                gauges[name] = max(gauges.get(name, (0, 0.0)), (at, point["value"]))
            else:
                sums[_series(point)] = sums.get(_series(point), 0) + point["value"]
    values = sums | {name: value for name, (_, value) in gauges.items()}
    return "".join(f"{name} {value:g}\n" for name, value in sorted(values.items()))


def _series(point: dict[str, Any], suffix: str = "") -> str:
    labels = ",".join(f'{name}="{value}"' for name, value in sorted(point["attributes"].items()))
    return f"{point['name'].replace('.', '_')}{suffix}{{{labels}}}"
