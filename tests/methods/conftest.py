"""What the tests of the methods share: comparison with independent values to 1e-9."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest

Close = Callable[[Iterable[float], Iterable[float]], None]


@pytest.fixture
def close(record_property: Callable[[str, object], None]) -> Close:
    """Assert equality to 1e-9 relative (1e-12 absolute near 0), NaN equal to NaN; record the worst."""

    def check(actual: Iterable[float], expected: Iterable[float]) -> None:
        got, want = np.asarray(actual, dtype=float), np.asarray(expected, dtype=float)
        assert got.shape == want.shape
        assert (np.isnan(got) == np.isnan(want)).all()
        finite = np.isfinite(want)
        assert (got[~finite & ~np.isnan(want)] == want[~finite & ~np.isnan(want)]).all()
        error = np.abs(got - want)[finite]
        relative = error / np.maximum(np.abs(want[finite]), 1e-3)
        record_property("values", int(finite.sum()))
        record_property("worst", float(relative.max(initial=0.0)))
        assert relative.max(initial=0.0) < 1e-9

    return check
