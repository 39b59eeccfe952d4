"""The client at a real service, on both doors: at SAMPLE_SERVICE_URL, with the tokens of data/tokens.json."""

import itertools
import json
import os
import unittest

import generate
from sample_service import ConcurrencyError, InvalidParameterError, NoSuchMethodError, NotFoundError, SampleService, UnauthorizedError

from .stub import GATEWAY, KBASE

NOWHERE = "00000000-0000-4000-8000-000000000000"


@unittest.skipUnless("SAMPLE_SERVICE_URL" in os.environ, "SAMPLE_SERVICE_URL is not set")
class ServiceTests(unittest.TestCase):
    def setUp(self):
        with open("data/tokens.json", encoding="utf-8") as file:
            self.tokens = json.load(file)

    def each_door(self):
        """Clients of alice, bob and nobody."""
        for door in (GATEWAY, KBASE):
            yield [SampleService(token=self.tokens.get(user, ""), door=door) for user in ("alice", "bob", "")]

    def save(self, service, name="core"):
        core = {"id": "core-1", "type": "BioReplicate", "meta_user": {"depth": {"value": 2.5, "units": "m"}}}
        return service.create_sample({"name": name, "node_tree": [core]})

    def test_all_methods_of_the_service_are_known(self):
        there = {method["name"] for method in SampleService(door=KBASE).rpc.discover()["methods"]}
        self.assertEqual(set(), there - {method["name"] for method in generate.read_document()["methods"]})

    def test_sample_is_saved_read_and_changed(self):
        for alice, _, _ in self.each_door():
            saved = self.save(alice, "Erde \u00e4\U0001f30d")
            sample = alice.get_sample(saved["id"])
            self.assertEqual(("Erde \u00e4\U0001f30d", 1, "alice"), (sample["name"], sample["version"], sample["user"]))
            sample["name"] = None
            self.assertEqual({"id": saved["id"], "version": 2}, alice.save_if_unchanged(sample))
            with self.assertRaises(ConcurrencyError) as caught:
                alice.save_if_unchanged(sample)
            self.assertEqual((40000, "Concurrency violation"), (caught.exception.code, caught.exception.type))
            self.assertIsNotNone(caught.exception.call_id)
            self.assertEqual({"from": "Erde \u00e4\U0001f30d", "to": None}, alice.diff_versions(saved["id"], from_=1)["name"])

    def test_refusals_are_exceptions(self):
        for alice, bob, nobody in self.each_door():
            saved = self.save(alice)
            for error, code, call in (
                (NotFoundError, 50010, lambda: alice.get_sample(NOWHERE)),
                (NotFoundError, 50020, lambda: alice.get_sample(saved["id"], version=2)),
                (InvalidParameterError, 30001, lambda: alice.get_sample("core-1")),
                (InvalidParameterError, 70000, lambda: alice.get_samples([])),
                (UnauthorizedError, 20000, lambda: bob.get_sample(saved["id"])),
                (UnauthorizedError, 20000, lambda: nobody.get_sample(saved["id"])),
                (NoSuchMethodError, -32601, lambda: alice.call("SampleService.no_such_method", {})),
            ):
                with self.assertRaises(error) as caught:
                    call()
                self.assertEqual(code, caught.exception.code)
            for token in ("", "sst_" + 43 * "a"):
                with self.assertRaises(UnauthorizedError):
                    self.save(SampleService(token=token, door=GATEWAY))

    def test_methods_without_parameters_or_result(self):
        for alice, bob, nobody in self.each_door():
            saved = self.save(alice)
            self.assertIsNone(alice.update_sample_acls(saved["id"], read=["bob"]))
            self.assertEqual(["bob"], bob.get_sample_acls(saved["id"])["read"])
            self.assertEqual(("OK", 100), (nobody.status()["state"], nobody.platform_state.get()))
            self.assertEqual("bob", bob.standalone.whoami()["user"])

    def test_data_is_linked(self):
        admin = SampleService(token=self.tokens["admin"]).standalone
        for alice, bob, _ in self.each_door():
            workspace = admin.create_workspace("alice", "Sequencing")["workspace"]
            upa = admin.create_object(workspace, "run 1", "Sequencing.Run-1.0")["upa"]
            admin.set_permission(workspace, "bob", "r")
            saved = self.save(alice)
            link = alice.create_data_link(upa, saved["id"], 1, "core-1")["new_link"]
            self.assertEqual([link], alice.get_data_links_from_sample(saved["id"], 1)["links"])
            self.assertEqual("core", bob.get_sample_via_data(upa, saved["id"], 1)["name"])

    def test_samples_are_found_page_by_page(self):
        for alice, _, nobody in self.each_door():
            ids = [self.save(alice)["id"] for _ in range(5)]
            chosen = {"scope": "mine", "filter": {"on": "id", "in": ids}, "limit": 2}
            self.assertEqual(sorted(ids), sorted(hit["id"] for hit in alice.iter_samples(**chosen)))
            self.assertEqual(5, alice.find_samples(count=True, **chosen)["count"]["value"])
            with self.assertRaises(UnauthorizedError):
                list(nobody.iter_samples(scope="mine"))

    def test_history_links_and_events_are_walked_page_by_page(self):
        admin = SampleService(token=self.tokens["admin"])
        for alice, bob, _ in self.each_door():
            workspace = admin.standalone.create_workspace("alice", "Sequencing")["workspace"]
            upa = admin.standalone.create_object(workspace, "run 1", "Sequencing.Run-1.0")["upa"]
            saved = self.save(alice)
            for _ in range(2):
                alice.save_if_unchanged(alice.get_sample(saved["id"]))
            alice.update_sample_acls(saved["id"], read=["bob"])
            links = [alice.create_data_link(upa, saved["id"], 1, "core-1", dataid=dataid)["new_link"] for dataid in "abc"]

            walked = alice.iter_links(sample={"id": saved["id"]}, limit=2)
            self.assertEqual([link["linkid"] for link in links], [link["linkid"] for link in walked])
            entries = alice.iter_history(saved["id"], kinds=["versions"], limit=2)
            self.assertEqual([1, 2, 3], [entry["version"] for entry in entries])
            # Events get their positions a moment after what they tell of.
            told = bob.iter_events(sample=saved["id"], types=["NEW_SAMPLE"], limit=2, follow=0.05)
            events = list(itertools.islice(told, 3))
            self.assertEqual([1, 2, 3], [event["version"] for event in events])
            self.assertEqual([], list(bob.iter_events(events[-1]["position"], sample=saved["id"], types=["NEW_SAMPLE"])))

    def test_sample_is_seen_as_it_was_and_by_whom(self):
        for alice, bob, _ in self.each_door():
            saved = self.save(alice)
            alice.update_sample_acls(saved["id"], read=["bob"])
            (item,) = bob.get_state([{"id": saved["id"]}], include=["sample", "acls"])["samples"]
            self.assertEqual(("core", ["bob"]), (item["sample"]["name"], item["acls"]["read"]))
            self.assertEqual([], bob.get_node(saved["id"], "core-1")["children"])
            self.assertEqual(["entry"], [reason["via"] for reason in bob.explain_access(saved["id"])["reasons"]])
            self.assertIn("depth", [key["key"] for key in bob.list_metadata_keys(scope="shared")["keys"]])
