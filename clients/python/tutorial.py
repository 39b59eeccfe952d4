"""A table of samples: saved, shared, changed, found again by depth, and written as a table. docs/python.md tells what is what."""

import csv
import io
import json
import sys

from sample_service import ConcurrencyError, SampleService, UnauthorizedError

with open("data/tokens.json") as file:
    tokens = json.load(file)
alice = SampleService(token=tokens["alice"])
bob = SampleService(token=tokens["bob"])

TABLE = """\
core,material,depth,unit,pH
C1,Soil,13.5,ft,6.1
C2,Soil,250,cm,5.4
C3,Sediment,4.2,m,7.0
C4,Soil,7.5,m,6.6
"""


def to_sample(row):
    values = {
        "depth": {"value": float(row["depth"]), "units": row["unit"]},
        "material": {"value": row["material"]},
        "pH": {"value": float(row["pH"])},
    }
    core = {"id": row["core"], "type": "BioReplicate", "meta_user": values}
    return {"name": f"core {row['core']}", "node_tree": [core]}


ids = {}
for row in csv.DictReader(io.StringIO(TABLE)):
    ids[row["core"]] = alice.create_sample(to_sample(row))["id"]
print(len(ids), "samples saved")

try:
    bob.get_sample(ids["C1"])
except UnauthorizedError as error:
    print("bob:", error.type)
alice.update_samples_acls(list(ids.values()), read=["bob"])
print("bob:", bob.get_sample(ids["C1"])["name"])

sample = alice.get_sample(ids["C2"])
sample["node_tree"][0]["meta_user"]["pH"]["value"] = 5.6
print("version", alice.save_if_unchanged(sample)["version"])
try:
    alice.save_if_unchanged(sample)
except ConcurrencyError as error:
    print(error.type)

deep = {"on": "meta", "key": "depth", "gte": {"value": 10, "unit": "ft"}, "lte": {"value": 5, "unit": "m"}}
for hit in bob.iter_samples(scope="shared", filter=deep, include=["matches"]):
    (match,) = hit["matches"]
    print(hit["name"], match["value"], match["unit"], "=", match["compared_as"], match["compared_unit"])

soil = {"on": "meta", "key": "material", "eq": "Soil"}
hits = bob.iter_samples(
    scope="shared",
    filter=soil,
    sort={"by": "created", "order": "asc"},
    columns=[{"key": "depth"}, {"key": "pH"}],
)
table = csv.writer(sys.stdout, lineterminator="\n")
table.writerow(["sample", "depth", "unit", "pH"])
for hit in hits:
    depth, acidity = hit["values"]
    table.writerow([hit["name"], depth["value"], depth["unit"], acidity["value"]])
