"""Signing in to Klaviyo: one sign-in from its begin to its use, and the lease for renewing tokens."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from shared.domain.base import Instant, Stored, later

SIGN_IN_TIME = timedelta(minutes=10)
"""How long a user has on Klaviyo's page."""
USE_TIME = timedelta(hours=1)
"""How long a completed sign-in waits for its connection to be saved, and a replaced secret for its last users."""


class SignIn(Stored):
    """A sign-in of a user; for a new connection, or for the connection `connection_id` again.

    The record is found by the state alone, of which it holds a hash. `begun`, then `used` (the state was presented),
    then `completed` (the refresh token is in the secret). `replaced_secret` has no connection any more.
    """

    id: str
    user_id: str
    client_id: str
    redirect_uri: str
    connection_id: str | None = None
    expires_at: Instant
    used: bool = False
    account_id: str | None = None
    account_name: str | None = None
    replaced_secret: str | None = None

    @classmethod
    def begun(
        cls, state: str, *, user_id: str, client_id: str, redirect_uri: str, connection_id: str | None, at: datetime
    ) -> SignIn:
        """Return the sign-in that this state belongs to."""
        return cls(
            id=sign_in_id(state),
            user_id=user_id,
            client_id=client_id,
            redirect_uri=redirect_uri,
            connection_id=connection_id,
            expires_at=at + SIGN_IN_TIME,
        )

    @property
    def secret_name(self) -> str:
        """The secret of its refresh token, which the connection keeps."""
        return f"{SECRET_PREFIX}{self.id.replace('_', '-')}"

    @property
    def completed(self) -> bool:
        """Whether a new connection can be made with it."""
        return self.account_id is not None and self.connection_id is None

    def presented(self) -> SignIn:
        """Return the sign-in as one whose state was used."""
        return self.model_copy(update={"used": True})

    def completed_with(
        self, account_id: str, account_name: str, at: datetime, *, replaced_secret: str | None = None
    ) -> SignIn:
        """Return the sign-in with the account that it opens."""
        return self.model_copy(
            update={
                "account_id": account_id,
                "account_name": account_name,
                "replaced_secret": replaced_secret,
                "expires_at": at + USE_TIME,
            }
        )


SECRET_PREFIX = "klaviyo-oauth-"  # noqa: S105
"""What the names of secrets with refresh tokens begin with; no one else may name them."""


def sign_in_id(state: str) -> str:
    """Return the id of the sign-in that a state belongs to. The state cannot be found from it."""
    return f"sgn_{hashlib.sha256(state.encode()).hexdigest()[:40]}"


class TokenLease(Stored):
    """Which process renews the tokens of a connection. `renewed_at` is when they were last renewed."""

    holder: str | None = None
    until: Instant | None = None
    renewed_at: Instant | None = None

    @classmethod
    def held(cls, holder: str, at: datetime, seconds: float, renewed_at: datetime | None) -> TokenLease:
        """Return the lease of a process."""
        return cls(holder=holder, until=later(at, seconds), renewed_at=renewed_at)

    def released(self, renewed_at: datetime | None = None) -> TokenLease:
        """Return the lease of none, with the time of the renewal if there was one."""
        return TokenLease(renewed_at=renewed_at or self.renewed_at)

    def is_held(self, at: datetime) -> bool:
        """Return whether a process holds it that has not run out of time."""
        return self.until is not None and self.until > at
