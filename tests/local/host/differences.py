"""Where the local host differs from Microsoft's, and why: the one table. docs/azure-differences.md shows it, and a
recorded scenario that is named here must differ indeed.
"""

from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "azure-differences.md"
BEGIN, END = "<!-- differences: from tests/local/host/differences.py -->", "<!-- end of differences -->"


@dataclass(frozen=True)
class Difference:
    azure: str
    here: str
    reason: str
    scenarios: tuple[str, ...] = ()
    """Recorded scenarios that differ because of it: names of traces, or of HTTP cases as `group: name`."""


DIFFERENCES = (
    Difference(
        "A C# function takes a message as bytes where its body is not UTF-8.",
        "It fails without a run, five times, then it is poison.",
        "That is what Azure does for Python functions, which the host gives a text.",
        ("bodies-binarydata", "bodies-bytes", "bodies-queuemessage"),
    ),
    Difference(
        "An event of a blob that does not match the path of a C# function's trigger fails at the binding.",
        "The function runs for any blob.",
        "Microsoft's host with its Python worker was recorded to run it: neither type nor path are checked.",
        ("blob-path-mismatch",),
    ),
    Difference(
        "A blob trigger without Event Grid scans its container.",
        "Only events start a blob function.",
        "The app uses Event Grid. Azurite sends no events: the local host looks for new blobs and sends them itself.",
        ("blob-scan",),
    ),
    Difference(
        "A queue that is empty is polled after up to `maxPollingInterval`, also after a message was sent.",
        "It is polled at once when a message is sent that is visible; otherwise as in Azure.",
        "On one machine there is no reason to wait. Azurite notifies the host of each message.",
    ),
    Difference(
        "An app that is idle is scaled in, and the platform looks for messages.",
        "A minute after the last message, all instances but the first poll a queue every ten seconds.",
        "An idle stack should use no processor. A message that is sent wakes all of them.",
    ),
    Difference(
        "Flex Consumption adds instances to a function group as its queue grows, each a virtual machine.",
        "With `--profile flex` a group has the instances that `--scale` gives it (1). The worker of a group other than "
        "HTTP starts at its first message.",
        "How fast instances come is not published. The test is about what one instance can do.",
    ),
    Difference(
        "The memory of an instance is that of its machine.",
        "With `--profile flex` a worker that holds more than 2,048 MB is ended within 0.2 s.",
        "A separate control group would need rights over the machine's control groups.",
    ),
    Difference(
        "The temporary disk of an instance is 0.8 GB.",
        "With `--profile flex` a tmpfs of that size, which only the host and its workers see. Where mounting is "
        "refused, writes to files fail while there is more in the folder.",
        "Not every machine lets a process mount.",
    ),
    Difference(
        "One host of several runs a timer: it holds a lock, a lease of 60 s, and the status is a blob.",
        "The gateway runs the timers for all instances; the status is in the file `timers.json`.",
        "There is one gateway. Two local stacks have storage of their own, so no lock is needed.",
        ("timer-two-hosts",),
    ),
    Difference(
        "A method in lower case matches.",
        "400.",
        "The HTTP parser of aiohttp refuses it, and no client sends it.",
        ("routes: method in lower case",),
    ),
    Difference(
        "`/.auth/…` is answered by the platform in front of the host, which drops `X-MS-CLIENT-PRINCIPAL` headers.",
        "The local host answers it: four users, no passwords.",
        "There is no platform in front of it.",
        ("project-routes: /.auth/me",),
    ),
    Difference(
        "A setting that is missing or a wrong schedule disables one function; an import error leaves no function at "
        "all, while every address of the host's health is green; a wrong host.json answers 503 to everything.",
        "The start fails and says why.",
        "A mistake is to be seen at once. A deployment compares the functions that the host lists with the app's.",
    ),
    Difference(
        "The platform starts a host that ended again, at a time that was not recorded.",
        "After half a second.",
        "Nothing else is known, and tests should not wait.",
    ),
    Difference(
        "A host that ends closes the connections of its callers.",
        "They get 500, as when a worker ends.",
        "What Azure's front end makes of it was not recorded.",
    ),
    Difference(
        "Keys are blobs in the host's storage; while it does not answer, calls with a key hang.",
        "Keys are in the file `keys.json`.",
        "Nothing of the app depends on it.",
    ),
    Difference(
        "When a host stops, it cancels the token of running functions. What a Python function notices of that was not "
        "recorded.",
        "Nothing cancels a Python function: it may end within the grace (5 s), then its worker is ended and the "
        "message comes back after visibilityTimeout.",
        "The Python worker has no message for it.",
    ),
    Difference(
        "`Content-Length` and `Transfer-Encoding` that a function sets are sent as they are, and break the answer.",
        "They are dropped.",
        "The app sets neither.",
    ),
    Difference(
        "Requests above `maxConcurrentRequests` and `maxOutstandingRequests` get 429.",
        "There is no limit.",
        "Both are -1, no limit, in the plan that the app is deployed to.",
    ),
    Difference(
        "Storage is reached by managed identity. Entra ID signs the tokens, and each account checks the identity's "
        "roles.",
        "By connection string; with `--identity` by managed identity, with tokens of the local identity endpoint. "
        "Azurite checks their audience, issuer and times, neither signature nor roles.",
        "That is what Azurite offers. Tests hold the roles in `infra/` to what the code does.",
    ),
    Difference(
        "`<connection>__accountName` makes the addresses of an account's services.",
        "Only addresses (`<connection>__blobServiceUri`, …) are read.",
        "An account name means an address in Azure, which storage on this machine does not have.",
    ),
)

NAMED = {name: difference for difference in DIFFERENCES for name in difference.scenarios}


def as_table() -> str:
    lines = ["| Azure | local host | why | recorded in |", "|---|---|---|---|"]
    for each in DIFFERENCES:
        names = ", ".join(f"`{name}`" for name in each.scenarios) or "–"
        lines.append(f"| {each.azure} | {each.here} | {each.reason} | {names} |")
    return "\n".join(lines)
