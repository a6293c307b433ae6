"""Airflow provider: `hooks`, `operators`, `sensors` and `triggers`. Needs Airflow 3: docs/orchestrators.md."""
