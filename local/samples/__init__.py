"""Sample segments: invented people at example.com, made by DuckDB so that a million take a second.

Every row is a function of its number and the seed, so the same call always writes the same file.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

FIRST_NAMES = (
    "Ada", "Ben", "Chloe", "Dewi", "Emma", "Filip", "Grace", "Hana", "Ivan", "Julia", "Kai",
    "Liis", "Mateo", "Nina", "Ola", "Petra", "Quinn", "Rosa", "Samir", "Tove", "Uma", "Viktor",
    "Wei", "Xenia", "Yusuf", "Zofia", "Märt", "Søren", "Zoë", "Łucja",
)  # fmt: skip
LAST_NAMES = (
    "Anderson", "Brown", "Chan", "Dlamini", "Evans", "Farkas", "Garcia", "Horvat", "Ivanova",
    "Jensen", "Kowalski", "Laine", "Müller", "Nguyen", "Okafor", "Pratama", "Quist", "Rossi",
    "Santoso", "Tamm", "Ueda", "Varga", "Wong", "Xu", "Yilmaz", "Zając", "O'Neil", "Smith-Jones",
    "D'Souza", "Núñez",
)  # fmt: skip
CITIES = (
    "Tallinn", "London", "Warszawa", "Zagreb", "Jakarta", "Hong Kong", "Seattle", "Berlin",
    "São Paulo", "Toronto", "Nairobi", "Osaka",
)  # fmt: skip
COUNTRIES = [
    "Estonia",
    "United Kingdom",
    "Poland",
    "Croatia",
    "Indonesia",
    "Hong Kong",
    "United States",
    "Germany",
    "Brazil",
    "Canada",
    "Kenya",
    "Japan",
]
TIERS = ("gold", "silver", "bronze")
AREA_CODES = ("206", "212", "213", "214", "215", "216", "217", "218", "219", "224")
"""Of ten million people each: up to 100,000,000 have a phone number of their own."""

COLUMNS = (
    "CustomerId", "Email", "FirstName", "LastName", "Phone", "City", "Country", "PostCode",
    "LoyaltyTier", "BirthDate", "LifetimeValue", "LastPurchase",
)  # fmt: skip

MAPPING: dict[str, str | dict[str, str]] = {
    "email": "Email",
    "first_name": "FirstName",
    "last_name": "LastName",
    "phone_number": "Phone",
    "external_id": "CustomerId",
    "location.city": "City",
    "location.country": "Country",
    "location.zip": "PostCode",
    "properties": {
        "Loyalty Tier": "LoyaltyTier",
        "Birth Date": "BirthDate",
        "Lifetime Value": "LifetimeValue",
        "Last Purchase": "LastPurchase",
    },
}
"""The data matching of the sample: it maps every column."""


def write_segment(
    path: Path, rows: int, *, first: int = 0, bad_rows: int = 0, duplicates: int = 0, seed: int = 1
) -> None:
    """Write `rows` people as CSV (gzip where the name ends in .gz), numbered from `first`.

    `bad_rows` of them, evenly spread, have an unusable email address, `duplicates` repeat the address of the
    row before (in capitals), so that a rejects file has something to show.
    """
    words = {
        "first": FIRST_NAMES, "last": LAST_NAMES, "city": CITIES, "country": COUNTRIES, "tier": TIERS,
        "area": AREA_CODES,
    }  # fmt: skip
    con = duckdb.connect()
    con.execute("SET threads = 2")
    con.execute("SET preserve_insertion_order = true")
    for name, values in words.items():
        con.execute(f"SET VARIABLE {name} = ?", [list(values)])
    every_bad = rows // bad_rows if bad_rows else 0
    every_duplicate = rows // duplicates if duplicates else 0
    con.execute(
        f"""
        COPY (
            SELECT md5(concat(n, '/', {seed})) AS CustomerId,
                   CASE WHEN {every_bad} > 0 AND i % greatest({every_bad}, 1) = {every_bad} // 2
                        THEN [NULL, 'not an address', 'two@@example.com', 'someone@', '@example.com']
                             [1 + (i // greatest({every_bad}, 1)) % 5]
                        WHEN {every_duplicate} > 0 AND i % greatest({every_duplicate}, 1) = {every_duplicate} // 2 + 7
                        THEN upper(concat('person', n - 1, '@example.com'))
                        ELSE concat('person', n, '@example.com') END AS Email,
                   getvariable('first')[1 + h % len(getvariable('first'))] AS FirstName,
                   getvariable('last')[1 + (h >> 8) % len(getvariable('last'))] AS LastName,
                   concat('+1', getvariable('area')[1 + n // 10000000 % len(getvariable('area'))],
                          lpad((n % 10000000)::VARCHAR, 7, '0')) AS Phone,
                   getvariable('city')[1 + (h >> 16) % len(getvariable('city'))] AS City,
                   getvariable('country')[1 + (h >> 16) % len(getvariable('country'))] AS Country,
                   lpad(((h >> 20) % 100000)::VARCHAR, 5, '0') AS PostCode,
                   getvariable('tier')[1 + (h >> 24) % 3] AS LoyaltyTier,
                   DATE '1940-01-01' + ((h >> 28) % 25000)::INTEGER AS BirthDate,
                   round(((h >> 32) % 1000000) / 100, 2) AS LifetimeValue,
                   TIMESTAMP '2026-01-01 00:00:00' + to_seconds(((h >> 12) % 25920000)::BIGINT) AS LastPurchase
            FROM (SELECT i, i + {first} AS n, (hash(i + {first}, {seed}) >> 1)::BIGINT AS h FROM range({rows}) t(i))
            ORDER BY i
        ) TO '{path}' (FORMAT csv, HEADER true{", COMPRESSION gzip" if path.suffix == ".gz" else ""})
        """
    )
    con.close()
