"""``dcat.rdf``: the data described for data catalogues (DCAT-AP-SE 3, RDF/XML).

Belongs here: the description of the data set and its forms. Does not belong here: columns (``package``).

Sveriges dataportal asks for absolute addresses. Where the files will lie is not decided, so addresses are
relative to this file, and the comment in it says what to add. Nothing looks like an address that is not one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.render.opendata.terms import Terms

NAME = "dcat.rdf"
_EU = "http://publications.europa.eu/resource/authority"
_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TO_DO = (
    "Att fylla i innan filen lämnas till Sveriges dataportal, som kräver fullständiga adresser: lägg till "
    "xml:base med adressen till mappen i rdf:RDF, en licens per distribution (dcterms:license) och "
    "kontaktens e-post (vcard:hasEmail). Inget av detta är beslutat, och inget är påhittat här."
)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the data: what it is called, its files, and its type by IANA and in the EU's list."""

    key: str
    title: str
    files: tuple[str, ...]
    media_type: str
    file_type: str | None = None


def catalogue_text(mart: Mart, plan: Plan, terms: Terms, forms: Sequence[Form], readme: str) -> str:
    """The description as RDF/XML; ``readme`` is the file that tells people how to read the others."""
    spaces = "\n".join(f"  xmlns:{name}={quoteattr(where)}" for name, where in _SPACES.items())
    parts = [
        _catalogue(plan, terms),
        _dataset(mart, plan, terms, forms, readme),
        *(_distribution(form, terms, readme) for form in forms),
        _publisher(plan),
        _contact(plan),
        _licence(terms),
    ]
    body = "\n".join(parts)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {_TO_DO} -->'
    return f"{head}\n<rdf:RDF\n{spaces}>\n{body}\n</rdf:RDF>\n"


def _thing(kind: str, key: str, *inside: str) -> str:
    lines = "\n".join(f"    {line}" for line in inside)
    return f'  <{kind} rdf:about="#{key}">\n{lines}\n  </{kind}>'


def _text(name: str, text: str) -> str:
    return f'<{name} xml:lang="sv">{escape(text)}</{name}>'


def _to(name: str, where: str) -> str:
    return f"<{name} rdf:resource={quoteattr(where)}/>"


def _day(name: str, day: str, kind: str = "date") -> str:
    return f'<{name} rdf:datatype="{_SPACES["xsd"]}{kind}">{day}</{name}>'


def _catalogue(plan: Plan, terms: Terms) -> str:
    return _thing(
        "dcat:Catalog",
        "katalog",
        _text("dcterms:title", f"Öppna data: {plan.header.report_title}"),
        _text(
            "dcterms:description", f"Data från den årliga uppföljningen. {' '.join(terms.marks)}"
        ),
        _to("dcterms:publisher", "#utgivare"),
        _to("dcterms:license", "#licens"),
        _to("dcterms:language", f"{_EU}/language/SWE"),
        _to("dcat:dataset", "#datamangd"),
    )


def _dataset(mart: Mart, plan: Plan, terms: Terms, forms: Sequence[Form], readme: str) -> str:
    return _thing(
        "dcat:Dataset",
        "datamangd",
        _text("dcterms:title", terms.title),
        _text("dcterms:description", terms.description),
        f"<dcterms:identifier>{escape(terms.identifier)}</dcterms:identifier>",
        f"<dcat:version>{escape(terms.version)}</dcat:version>",
        _to("dcterms:publisher", "#utgivare"),
        _to("dcat:contactPoint", "#kontakt"),
        _to("dcat:theme", f"{_EU}/data-theme/HEAL"),
        *(_text("dcat:keyword", word) for word in terms.keywords),
        _to("dcterms:language", f"{_EU}/language/SWE"),
        _to("dcterms:accessRights", f"{_EU}/access-right/PUBLIC"),
        _to("dcterms:accrualPeriodicity", f"{_EU}/frequency/ANNUAL"),
        _day("dcterms:issued", terms.dated.isoformat()),
        *_period(mart),
        _to("foaf:page", readme),
        *(_to("dcat:distribution", f"#{form.key}") for form in forms),
    )


def _period(mart: Mart) -> tuple[str, ...]:
    """First and last data year; nothing for a publication without values."""
    years = sorted({int(row["data_year"]) for row in mart.rows("indicator_value")})
    if not years:
        return ()
    return (
        "<dcterms:temporal><dcterms:PeriodOfTime>",
        f"  {_day('dcat:startDate', str(years[0]), 'gYear')}",
        f"  {_day('dcat:endDate', str(years[-1]), 'gYear')}",
        "</dcterms:PeriodOfTime></dcterms:temporal>",
    )


def _distribution(form: Form, terms: Terms, readme: str) -> str:
    return _thing(
        "dcat:Distribution",
        form.key,
        _text("dcterms:title", form.title),
        _to("dcat:accessURL", readme),
        *(_to("dcat:downloadURL", file) for file in form.files),
        *([_to("dcterms:format", f"{_EU}/file-type/{form.file_type}")] if form.file_type else []),
        _to("dcat:mediaType", f"http://www.iana.org/assignments/media-types/{form.media_type}"),
        _to("dcterms:license", "#licens"),
        _day("dcterms:issued", terms.dated.isoformat()),
    )


def _publisher(plan: Plan) -> str:
    return _thing(
        "foaf:Agent",
        "utgivare",
        f"<foaf:name>{escape(plan.header.region_name)}</foaf:name>",
        _to("dcterms:type", "http://purl.org/adms/publishertype/RegionalAuthority"),
    )


def _contact(plan: Plan) -> str:
    return _thing(
        "vcard:Organization", "kontakt", f"<vcard:fn>{escape(plan.header.contact)}</vcard:fn>"
    )


def _licence(terms: Terms) -> str:
    return _thing("dcterms:LicenseDocument", "licens", _text("dcterms:title", terms.licence))
