"""A run as a state machine: see tests/fakes/run_machine.py."""

from hypothesis import HealthCheck, settings

from tests.fakes.effort import examples
from tests.fakes.run_machine import RunMachine

TestRunMachine = RunMachine.TestCase
TestRunMachine.settings = settings(
    max_examples=examples(10), stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
