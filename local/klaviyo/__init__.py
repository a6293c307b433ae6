"""A simulator of Klaviyo's API for profiles, lists, imports and consent: every call of its OpenAPI file for them.

    python -m local.klaviyo --port 0 --job-seconds 2 --chaos 0.05

prints `{"ready": true, "url": "http://127.0.0.1:PORT"}` and serves until SIGTERM or SIGINT. In a test:

    async with Simulator(Options(job_seconds=0.2)) as sim: ... sim.url

Flags are the fields of `Options`: --host, --port, --job-seconds, --latency-ms, --no-limits,
--limits-scale, --fail-percent, --light, --chaos, --token-seconds, --no-rotate-tokens, --seed. All state is
in memory. There are two accounts: SIMCON ("Contoso Retail (simulated)", keys MAIN_KEY with all scopes and
NO_SCOPES_KEY with accounts:read only, lists SIMLST, SIMVIP and SIML00 to SIML11) and SIMFAB ("Fabrikam
(simulated)", key OTHER_ACCOUNT_KEY, list FABLST). An app can be allowed at /oauth/authorize (oauth.py):
CLIENT_ID, CLIENT_SECRET.

Sources: Klaviyo's OpenAPI file of revision 2026-07-15 for shapes, rates, scopes and page sizes; its guides
for limits, errors, filters and paging. Where Klaviyo documents nothing, the choice made here stands in the
docstring of the module concerned: an unknown list in an import is 400 with a pointer; removing a profile
that is not on the list is no error; adding an unknown one is 404; an unknown parameter of the query is 400.

Look and steer, without a key, in JSON, under /_sim:

    GET    /state                      profiles, counted (--light), list sizes, jobs by status, requests,
                                       throttled, merges
    GET    /lists/{id}/members         JSON lines: id and all attributes of every member
    GET    /profiles/by-email?email=   one profile with its lists and consent (&account= to say which account)
    GET    /jobs                       id, status, counts, list_ids, body_sha256, profiles, received_at
    GET    /jobs/{id}/emails           the addresses in a job, in order (kept in lower case once written)
    GET    /requests?after=N           the journal: n, at, method, path, query, status (null: cut), endpoint,
                                       account, body_bytes, body_sha256, profiles, fault; the last 20,000
    GET, POST, DELETE /faults          rules (faults.Rule): {"action", "method"?, "path"?, "times"?, "skip"?,
                                       "probability"?, "status"?, "body"?, "headers"?, "seconds"?}
    POST   /keys                       {"key", "account"?, "scopes"?}
    DELETE /keys/{key}                 revokes it
    POST   /lists                      {"id"?, "name"?, "account"?, "made_up_members"?: how many members a list has that
                                       are not kept (member0@example.com, …)}
    DELETE /lists/{id}                 it vanishes
    POST   /lists/{id}/flows           {"name"?, "status"?}: a flow that the list triggers (default: live)
    POST   /plan                       {"profiles"?, "used"?, "account"?}: the plan's limit of active profiles, and
                                       how many are used beside those that the simulator knows
    POST   /jobs                       how coming jobs go: {"outcome"?: complete | cancelled | stuck | gone,
                                       "job_seconds"?, "fail_percent"?, "fail_emails"?, "times"?,
                                       "unseen_looks"?, "error_form"?: jobs.ErrorForm}
    PATCH  /jobs/{id}                  {"outcome"}: ends it now in that way
    POST   /bad-emails                 {"emails", "pointers"?}: refused by the synchronous checks although
                                       they look fine, by pointer (default) or without any
    POST   /suppressions               {"email", "reason"?, "timestamp"?, "list_id"?, "channel"?, "account"?}
    GET    /oauth                      grants (account, scopes), and how often tokens were refreshed
    POST   /oauth                      {"revoke"?: true, "account"?, "scopes"?: those of the app, "client_secret"?}
    POST   /options                    changes options; answers all of them
    POST   /reset                      as after the start
"""

from local.klaviyo.keys import MAIN_KEY, NO_SCOPES_KEY, OTHER_ACCOUNT_KEY
from local.klaviyo.oauth import CLIENT_ID, CLIENT_SECRET
from local.klaviyo.options import Options
from local.klaviyo.server import Simulator

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "MAIN_KEY", "NO_SCOPES_KEY", "OTHER_ACCOUNT_KEY", "Options", "Simulator"]
