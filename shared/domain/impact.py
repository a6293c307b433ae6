"""What a run would change at Klaviyo beyond its list: new billable profiles, flows that start, the plan's limit.

Profiles with an address that never subscribed count as active for billing, and plans are upgraded automatically
(Klaviyo's help centre, read 2026-11): a run can raise the bill.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, computed_field, model_validator

from shared.domain.base import INTEGRAL, Instant, Stored, Value
from shared.errors import InvalidValue
from shared.texts import Text, text

LOOKED_UP_AT_MOST = 1000
"""How many of the people who are new to the list are looked up at Klaviyo: ten calls. More are estimated."""

NewProfiles = Annotated[int, Field(ge=0, le=1_000_000_000), INTEGRAL]
PlanShare = Annotated[int, Field(ge=1, le=1000), INTEGRAL]


class HoldWhen(Value):
    """When a run waits for confirmation before it sends anything."""

    new_profiles_over: NewProfiles | None = Field(None, description="More new profiles at Klaviyo than this.")
    plan_share_over: PlanShare | None = Field(
        None, description="More active profiles than this percentage of the plan, after the run."
    )
    triggers_live_flows: bool = Field(default=False, description="The list triggers a live flow for people added.")

    @model_validator(mode="after")
    def _names_a_condition(self) -> Self:
        if self.new_profiles_over is None and self.plan_share_over is None and not self.triggers_live_flows:
            raise InvalidValue(text("field-hold-when-empty"))
        return self


class PlanUsage(Stored):
    """Active profiles of the account: how many there are, and how many the plan allows."""

    used: int
    allowed: int
    as_of: Instant


class TriggeredFlow(Stored):
    """A flow that the list triggers. `status` is Klaviyo's: draft, manual or live."""

    id: str
    name: str
    status: str

    @property
    def is_live(self) -> bool:
        """It starts by itself for each person who is added to the list."""
        return self.status == "live"


class Impact(Stored):
    """The figures. People, except for those of the plan.

    added           new to the list, as far as the app knows
    looked_up       how many of them were looked up at Klaviyo, and how many of those have a profile there: `known`
    plan, flows, opt_in_process   None where Klaviyo does not tell
    missing_scopes  scopes of the key that would tell more
    held            why the run waits for confirmation; empty where it does not
    """

    added: int
    updated: int
    removed: int
    looked_up: int = 0
    known: int = 0
    plan: PlanUsage | None = None
    flows: list[TriggeredFlow] | None = None
    opt_in_process: str | None = None
    missing_scopes: list[str] = Field(default_factory=list)
    held: list[Text] = Field(default_factory=list)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def new_profiles(self) -> int:
        """How many profiles Klaviyo would create: exact where everyone was looked up, else estimated."""
        if not self.looked_up:
            return self.added
        return round(self.added * (self.looked_up - self.known) / self.looked_up)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def estimated(self) -> bool:
        """Whether `new_profiles` was estimated."""
        return self.looked_up < self.added

    @property
    def plan_share(self) -> float | None:
        """The percentage of the plan's profiles that are used after the run."""
        if self.plan is None or not self.plan.allowed:
            return None
        return 100 * (self.plan.used + self.new_profiles) / self.plan.allowed

    @property
    def live_flows(self) -> list[TriggeredFlow]:
        """The flows that start for each person added."""
        return [flow for flow in self.flows or () if flow.is_live]

    def flows_that_went_live(self, flows: list[TriggeredFlow]) -> list[Text]:
        """Return why a run must wait, if one of the list's flows is live that was not."""
        known = {flow.id for flow in self.live_flows}
        names = [flow.name[:100] for flow in flows if flow.is_live and flow.id not in known]
        return [text("canary-flows", flows=names[:5])] if names else []

    def only_known(self) -> Self:
        """Return the impact of a run that sends only people whom Klaviyo has (mode update)."""
        return self.model_copy(update={"added": self.added - self.new_profiles, "looked_up": self.known})

    def checked(self, hold_when: HoldWhen | None, approved_new_profiles: int | None) -> Self:
        """Return the impact with the reasons why the run waits for confirmation.

        `approved_new_profiles` is what a user confirmed; it also confirms the flows. What cannot be checked holds the
        run: a guard that says nothing would let everything pass.
        """
        if hold_when is None or (approved_new_profiles is not None and self.new_profiles <= approved_new_profiles):
            return self.model_copy(update={"held": []})
        reasons = [*self._over_new_profiles(hold_when), *self._over_plan(hold_when), *self._starting_flows(hold_when)]
        return self.model_copy(update={"held": reasons})

    def _over_new_profiles(self, hold_when: HoldWhen) -> list[Text]:
        limit = hold_when.new_profiles_over
        if limit is None or self.new_profiles <= limit:
            return []
        precision = "about" if self.estimated else "exact"
        return [text("held-new-profiles", count=self.new_profiles, limit=limit, precision=precision)]

    def _over_plan(self, hold_when: HoldWhen) -> list[Text]:
        limit, share = hold_when.plan_share_over, self.plan_share
        if limit is None or not self.new_profiles:
            return []
        if share is None:
            return [text("held-plan-unknown")]
        if share <= limit:
            return []
        return [text("held-plan-share", share=round(share, 1), limit=limit)]

    def _starting_flows(self, hold_when: HoldWhen) -> list[Text]:
        if not hold_when.triggers_live_flows or not self.added:
            return []
        if self.flows is None:
            return [text("held-flows-unknown")]
        names = [flow.name[:100] for flow in self.live_flows[:5]]
        return [text("held-flows", count=self.added, flows=names)] if names else []

    @computed_field  # type: ignore[prop-decorator]
    @property
    def sentence(self) -> str:
        """What the run would do, in one sentence; what Klaviyo does not tell is left out."""
        new = f" ({self._new()} of them new at Klaviyo)" if self.looked_up else ""
        parts = [f"This run would add {self.added:,} people to the list{new}"]
        if self.updated:
            parts.append(f"update {self.updated:,}")
        if self.removed:
            parts.append(f"remove {self.removed:,}")
        text = ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
        if self.plan is not None:
            used = self.plan.used + self.new_profiles
            text += f"; {used:,} of the {self.plan.allowed:,} profiles of the plan would be used"
        if self.live_flows and self.added:
            count = len(self.live_flows)
            text += f"; {count} live flow{'' if count == 1 else 's'} would start for the people added"
        return text + "."

    def _new(self) -> str:
        return f"{'about ' if self.estimated else ''}{self.new_profiles:,}"
