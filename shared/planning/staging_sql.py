"""The staging query as named steps, each a SELECT from the step before; and the finished profile.

    source      every column of the segment as text: c0, c1, …, with file and problem
    checked     + is_fast_path: every value is there, valid as it is, and needs no escapes in JSON
    recognized  + email_valid_as_is, phone_valid_as_is: most are, and need no other pattern
    addressed   + email, phone: as they are sent, without outer white space
    identified  + address: the normalized form of the email address; phone_is_e164
    trimmed     + t0, t1, …: the mapped texts without outer white space, except on the fast path
    valued      + the value of each member of the profile, fields, invalid_values, unset, consent
    grouped     + needs_no_escapes; location and properties as JSON members, except on the fast path; a NUL in a value
                is a problem, as in CSV
    rendered    + attributes: the JSON of a profile's attributes without the identifiers
    staged      the columns of staged.parquet, identity among them (identity_sql.py)

`print(step_query(steps, "valued"))` shows the query of one step; a test runs each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shared.domain.identity import Identity
from shared.domain.subscription import Subscription, WhenFalse
from shared.errors import ColumnMissing
from shared.planning.identity_sql import IdentitySql
from shared.planning.profile_json import unless_null
from shared.planning.profile_sql import E164, EMAIL_VALID_AS_IS, MAX_PROFILE_BYTES, RowSql
from shared.planning.value_sql import WHITE, folded_sql, matches, quoted
from shared.segments.formats.csv_records import NUL
from shared.texts import text

MAX_ATTRIBUTES_BYTES = MAX_PROFILE_BYTES - 40
"""The largest profile without its phone number, which is longer by then."""

_SIZE = """(strlen(attributes) + 43 + coalesce(strlen(e164) + 18, 0) + CASE
            WHEN is_fast_path AND email_valid_as_is THEN strlen(email) + 2 + coalesce(strlen(external_id) + 17, 0)
            ELSE strlen(to_json(coalesce(email, ''))) + coalesce(strlen(to_json(external_id)) + 15, 0) END)"""
"""The bytes of `assembled_profile` without `unset`, faster than assembling it. An external id on the fast path needs no
escapes."""


def staging_steps(relation: str, row: RowSql, consent: Mapping[str, str], more: Sequence[str] = ()) -> dict[str, str]:
    """Return the SELECT of each step by its name, in order.

    `relation` is the segment's source (source_sql.py), `consent` the columns of `consent_sql`, and `more` further
    columns of the source that the result has.
    """
    who, profile = IdentitySql(row.identity), row.json
    further = "".join(f", {name}" for name in more)
    consents = "".join(f", {sql} AS {name}" for name, sql in consent.items())
    further_and_consents = further + "".join(f", {name}" for name in consent)
    texts = "".join(f", {text} AS {name}" for name, text in row.trimmed.items())
    values = "".join(f", {value} AS {name}" for name, value in row.values.items())
    needs_review = (
        f"CASE WHEN email_valid_as_is THEN false ELSE NOT {matches('address', EMAIL_VALID_AS_IS)} END "
        "OR strlen(address) > 254 OR (strlen(address) > 64 AND position('@' IN address) > 65)"
    )
    return {
        "source": relation,
        "checked": f"SELECT *, {row.is_fast_path} AS is_fast_path FROM source",
        "recognized": f"""
            SELECT *, {row.email_valid_as_is} AS email_valid_as_is, {row.phone_valid_as_is} AS phone_valid_as_is
            FROM checked
        """,
        "addressed": f"SELECT *, {row.email} AS email, {row.phone} AS phone FROM recognized",
        "identified": f"""
            SELECT *, CASE WHEN email_valid_as_is THEN lower(email) ELSE {folded_sql("email")} END AS address,
                   CASE WHEN phone_valid_as_is THEN true ELSE coalesce({matches("phone", E164)}, true) END
                   AS phone_is_e164
            FROM addressed
        """,
        "trimmed": f"SELECT *{texts} FROM identified",
        "valued": f"""
            SELECT file, problem, email, email_valid_as_is, phone, address, phone_is_e164, is_fast_path{values},
                   {row.fields} AS fields, {row.invalid_values} AS invalid_values, {row.unset} AS unset
                   {consents}{further}
            FROM trimmed
        """,
        "grouped": f"""
            SELECT * REPLACE (coalesce(problem, CASE WHEN has_nul THEN {quoted(NUL.packed())} END) AS problem),
                   {row.external_id} AS external_id, CASE WHEN phone_is_e164 THEN phone END AS e164,
                   CASE WHEN NOT is_fast_path THEN {profile.location} END AS location,
                   CASE WHEN NOT is_fast_path THEN {profile.properties} END AS properties
            FROM (SELECT *, CASE WHEN needs_no_escapes THEN false ELSE contains({profile.all_texts}, chr(0)) END
                         AS has_nul
                  FROM (SELECT *, CASE WHEN is_fast_path THEN true
                               ELSE strlen(to_json({profile.all_texts})) = strlen({profile.all_texts}) + 2 END
                               AS needs_no_escapes FROM valued))
        """,
        "rendered": f"""
            SELECT *, {_SIZE} AS size
            FROM (SELECT *, CASE WHEN is_fast_path THEN {profile.plain_attributes} ELSE {profile.attributes} END
                         AS attributes FROM grouped)
        """,
        "staged": f"""
            SELECT {who.identity} AS identity, file, size::UINTEGER AS size, fields, {needs_review} AS needs_review,
                   hash({who.identity}) AS hashed, hash(email, e164, external_id, attributes, unset) AS fingerprint,
                   {who.kept_email} AS email, e164, external_id,
                   CASE WHEN NOT phone_is_e164 THEN phone END AS phone, invalid_values, problem AS broken,
                   coalesce(CASE WHEN problem IS NOT NULL THEN 'malformed_row' END, {who.missing},
                            CASE WHEN size > {MAX_ATTRIBUTES_BYTES} THEN 'profile_too_large' END) AS reason,
                   unset, CASE WHEN size <= {MAX_ATTRIBUTES_BYTES} THEN attributes END AS attributes
                   {further_and_consents}
            FROM rendered
        """,
    }


def step_query(steps: dict[str, str], name: str) -> str:
    """Return the query whose result is that step."""
    names = list(steps)
    # Materialized, as is DuckDB's default, each step would hold the whole segment.
    written = [f"{step} AS NOT MATERIALIZED ({steps[step]})" for step in names[: names.index(name) + 1]]
    return f"WITH {', '.join(written)} SELECT * FROM {name}"


def assembled_profile(
    identity: Identity, *, email: str, needs_review: str, phone: str, external_id: str, attributes: str, unset: str
) -> str:
    """Return the SQL of a finished profile's JSON and a comma, from its identifiers and the rest of its attributes.

    The identity comes first: it is never NULL. With the comma, a range of the resulting Arrow column is the middle of a
    request body. `unset` becomes the schema ProfileMetaPatchProperties of Klaviyo's OpenAPI file.
    """
    # An address that is valid without review, and a number in E.164, need no escapes. One concat() for all:
    # each || would make a text of its own.
    address = f"""CASE WHEN {needs_review} THEN to_json({email})::VARCHAR ELSE '"' || {email} || '"' END"""
    identifiers = {
        Identity.EMAIL: [unless_null(email, '"email":'), address],
        Identity.PHONE_NUMBER: [unless_null(phone, '"phone_number":"'), phone, unless_null(phone, '"')],
        Identity.EXTERNAL_ID: [unless_null(external_id, '"external_id":'), f"to_json({external_id})"],
    }
    values = {Identity.EMAIL: email, Identity.PHONE_NUMBER: phone, Identity.EXTERNAL_ID: external_id}
    parts = [
        """'{"type":"profile","attributes":{'""",
        *identifiers.pop(identity),
        *(part for other, member in identifiers.items() for part in (unless_null(values[other], ","), *member)),
        attributes,
        "'}'",
        f"""',"meta":{{"patch_properties":{{"unset":' || {unset} || '}}}}'""",
        "'},'",
    ]
    return f"concat({', '.join(parts)})"


def consent_sql(columns: Sequence[str], subscription: Subscription | None) -> dict[str, str]:
    """Return two columns for each channel with a rule. Raises ColumnMissing.

    `said_<channel>` is whether the row says yes or no (NULL: neither, or a no that does nothing), `since_<channel>`
    since when it says yes, as its text.
    """
    found = {}
    for channel, rule in subscription.rules() if subscription else ():
        for column in (rule.column, rule.consented_at_column):
            if column is not None and column not in columns:
                raise ColumnMissing(text("consent-column-missing", column=column, channel=channel))
        given = f"lower(trim(c{columns.index(rule.column)}, {WHITE}))"
        no = ""
        if rule.when_false is not WhenFalse.NOTHING:
            no = f" WHEN {given} IN ({_lowered(rule.false_values)}) THEN false"
        said = f"CASE WHEN {given} IN ({_lowered(rule.true_values)}) THEN true{no} END"
        at = rule.consented_at_column
        found[f"said_{channel}"] = said
        since = f"trim(c{columns.index(at)}, {WHITE})" if at else "NULL::VARCHAR"
        found[f"since_{channel}"] = f"CASE WHEN {said} THEN {since} END"
    return found


def _lowered(values: Sequence[str]) -> str:
    return ", ".join(f"lower({quoted(value)})" for value in values)
