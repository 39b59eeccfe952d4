"""What is tried again: refusals, what was not sent, and reads; never a write whose outcome is not known."""

import ssl
import unittest
from unittest import mock

import sample_service
from sample_service import SampleService

from .stub import GATEWAY, KBASE, LOST, Answer, Clock, Stub, refusal, result

READ, WRITE = "get_sample", "create_sample"


class RetryTests(unittest.TestCase):
    def setUp(self):
        self.clock = Clock()
        patch = mock.patch.object(sample_service, "time", self.clock)
        patch.start()
        self.addCleanup(patch.stop)

    def called(self, method, *answers, door=GATEWAY, **options):
        """The result or error of a call, and how often it was sent."""
        with Stub(*answers) as stub:
            try:
                outcome = getattr(SampleService(stub.url, "t", door=door, **options), method)({"x": 1})
            except sample_service.SampleServiceError as error:
                outcome = type(error)
        return outcome, len(stub.requests)

    def test_refused_call_is_sent_again_when_it_may_be(self):
        for door in (GATEWAY, KBASE):
            for method in (READ, WRITE):
                with self.subTest(method, door=door):
                    self.clock.slept.clear()
                    answers = refusal(-32008, 2, door), refusal(-32009, 1, door), result(7, door)
                    self.assertEqual((7, 3), self.called(method, *answers, door=door))
                    self.assertEqual([True, True], [2 <= self.clock.slept[0] <= 2.5, 1 <= self.clock.slept[1] <= 1.25])

    def test_wait_without_the_header_is_that_of_the_answer(self):
        self.called(WRITE, refusal(-32008), result(7))
        self.assertTrue(0.5 <= self.clock.slept[0] <= 0.625, self.clock.slept)

    def test_refusal_that_lasts_is_told_when_patience_ends(self):
        outcome, sent = self.called(WRITE, refusal(-32003, 2), patience=10)
        self.assertIs(sample_service.PlatformStateError, outcome)
        self.assertTrue(4 <= sent <= 6, sent)
        self.assertLessEqual(sum(self.clock.slept), 10)

    def test_wait_beyond_patience_is_not_begun(self):
        self.assertEqual((sample_service.PlatformStateError, 1), self.called(READ, refusal(-32008, 3600)))
        self.assertEqual([], self.clock.slept)

    def test_read_is_sent_again_when_the_connection_is_lost(self):
        self.assertEqual((7, 3), self.called(READ, LOST, LOST, result(7)))
        self.assertLess(self.clock.slept[0], self.clock.slept[1])

    def test_read_is_sent_again_when_a_proxy_answers(self):
        self.assertEqual((7, 2), self.called(READ, Answer("<html>", 502, {"Retry-After": "1"}), result(7)))
        self.assertGreaterEqual(self.clock.slept[0], 1)

    def test_write_is_sent_once_when_the_connection_is_lost(self):
        self.assertEqual((sample_service.OutcomeUnknownError, 1), self.called(WRITE, LOST, result(7)))

    def test_write_is_sent_once_when_a_proxy_answers(self):
        answer = Answer("<html>", 504, {"Retry-After": "1"})
        self.assertEqual((sample_service.OutcomeUnknownError, 1), self.called(WRITE, answer, result(7)))

    def test_error_of_the_method_is_told_at_once(self):
        error = {"code": -32001, "message": "x", "data": {"code": 70030, "type": "Storage", "message": "x"}}
        self.assertEqual((sample_service.ServiceFailureError, 1), self.called(READ, Answer({"jsonrpc": "2.0", "error": error, "id": 1})))

    def test_unreachable_service_is_waited_for(self):
        with Stub() as stub:
            pass
        with self.assertRaises(sample_service.ServiceUnreachableError):
            SampleService(stub.url, "t").create_sample({})
        self.assertGreater(len(self.clock.slept), 3)

    def test_write_that_could_not_be_sent_is_sent_when_the_service_is_there(self):
        with Stub(result(7)) as stub:
            refused = [OSError("refused"), OSError("refused")]
            connect = sample_service.http.client.HTTPConnection.connect

            def late(connection):
                if refused:
                    raise refused.pop()
                connect(connection)

            with mock.patch.object(sample_service.http.client.HTTPConnection, "connect", late):
                self.assertEqual(7, SampleService(stub.url, "t").create_sample({}))
        self.assertEqual((1, 2), (len(stub.requests), len(self.clock.slept)))

    def test_certificate_that_is_not_trusted_is_told_at_once(self):
        refused = ssl.SSLCertVerificationError("x")
        with mock.patch.object(sample_service.http.client.HTTPConnection, "connect", side_effect=refused):
            with self.assertRaises(sample_service.ServiceUnreachableError):
                SampleService("http://127.0.0.1", "t").status()
        self.assertEqual([], self.clock.slept)

    def test_retry_after_as_a_date(self):
        self.clock.now = 1445412480.0
        self.assertEqual(20, sample_service._seconds("Wed, 21 Oct 2015 07:28:20 GMT"))
        self.assertIsNone(sample_service._seconds("soon"))
