"""Another name of the container in memory."""

from tests.fakes.memory import MemoryBlobs as Stored
from tests.fakes.memory import etag_of as etag

__all__ = ["Stored", "etag"]
