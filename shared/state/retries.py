"""How the storage clients try again: sooner than by default, where the first wait is 15 s (azure-storage-blob 12)."""

from __future__ import annotations

from typing import Any

RETRIES: dict[str, Any] = {"initial_backoff": 0.5, "increment_base": 2, "retry_total": 5, "random_jitter_range": 1}
"""Waits of about 0.5, 2.5, 4.5, 8.5 and 16.5 seconds: half a minute, then the queue's own retries take over."""
