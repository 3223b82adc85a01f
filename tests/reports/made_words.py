"""The words of a made-up publication: one sentence or text of every kind a report has room for."""

# ruff: noqa: E501 - a row of data reads best on one line

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reports.made_mart import Maker

LEAD = "Länet är på väg, men **skillnaderna** är stora. <script>alert(1)</script>"


def add_words(maker: Maker) -> None:
    """Sentences, texts that people wrote, comments and changes."""
    county, plan = maker.plan.county.id, maker.plan
    places = {
        "front.focus": [plan.header.focus_sentence],
        "front.right_way": ["Tryggheten i hemtjänsten ökade från 84 till 87 procent 2022–2026. I Riket ökade den lika mycket."],
        "front.wrong_way": ["Fler dagar på sjukhus som utskrivningsklar: 2,6 dagar 2022 och 3,4 dagar 2026."],
        "front.nothing_certain": ["För tre av åtta huvudindikatorer går det inte att avgöra åt vilket håll det går."],
        "front.not_known": ["Årets brukarundersökning kommer i oktober 2027.", "Fallskador för 2026 kommer i oktober 2027."],
        "front.differences": ["Hur lätt det är att träffa läkare skiljer mer mellan kommunerna än slumpen förklarar."],
        "front.asks": ["Gemensam läsning av journaler (fem).", "Fler tider hos läkare på särskilt boende (tre)."],
        "front.no_proposals": ["Inga förslag är beredda."],
        "front.reading": [plan.header.reading_advice],
        "submission.summary": ["Två av fyra organisationer har lämnat underlag."],
    }  # fmt: skip
    n = 0
    for place, told in places.items():
        for order, text in enumerate(told, 1):
            n += 1
            maker.add(
                "sentence",
                sentence_id=f"s{n:04d}",
                place=place,
                organisation_id=county,
                sort_order=order,
                text=text,
            )
    for order, delmal in enumerate(plan.delmal, 1):
        text = f"Medelvärdet för {delmal.name} är 3,4 av 5."
        maker.add(
            "sentence",
            sentence_id=f"d{order}",
            place="self_assessment.delmal",
            organisation_id=county,
            sort_order=order,
            text=text,
        )
    for goal in plan.goals:
        for link in goal.indicators:
            text = f"Målet {goal.name} är inte nått."
            maker.add(
                "sentence", sentence_id=f"g-{goal.id}-{link.indicator}", place="goal.level", organisation_id=county,
                goal_id=goal.id, indicator_id=link.indicator, sort_order=1, text=text,
            )  # fmt: skip
            maker.add(
                "sentence", sentence_id=f"l-{goal.id}-{link.indicator}", place="goal.local_count", organisation_id=county,
                goal_id=goal.id, indicator_id=link.indicator, sort_order=1, text="2 av 3 kommuner går inte att avgöra.",
            )  # fmt: skip
    for one in plan.indicators:
        maker.add(
            "sentence", sentence_id=f"c-{one.id}", place="indicator.closeness", organisation_id=county,
            indicator_id=one.id, sort_order=1, text=f"{one.closeness_note}",
        )  # fmt: skip
    maker.add(
        "human_text", section="laget_i_korthet", organisation_id=county, title="Läget i korthet",
        markdown=LEAD, author_function="Utvecklingsledare", written_on=date(maker.year + 1, 3, 1), missing=False,
    )  # fmt: skip
    maker.add(
        "human_text",
        section="att_ta_stallning_till",
        organisation_id=county,
        title="Att ta ställning till",
        missing=True,
    )
    first = plan.indicators[0].id
    maker.add(
        "note", note_id="n1", subject="indicator_value", indicator_id=first, organisation_id=maker.kommuner[0],
        data_year=maker.year, gender="T", text="Vi bytte system under året.", origin="organisation",
    )  # fmt: skip
    maker.add(
        "edition_change", change_no=1, previous_edition="preliminary", subject="indicator_value", indicator_id=first,
        organisation_id=maker.kommuner[0], data_year=maker.year, gender="T", old="81 %", new="83 %", reason="Rättad fil",
    )  # fmt: skip
