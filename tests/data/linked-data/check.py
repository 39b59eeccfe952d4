"""Reads documents of linked data with a JSON-LD processor (PyLD), and tells what is wrong with them; nothing if all is well.

    check.py FOLDER < documents.json

FOLDER has the published contexts; the input is a list of documents. Nothing is asked of the network.
"""

import json
import sys
from pathlib import Path

from pyld import jsonld

FILES = {"https://w3id.org/ro/crate/1.2/context": "ro-crate-1.2-context.jsonld"}
folder = Path(sys.argv[1])


def load(url, options=None):
    context = json.loads((folder / FILES[url]).read_text("utf-8"))
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}


def as_list(value):
    return value if isinstance(value, list) else [value]


def statements(value):
    """How many things are said: types, literals and references."""
    if not isinstance(value, dict) or "@value" in value:
        return 1
    if set(value) == {"@id"}:
        return 1
    said = 0
    for name, members in value.items():
        if name == "@type":
            said += len(as_list(members))
        elif name == "@graph":
            said += sum(statements(member) for member in as_list(members))
        elif not name.startswith("@"):
            said += sum(1 + (statements(member) if isinstance(member, dict) and len(member) > 1 and "@value" not in member else 0) for member in as_list(members))
    return said


def entities(document):
    """What each entity has, whatever its id."""
    return sorted(json.dumps({name: len(as_list(value)) for name, value in entity.items()}, sort_keys=True) for entity in document["@graph"])


def check(document):
    expanded = jsonld.expand(document, {"base": "https://example.org/crate/"})
    said = sum(statements(entity) for entity in document["@graph"])
    kept = sum(statements(entity) for entity in expanded)
    if said != kept:
        yield f"{said} statements became {kept}"
    if isinstance(document["@context"], dict):
        again = jsonld.compact(expanded, {"@context": document["@context"]}, {"graph": True})
        if again["@graph"] != document["@graph"]:
            yield "compacted again it is another document"
    else:
        flat = jsonld.flatten(document, {"@context": document["@context"]}, {"base": "https://example.org/crate/", "graph": True})
        if entities(flat) != entities(document):
            yield "it is not flattened and compacted"


jsonld.set_document_loader(load)
for number, document in enumerate(json.load(sys.stdin)):
    for fault in check(document):
        print(f"document {number}: {fault}")
