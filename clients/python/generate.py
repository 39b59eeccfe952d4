"""Writes the methods of sample_service.py from docs/api/openrpc.json, which the service makes from its method table.

    python3 clients/python/generate.py            writes
    python3 clients/python/generate.py --check    fails if there would be something to write
"""

from __future__ import annotations

import json
import keyword
import re
import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent
CLIENT = HERE / "sample_service.py"
DOCUMENT = HERE.parent.parent / "docs" / "api" / "openrpc.json"

# Methods that the client has before the document does: name, summary, parameters that are required, others.
COMING = []

MAIN = "SampleService"
BEGIN, END = re.compile(r"^# <methods>.*\n", re.MULTILINE), "# </methods>\n"
WIDTH = 140
TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "array": "list", "object": "dict", "null": "None"}


def coming(name: str, summary: str, required: dict, others: dict) -> dict:
    """A method that only reads, as the document will have it."""
    properties = {parameter: {"type": kind} for parameter, kind in {**required, **others}.items()}
    return {"name": name, "summary": summary, "x-effect": "read", "result": {"schema": {"type": "object"}},
            "params": [{"schema": {"properties": properties, "required": list(required)}}]}


def read_document() -> dict:
    return json.loads(DOCUMENT.read_text(encoding="utf-8"))


def python_name(name: str) -> str:
    """The name of a parameter in Python, where some are taken by the language."""
    return name + "_" if keyword.iskeyword(name) else name


def part_name(module: str) -> str:
    """The attribute of the client that has the methods of a module: `platform_state` for `PlatformState`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", module).lower()


def class_name(module: str) -> str:
    return module[0].upper() + module[1:] + "Methods"


def parameters(method: dict) -> list[tuple[str, dict, bool]]:
    """Names, schemas and whether they are required: these first, since they can be given by position."""
    if not method["params"]:
        return []
    schema = method["params"][0]["schema"]
    required = schema.get("required", [])
    listed = [(name, value, name in required) for name, value in schema.get("properties", {}).items()]
    return sorted(listed, key=lambda parameter: not parameter[2])


def type_name(schema: dict) -> str:
    if "$ref" in schema:
        return "dict"
    if schema.get("title") == "flag":
        return "bool"
    kinds = schema.get("type", [])
    names = [TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null" or kinds == "null"]
    return " | ".join(names) or "Any"


def wrapped(text: str, indent: int, hanging: int = 0) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + hanging),
                         break_long_words=False, break_on_hyphens=False)


def joined(head: str, items: list[str], tail: str, hanging: int) -> str:
    """Items with commas between them, each on one line."""
    text = ", ".join(item.replace(" ", "\0") for item in items) + tail.replace(" ", "\0")
    return textwrap.fill(text, WIDTH, initial_indent=head, subsequent_indent=" " * hanging,
                         break_long_words=False, break_on_hyphens=False).replace("\0", " ")


def returned(schema: dict, schemas: dict) -> str:
    """What a result is, in words: its description, else its members."""
    if schema.get("description"):
        return schema["description"]
    if schema.get("type") == "array":
        return "a list of " + returned(schema["items"], schemas)
    named = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return ", ".join(f"`{name}`" for name in named.get("properties", {}))


def docstring(method: dict, schemas: dict) -> str:
    parts = [f'        """{method["summary"]}.']
    if method.get("description"):
        parts.append(wrapped(method["description"], 8))
    arguments = [wrapped(f"{python_name(name)}: {schema['description']}", 12, 4)
                 for name, schema, _ in parameters(method) if "description" in schema]
    if arguments:
        parts.append("\n".join(["        Args:"] + arguments))
    notes = []
    result = returned(method["result"]["schema"], schemas)
    if result:
        notes.append(wrapped(f"Returns: {result}", 8, 4))
    errors = [f"{error['code']} {error['message']}" for error in method.get("errors", []) if error["code"] > 0]
    if errors:
        notes.append(joined("        Errors: ", errors, "", 12))
    if notes:
        parts.append("\n".join(notes))
    text = "\n\n".join(parts).replace("\\", "\\\\")
    return text + ('"""\n' if len(parts) == 1 else '\n        """\n')


def function(method: dict, schemas: dict) -> str:
    listed = parameters(method)
    taken = ["self"] + [f"{python_name(name)}: {type_name(schema)}" for name, schema, required in listed if required]
    optional = [f"{python_name(name)}: {type_name(schema)} | None = None" for name, schema, required in listed if not required]
    taken += ["*"] + optional if optional else []
    head = f"    def {method['name'].rpartition('.')[2]}("
    signature = joined(head, taken, f") -> {type_name(method['result']['schema'])}:", len(head))
    call = f'        return self.{"_write" if method["x-effect"] == "write" else "_read"}("{method["name"]}"'
    if method["params"]:
        sent = [f'"{name}": {python_name(name)}' for name, _, _ in listed]
        call = joined(call + ", {", sent, "})", 12)
    else:
        call += ")"
    return f"{signature}\n{docstring(method, schemas)}{call}\n"


def section() -> str:
    """Everything between the marks."""
    document = read_document()
    schemas = document["components"]["schemas"]
    there = {method["name"] for method in document["methods"]}
    modules: dict[str, list[str]] = {}
    for method in document["methods"] + [coming(*method) for method in COMING if method[0] not in there]:
        modules.setdefault(method["name"].rpartition(".")[0], []).append(function(method, schemas))
    classes = [f'class {class_name(module)}(_Part):\n    """Methods of `{module}`."""\n\n' + "\n".join(functions)
               for module, functions in modules.items()]
    parts = [f'    "{part_name(module)}": {class_name(module)},\n' for module in modules if module != MAIN]
    return "\n\n" + "\n\n".join(classes) + "\n\n_PARTS = {\n" + "".join(parts) + "}\n\n"


def whole() -> str:
    """The client with its methods as they have to be."""
    client = CLIENT.read_text(encoding="utf-8")
    begin = BEGIN.search(client)
    return client[:begin.end()] + section() + client[client.index(END):]


if __name__ == "__main__":
    text = whole()
    if sys.argv[1:] != ["--check"]:
        CLIENT.write_text(text, encoding="utf-8")
    elif text != CLIENT.read_text(encoding="utf-8"):
        sys.exit(f"{CLIENT.name} is out of date: python3 clients/python/generate.py")
