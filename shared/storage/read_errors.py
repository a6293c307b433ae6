"""What the failure to read a blob means: whether another try may help, and what a user can do."""

from __future__ import annotations

from azure.core.exceptions import AzureError, HttpResponseError, ResourceModifiedError, ResourceNotFoundError

from shared.errors import AppError, SegmentInaccessible, SourceChanged, Unavailable
from shared.storage.azure_clients import is_away

CHANGED = frozenset({"BlobNotFound", "ConditionNotMet", "InvalidRange"})
"""Codes of a version that no longer exists. A blob that was overwritten by a shorter one may not have the range."""
ARCHIVED = frozenset({"BlobArchived", "BlobBeingRehydrated"})


def reading_failure(error: AzureError, blob: str) -> AppError:
    """Return what the SDK's error means for the segment that the blob belongs to."""
    status = error.status_code if isinstance(error, HttpResponseError) else None
    code = str(getattr(getattr(error, "error_code", None), "value", getattr(error, "error_code", None)) or "")
    if code in ARCHIVED:
        return SegmentInaccessible.archived(blob)
    if code in CHANGED or (isinstance(error, ResourceModifiedError | ResourceNotFoundError) and not code):
        return SourceChanged(f"{blob} was overwritten or deleted while the run read it.")
    if status is None or status == 401 or is_away(error):
        return Unavailable(f"{blob} could not be read from storage.")
    answer = f"{status} {code}".strip()
    if status == 403:
        return SegmentInaccessible(
            f"Storage denies the app to read {blob} (answer: {answer}). Give the app's identity the role Storage Blob "
            "Data Reader on the segments container, and let the network rules of the account pass the app."
        )
    return SegmentInaccessible(
        f"Storage refuses to hand over {blob} (answer: {answer}). Write it again, and start a new run."
    )
