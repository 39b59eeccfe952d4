"""What is sent, and what comes back."""

import os
import tempfile
import unittest
from unittest import mock

import sample_service
from sample_service import SampleService

from .stub import GATEWAY, KBASE, Answer, Stub, result


class CallTests(unittest.TestCase):
    def test_gateway_door(self):
        with Stub(result({"version": 3})) as stub:
            self.assertEqual({"version": 3}, SampleService(stub.url + "/", "t").get_sample("x", version=3))
        (request,) = stub.requests
        self.assertEqual(("/gateway/json-rpc", "Bearer t", "application/json"),
                         (request.path, request.headers["Authorization"], request.headers["Content-Type"]))
        self.assertEqual({"jsonrpc": "2.0", "id": 1, "method": "SampleService.get_sample", "params": {"id": "x", "version": 3}},
                         request.call)

    def test_kbase_door(self):
        with Stub(result({"version": 3}, KBASE)) as stub:
            self.assertEqual({"version": 3}, SampleService(stub.url, "t", door=KBASE).get_sample("x"))
        (request,) = stub.requests
        self.assertEqual("t", request.headers["Authorization"])
        self.assertEqual({"version": "1.1", "id": "1", "method": "SampleService.get_sample", "params": [{"id": "x"}]}, request.call)

    def test_method_without_a_result_on_the_kbase_door(self):
        with Stub(Answer({"version": "1.1", "result": None, "id": "1"})) as stub:
            self.assertIsNone(SampleService(stub.url, "t", door=KBASE).update_sample_acls("x", read=["bob"]))

    def test_method_without_parameters(self):
        for door, sent in ((GATEWAY, {}), (KBASE, [])):
            with self.subTest(door), Stub(result(100, door)) as stub:
                self.assertEqual(100, SampleService(stub.url, "", door=door).platform_state.get())
            self.assertEqual(sent, stub.calls[0]["params"])

    def test_parameters_that_are_left_out(self):
        for door, sent in ((GATEWAY, {}), (KBASE, [{}])):
            with self.subTest(door), Stub(result({}, door)) as stub:
                SampleService(stub.url, "", door=door).find_samples()
            self.assertEqual(sent, stub.calls[0]["params"])

    def test_parameter_named_like_a_word_of_python(self):
        with Stub(result({})) as stub:
            SampleService(stub.url, "").diff_versions("x", from_=1)
        self.assertEqual({"id": "x", "from": 1}, stub.calls[0]["params"])

    def test_numbers_and_texts_stay(self):
        values = {"value": 2**70, "depth": 0.1, "flag": True, "name": "Erde \u00e4\U0001f30d \ud800"}
        with Stub(result(values)) as stub:
            returned = SampleService(stub.url, "").create_sample({"node_tree": [values]})
        self.assertEqual(values, stub.calls[0]["params"]["sample"]["node_tree"][0])
        self.assertEqual((values, int, float), (returned, type(returned["value"]), type(returned["depth"])))

    def test_number_that_json_has_not(self):
        with Stub(result({})) as stub, self.assertRaises(ValueError):
            SampleService(stub.url, "").create_sample({"node_tree": [float("nan")]})
        self.assertEqual([], stub.requests)

    def test_gateway_id(self):
        with Stub(result(100)) as stub:
            SampleService(stub.url, "t", gateway_id="gw-1").platform_state.get()
        self.assertEqual("gw-1", stub.requests[0].headers["X-Service-Gateway-Id"])

    def test_save_if_unchanged(self):
        sample = {"id": "x", "version": 4, "name": "core", "node_tree": [], "user": "alice", "save_date": 1}
        with Stub(result({"id": "x", "version": 5})) as stub:
            SampleService(stub.url, "t").save_if_unchanged(sample)
        self.assertEqual({"sample": {"id": "x", "name": "core", "node_tree": []}, "prior_version": 4}, stub.calls[0]["params"])

    def test_redirect_is_not_followed(self):
        with Stub(result(100)) as other, Stub(Answer("", 302, {"Location": other.url})) as stub:
            with self.assertRaises(sample_service.SampleServiceError):
                SampleService(stub.url, "t").platform_state.get()
        self.assertEqual([], other.requests)


class AddressTests(unittest.TestCase):
    def test_of_the_environment(self):
        with mock.patch.dict(os.environ, {"SAMPLE_SERVICE_URL": "https://samples.example.org"}):
            self.assertEqual("https://samples.example.org", SampleService().url)
            self.assertEqual("http://localhost:1", SampleService("http://localhost:1").url)

    def test_of_another_kind(self):
        for url in ("file:///etc/passwd", "samples.example.org", "ftp://samples.example.org"):
            with self.subTest(url), self.assertRaises(ValueError):
                SampleService(url)

    def test_of_an_unknown_door(self):
        with self.assertRaises(ValueError):
            SampleService(door="node")


class TokenTests(unittest.TestCase):
    def sent(self, *arguments, **options):
        with Stub(result(100)) as stub:
            SampleService(stub.url, *arguments, **options).platform_state.get()
        return stub.requests[0].headers["Authorization"]

    def test_argument(self):
        with mock.patch.dict(os.environ, {"SAMPLE_SERVICE_TOKEN": "e"}):
            self.assertEqual(["Bearer t", "Bearer f", None], [self.sent("t"), self.sent(lambda: "f"), self.sent("")])

    def test_file(self):
        with mock.patch.dict(os.environ, {"SAMPLE_SERVICE_TOKEN": "e"}), tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "token")
            with open(path, "w", encoding="utf-8") as file:
                file.write("t\n")
            self.assertEqual("Bearer t", self.sent(token_file=path))

    def test_environment(self):
        with mock.patch.dict(os.environ, {"SAMPLE_SERVICE_TOKEN": "e\n"}):
            self.assertEqual("Bearer e", self.sent())

    def test_none(self):
        with mock.patch.dict(os.environ):
            os.environ.pop("SAMPLE_SERVICE_TOKEN", None)
            self.assertIsNone(self.sent())

    def test_with_other_characters_is_not_shown(self):
        for token in ("s\nX: y", "s\u00e4"):
            with self.assertRaises(ValueError) as caught:
                self.sent(token)
            self.assertEqual("the token has characters that no token has", str(caught.exception))

    def test_is_not_sent_to_another_machine_without_encryption(self):
        with self.assertRaisesRegex(ValueError, "without encryption"):
            SampleService("http://samples.example.org", "t").status()
