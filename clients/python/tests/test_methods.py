"""The client has the methods of the service, as docs/api/openrpc.json tells them."""

import inspect
import unittest

import generate
import sample_service
from sample_service import SampleService


class MethodTests(unittest.TestCase):
    def setUp(self):
        self.document = generate.read_document()
        self.client = SampleService("http://127.0.0.1", "")

    def find(self, method):
        module, _, name = method["name"].rpartition(".")
        part = self.client if module == generate.MAIN else getattr(self.client, generate.part_name(module))
        return getattr(part, name)

    def test_each_method_has_its_parameters(self):
        for method in self.document["methods"]:
            with self.subTest(method["name"]):
                schema = method["params"][0]["schema"] if method["params"] else {}
                expected = {generate.python_name(name): name in schema.get("required", []) for name in schema.get("properties", {})}
                there = {name: parameter.default is inspect.Parameter.empty
                         for name, parameter in inspect.signature(self.find(method)).parameters.items()}
                self.assertEqual(expected, there)

    def test_each_docstring_begins_with_the_summary(self):
        for method in self.document["methods"]:
            with self.subTest(method["name"]):
                self.assertTrue(inspect.getdoc(self.find(method)).startswith(method["summary"]))

    def test_generated_part_is_up_to_date(self):
        self.assertEqual(generate.whole(), generate.CLIENT.read_text(encoding="utf-8"), "run python3 clients/python/generate.py")

    def test_coming_methods_are_not_there_yet(self):
        there = {method["name"] for method in self.document["methods"]}
        self.assertEqual([], [method[0] for method in generate.COMING if method[0] in there], "take them out of generate.COMING")

    def test_version_is_that_of_the_service(self):
        self.assertEqual(self.document["info"]["version"], sample_service.__version__)
