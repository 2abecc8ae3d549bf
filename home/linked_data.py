"""The page as schema.org describes it, for search engines: JSON-LD."""

import json

from django.utils.safestring import SafeString, mark_safe

from home.meta import Meta, StatisticMeta, full
from home.pages import HomePage
from home.search import search_address
from report.pages import ReportPage, StrategyPage

#: JSON writes these signs in another way too, in which they cannot end the script element.
IN_HTML = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(meta: Meta) -> SafeString:
    """The page's description as the content of a script element."""
    graph = {"@context": "https://schema.org", "@graph": graph_of(meta)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(IN_HTML))  # noqa: S308 - escaped in the line above


def graph_of(meta: Meta) -> list[dict]:
    """The things that the page is about. References between them are by `@id`."""
    if isinstance(meta, StatisticMeta):
        return [dataset(meta), variable(meta), observation(meta), *around(meta)]
    if isinstance(meta.page, HomePage):
        return [website(meta), organisation(meta)]
    return [work(meta), *around(meta)]


def around(meta: Meta) -> list[dict]:
    return [breadcrumbs(meta), organisation(meta)]


def organisation(meta: Meta) -> dict:
    home = meta.chrome.home
    return {
        "@type": "Organization",
        "@id": f"{full(home, meta.chrome)}#organisation",
        "name": home.organisation,
        "url": full(home, meta.chrome),
    }


def website(meta: Meta) -> dict:
    target = f"{meta.address}{search_address}?q={{search_term_string}}"
    return present(
        {
            "@type": "WebSite",
            "@id": f"{meta.address}#website",
            "url": meta.address,
            "name": meta.page.title,
            "description": meta.description,
            "inLanguage": meta.language,
            "publisher": {"@id": organisation(meta)["@id"]},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": target},
                "query-input": "required name=search_term_string",
            },
        }
    )


def work(meta: Meta) -> dict:
    """The page as a work: a report, an article of it, or a page about the site."""
    page, report, sender = meta.page, meta.report, {"@id": organisation(meta)["@id"]}
    described = {
        "@id": meta.address,
        "url": meta.address,
        "name": page.title,
        "headline": page.title,
        "description": meta.description,
        "inLanguage": meta.language,
        "datePublished": iso(meta.published),
        "dateModified": iso(meta.changed),
        "image": meta.card.url,
        "author": sender,
        "publisher": sender,
    }
    if isinstance(page, ReportPage):
        kind = {
            "@type": "Report",
            "temporalCoverage": str(page.year),
            "license": page.data_licence_url,
        }
    elif meta.is_article:
        kind = {"@type": "Article"}
        if isinstance(page, StrategyPage) and page.updated_on:
            kind["dateModified"] = page.updated_on.isoformat()
        if report:
            address = full(report, meta.chrome)
            kind["isPartOf"] = {"@type": "Report", "@id": address, "name": report.title}
        if meta.chrome.area and meta.chrome.area.pk != page.pk:
            kind["articleSection"] = meta.chrome.area.title
    else:
        kind = {"@type": "WebPage"}
        del described["headline"]
    return present({**described, **kind})


def dataset(meta: StatisticMeta) -> dict:
    """The statistic as a data set with its files."""
    data, sender = meta.statistic.json, {"@id": organisation(meta)["@id"]}
    return present(
        {
            "@type": "Dataset",
            "@id": f"{meta.address}#dataset",
            "url": meta.address,
            "identifier": f"urn:uuid:{data['id']}",
            "name": meta.title,
            "description": meta.description,
            "inLanguage": meta.language,
            "temporalCoverage": data["period"],
            "datePublished": iso(meta.published),
            "dateModified": iso(meta.changed),
            "license": data["licence_url"],
            "isAccessibleForFree": True,
            "creator": sender,
            "publisher": sender,
            "isPartOf": {
                "@type": "Report",
                "@id": full(meta.report, meta.chrome),
                "name": meta.report.title,
            },
            "variableMeasured": {"@id": variable(meta)["@id"]},
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": f"{meta.title} (.{file['format']})",
                    "encodingFormat": file["media_type"],
                    "contentUrl": file["url"],
                }
                for file in data["files"]
            ],
        }
    )


def variable(meta: StatisticMeta) -> dict:
    """What is counted, the same in every edition."""
    data = meta.statistic.json
    return {
        "@type": "StatisticalVariable",
        "@id": f"urn:uuid:{data['id']}",
        "name": data["label"],
        "measuredProperty": {"@type": "Property", "name": data["unit"] or data["unit_code"]},
    }


def observation(meta: StatisticMeta) -> dict:
    """The number; without a value where it is missing."""
    data = meta.statistic.json
    found = {
        "@type": "Observation",
        "@id": f"{meta.address}#observation",
        "variableMeasured": {"@id": variable(meta)["@id"]},
        "observationAbout": {"@id": organisation(meta)["@id"]},
        "observationDate": data["period"],
        "unitText": data["unit"],
    }
    return present(found) | ({} if data["value"] is None else {"value": data["value"]})


def breadcrumbs(meta: Meta) -> dict:
    """The way from the home page down to this page."""
    steps = [(page.title, full(page, meta.chrome)) for page in meta.chrome.trail]
    if isinstance(meta, StatisticMeta):
        steps.append((meta.title, meta.address))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, 1)
        ],
    }


def iso(moment) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def present(described: dict) -> dict:
    """Without what is empty: schema.org has no word for "not given"."""
    return {name: value for name, value in described.items() if value}
