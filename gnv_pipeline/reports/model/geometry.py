"""Outlines of areas from a plan's map file.

Belongs here: reading GeoJSON into rings. Does not belong here: projection and drawing (renderers), classes
(``equality``). A plan without a map has reports without one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gnv_pipeline.reports.model.charts import Ring

Outlines = Mapping[str, tuple[Ring, ...]]
FILE = "map.geojson"


def read_outlines(path: Path) -> Outlines:
    """Outer and inner rings by area id, longitude and latitude in degrees; empty where there is no file.

    Raises:
        ValueError: The file is not a feature collection of polygons with ids.
    """
    if not path.is_file():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    if data.get("type") != "FeatureCollection":
        raise ValueError(f"{path.name} is not a GeoJSON FeatureCollection")
    return {
        str(feature["properties"]["id"]): _rings(feature["geometry"])
        for feature in data["features"]
    }


def _rings(geometry: Mapping[str, Any]) -> tuple[Ring, ...]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind)
    if polygons is None:
        raise ValueError(f"A map has polygons, not {kind}")
    return tuple(
        tuple((float(x), float(y)) for x, y, *_ in ring) for polygon in polygons for ring in polygon
    )
