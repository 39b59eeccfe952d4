"""Errors of both doors become exceptions that have code and type."""

import unittest

import sample_service
from sample_service import SampleService

from .stub import GATEWAY, KBASE, LOST, Answer, Stub, refusal

CODED = [
    (20000, "Unauthorized", sample_service.UnauthorizedError),
    (30000, "Missing input parameter", sample_service.InvalidParameterError),
    (30001, "Illegal input parameter", sample_service.InvalidParameterError),
    (30010, "Metadata validation failed", sample_service.MetadataValidationError),
    (40000, "Concurrency violation", sample_service.ConcurrencyError),
    (50000, "No such user", sample_service.NotFoundError),
    (50010, "No such sample", sample_service.NotFoundError),
    (50070, "Sample withdrawn", sample_service.NotFoundError),
    (50080, "No such offer", sample_service.NotFoundError),
    (50090, "No such relation", sample_service.NotFoundError),
    (50100, "No such identifier", sample_service.NotFoundError),
    (50110, "No such vocabulary", sample_service.NotFoundError),
    (60000, "Data link exists for data ID", sample_service.ConflictError),
    (60010, "Too many data links", sample_service.ConflictError),
    (60020, "Offer exists", sample_service.ConflictError),
    (60030, "Relation not possible", sample_service.ConflictError),
    (60040, "Identifier in use", sample_service.ConflictError),
    (100000, "Unsupported operation", sample_service.SampleServiceError),
]


def gateway(code, message, data=None, status=200):
    error = {"code": code, "message": message, **({} if data is None else {"data": data})}
    return Answer({"jsonrpc": "2.0", "error": error, "id": 1}, status, {"X-Call-Id": "c-1"})


def kbase(code, name, message):
    return Answer({"error": {"code": code, "name": name, "message": message, "error": None}, "id": "1", "version": "1.1"}, 500,
                  {"X-Call-Id": "c-1"})


class ErrorTests(unittest.TestCase):
    def caught(self, answer, door, repeatable=False):
        with Stub(answer) as stub, self.assertRaises(sample_service.SampleServiceError) as caught:
            SampleService(stub.url, "", door=door, patience=0).call("SampleService.get_sample", {"id": "x"}, repeatable=repeatable)
        return caught.exception

    def test_coded_errors_of_the_gateway_door(self):
        for code, kind, error in CODED:
            with self.subTest(code):
                data = {"code": code, "type": kind, "message": "a: b\nc"}
                self.check(self.caught(gateway(-32001, f"Invocation Error: {kind}: a: b\nc", data), GATEWAY), error, code, kind, "a: b\nc")

    def test_coded_errors_of_the_kbase_door(self):
        for code, kind, error in CODED:
            with self.subTest(code):
                message = f"Sample service error code {code} {kind}: a: b\nc"
                self.check(self.caught(kbase(-32000, "Server error", message), KBASE), error, code, kind, "a: b\nc")

    def test_coded_error_without_a_detail(self):
        error = self.caught(kbase(-32000, "Server error", "Sample service error code 50010 No such sample"), KBASE)
        self.check(error, sample_service.NotFoundError, 50010, "No such sample", "")
        self.assertEqual("50010 No such sample", str(error))

    def test_text_says_code_type_and_detail(self):
        error = self.caught(kbase(-32000, "Server error", "Sample service error code 50010 No such sample: x"), KBASE)
        self.assertEqual("50010 No such sample: x", str(error))

    def test_plain_errors_of_the_kbase_door(self):
        for message, error, code in [
            ("Authentication required for SampleService but no authentication header was passed", sample_service.UnauthorizedError, 70010),
            ("Token validation failed: Invalid token", sample_service.UnauthorizedError, 70010),
            ("params cannot be None", sample_service.InvalidParameterError, 70000),
            ("Error contacting the workspace service", sample_service.SampleServiceError, -32000),
        ]:
            with self.subTest(message):
                caught = self.caught(kbase(-32000, "Server error", message), KBASE)
                self.assertEqual((error, code, message), (type(caught), caught.code, caught.detail))

    def test_errors_of_json_rpc(self):
        for door, answer, error in [
            (GATEWAY, gateway(-32601, "Method Not Found: x"), sample_service.NoSuchMethodError),
            (GATEWAY, gateway(-32602, "Invalid Parameters: x"), sample_service.InvalidParameterError),
            (GATEWAY, gateway(-32603, "Internal Error: x", {"errorId": "c-1"}), sample_service.ServiceFailureError),
            (KBASE, kbase(-32601, "Method not found", None), sample_service.NoSuchMethodError),
            (KBASE, kbase(-32602, "Invalid params", "too many arguments"), sample_service.InvalidParameterError),
            (KBASE, kbase(0, "Unexpected Server Error", "An unexpected server error occurred"), sample_service.ServiceFailureError),
        ]:
            with self.subTest(answer.body["error"], door=door):
                caught = self.caught(answer, door)
                self.assertEqual((error, answer.body["error"]["code"]), (type(caught), caught.code))

    def test_refused_credentials(self):
        body = {"error": {"error": "token_expired", "error_description": "The token has expired."}}
        caught = self.caught(Answer(body, 403), GATEWAY)
        self.assertEqual((sample_service.UnauthorizedError, None, "token_expired"), (type(caught), caught.code, caught.type))
        self.assertEqual("token_expired: The token has expired.", str(caught))

    def test_states_of_the_platform(self):
        for door in (GATEWAY, KBASE):
            for header, expected in ((3, 3.0), (None, 0.5 if door == GATEWAY else None)):
                with self.subTest(door=door, header=header):
                    caught = self.caught(refusal(-32008, header, door), door)
                    self.assertIsInstance(caught, sample_service.PlatformStateError)
                    self.assertEqual((-32008, "busy", expected), (caught.code, caught.state, caught.retry_after))

    def test_answer_of_somebody_else(self):
        for status, error in ((200, sample_service.OutcomeUnknownError), (502, sample_service.OutcomeUnknownError),
                              (404, sample_service.SampleServiceError), (302, sample_service.SampleServiceError)):
            for body in ("<html>", "[]", "{}", '"x"'):
                with self.subTest(status, body=body):
                    caught = self.caught(Answer(body, status), GATEWAY)
                    self.assertEqual((error, f"HTTP {status}"), (type(caught), caught.type))

    def test_connection_that_is_lost(self):
        self.assertIsInstance(self.caught(LOST, GATEWAY), sample_service.OutcomeUnknownError)

    def test_service_that_is_not_there(self):
        with Stub() as stub:
            pass
        with self.assertRaises(sample_service.ServiceUnreachableError):
            SampleService(stub.url, "", patience=0).status()

    def check(self, caught, error, code, kind, detail):
        self.assertIs(error, type(caught))
        self.assertEqual((code, kind, detail, "SampleService.get_sample", "c-1"),
                         (caught.code, caught.type, caught.detail, caught.method, caught.call_id))
