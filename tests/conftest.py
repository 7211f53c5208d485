"""No test writes into the user's cache; all of a run share one, so that a text is read once."""

import os

import pytest
from hypothesis import settings

# Other work on the machine must not fail a test: no example has a deadline.
settings.register_profile("presseschau", deadline=None, max_examples=50)
settings.load_profile("presseschau")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESSESCHAU_CACHE", str(shared / "cache"))
        yield
