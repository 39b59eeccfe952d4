"""Iterators give what all pages have."""

import unittest
from unittest import mock

import sample_service
from sample_service import SampleService

from .stub import LOST, Clock, Stub, result


class PageTests(unittest.TestCase):
    def test_all_pages_are_walked(self):
        for name, items, arguments in (("iter_samples", "samples", {"scope": "mine"}), ("iter_links", "links", {"upa": "1/2/3"}),
                                       ("iter_history", "entries", {"id": "x"})):
            pages = [result({items: page, "next": after}) for page, after in (([1, 2], "a"), ([], "b"), ([3], None))]
            with self.subTest(name), Stub(*pages) as stub:
                self.assertEqual([1, 2, 3], list(getattr(SampleService(stub.url, ""), name)(limit=2, **arguments)))
            sent = [call["params"] for call in stub.calls]
            self.assertEqual([{**arguments, "limit": 2, **after} for after in ({}, {"cursor": "a"}, {"cursor": "b"})], sent)

    def test_pages_that_nobody_asks_for_are_not_read(self):
        with Stub(result({"samples": [1, 2], "next": "a"})) as stub:
            self.assertEqual(1, next(SampleService(stub.url, "").iter_samples()))
        self.assertEqual(1, len(stub.calls))

    def test_walk_goes_on_from_a_cursor(self):
        with Stub(result({"samples": [3], "next": None})) as stub:
            self.assertEqual([3], list(SampleService(stub.url, "").iter_samples(cursor="b")))
        self.assertEqual({"cursor": "b"}, stub.calls[0]["params"])

    def test_page_that_was_lost_is_read_again(self):
        pages = [result({"samples": [1], "next": "a"}), LOST, result({"samples": [2], "next": None})]
        with Stub(*pages) as stub, mock.patch.object(sample_service, "time", Clock()):
            self.assertEqual([1, 2], list(SampleService(stub.url, "").iter_samples()))
        self.assertEqual(["a", "a"], [call["params"]["cursor"] for call in stub.calls[1:]])

    def test_events_are_walked_by_position(self):
        pages = [([{"position": 4}], 4), ([], 90), ([{"position": 95}], 95), ([], 95)]
        with Stub(*[result({"events": events, "last": last}) for events, last in pages]) as stub:
            events = list(SampleService(stub.url, "").iter_events(3, types=["NEW_SAMPLE"]))
        self.assertEqual([4, 95], [event["position"] for event in events])
        self.assertEqual([3, 4, 90, 95], [call["params"]["after"] for call in stub.calls])
        self.assertEqual(["NEW_SAMPLE"], stub.calls[0]["params"]["types"])

    def test_events_that_are_followed_are_waited_for(self):
        clock = Clock()
        pages = [result({"events": events, "last": last}) for events, last in (([], 3), ([], 3), ([{"position": 4}], 4))]
        with Stub(*pages) as stub, mock.patch.object(sample_service, "time", clock):
            self.assertEqual({"position": 4}, next(SampleService(stub.url, "").iter_events(3, follow=5)))
        self.assertEqual([5, 5], clock.slept)
