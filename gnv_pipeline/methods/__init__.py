"""Statistics as pure functions on numbers and arrays.

Here belong the formulas behind values, limits, judgements, trends, spread and suppression: scalars
or NumPy arrays in, the same shape out; missing in gives NaN (or a "not compared" code) out;
impossible input raises ValueError naming value and position. No indicator, file, table or Swedish
word belongs here, and no other room is imported.
"""

from gnv_pipeline.methods.comparison import compare_with_value, funnel_limits, quantile_group
from gnv_pipeline.methods.disclosure import (
    Suppression,
    suppress,
    suppress_proportion,
    suppress_with_total,
)
from gnv_pipeline.methods.goals import (
    Progress,
    classify_pace,
    compare_value_with_goal,
    compare_with_goal,
    compare_with_range,
    progress,
)
from gnv_pipeline.methods.inequality import (
    ExpectedRange,
    Inequality,
    expected_range,
    inequality,
)
from gnv_pipeline.methods.intervals import Interval, byar, difference, mean, proportion, rate
from gnv_pipeline.methods.peers import distances, nearest
from gnv_pipeline.methods.power import smallest_detectable
from gnv_pipeline.methods.spread import Remaining, expected_deviation, remaining_spread
from gnv_pipeline.methods.standardisation import (
    ESP2013,
    directly_standardised_rate,
    indirectly_standardised_ratio,
)
from gnv_pipeline.methods.table_suppression import (
    Relation,
    TableSuppression,
    suppress_tables,
    table_bounds,
)
from gnv_pipeline.methods.trend import Trend, recent_trend

__all__ = [
    "ESP2013",
    "ExpectedRange",
    "Inequality",
    "Interval",
    "Progress",
    "Relation",
    "Remaining",
    "Suppression",
    "TableSuppression",
    "Trend",
    "byar",
    "classify_pace",
    "compare_value_with_goal",
    "compare_with_goal",
    "compare_with_range",
    "compare_with_value",
    "difference",
    "directly_standardised_rate",
    "distances",
    "expected_deviation",
    "expected_range",
    "funnel_limits",
    "indirectly_standardised_ratio",
    "inequality",
    "mean",
    "nearest",
    "progress",
    "proportion",
    "quantile_group",
    "rate",
    "recent_trend",
    "remaining_spread",
    "smallest_detectable",
    "suppress",
    "suppress_proportion",
    "suppress_tables",
    "suppress_with_total",
    "table_bounds",
]
