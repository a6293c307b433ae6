"""/api/runs/{id}/import-jobs: the import jobs of a run at Klaviyo, by id. They are no personal data."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.api.operations import Call
from shared.api.paging import Page, PageQuery
from shared.api.run_files import page_of_rows
from shared.api.runs import find_run
from shared.runs.import_jobs import read_import_jobs


class ImportJob(BaseModel):
    """An import job at Klaviyo, with its profiles by outcome."""

    model_config = ConfigDict(from_attributes=True)

    id: str = Field(description="The id that Klaviyo gave it.", examples=["Q3VzdG9tZXI6MTIzNA"])
    posted_at: AwareDatetime | None = Field(description="When Klaviyo accepted the request.")
    profiles: int = Field(examples=[10_000])
    confirmed: bool = Field(description="Klaviyo has told the outcome of its profiles.", examples=[True])
    accepted: int = Field(examples=[9_998])
    rejected: int = Field(examples=[2])
    failed: int = Field(examples=[0])


class ImportJobs(Page):
    """A page of a run's import jobs, in the order of its profiles."""

    jobs: list[ImportJob]


async def list_import_jobs(call: Call, run_id: str, query: PageQuery) -> ImportJobs:
    """List the import jobs of a run in pages, as they are now."""
    run = (await find_run(call.context, run_id)).value
    jobs, following = await page_of_rows(read_import_jobs(call.context, run), query)
    return ImportJobs(jobs=[ImportJob.model_validate(job) for job in jobs], next_cursor=following)
