"""Client of the Sample Service, which keeps descriptions of scientific samples: one file, on the standard library alone.

    from sample_service import SampleService

    service = SampleService("https://samples.example.org", token_file="token.txt")
    core = {"id": "core-1", "type": "BioReplicate", "meta_user": {"depth": {"value": 2.5, "units": "m"}}}
    saved = service.create_sample({"name": "soil core", "node_tree": [core]})
    print(service.get_sample(saved["id"])["name"])

Each method of the service is a method here, with the same name and parameters. Those of `SampleService.*` are on the client itself, others
on its parts: `service.standalone.whoami()`. A parameter that is a word of Python has a `_` behind it: `from_`. None stands for a parameter
that is not sent. Values are what JSON has: dicts, lists, strings, numbers. What the service refuses is a SampleServiceError.
"""

from __future__ import annotations

import email.utils
import http.client
import ipaddress
import itertools
import json
import os
import random
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Callable, Iterator

__version__ = "0.1.0"


# Errors


class SampleServiceError(Exception):
    """A call that did not succeed. Its subclasses tell the kinds that programs handle.

    Attributes:
        method: The method that was called.
        code: The code of the service's catalogue of errors, such as 50010; else that of JSON-RPC; None where neither was told.
        type: The type that goes with the code, such as "No such sample"; or that of a refused token, such as "token_expired".
        detail: What in particular was wrong.
        retry_after: Seconds after which it may be tried again, if that was told.
        call_id: The id under which the log of the service has the call, if it was told.
    """

    def __init__(self, detail: str, *, method: str = "", code: int | None = None, type: str = "", retry_after: float | None = None,
                 call_id: str | None = None):
        words = " ".join(str(word) for word in (code, type) if word or word == 0)
        super().__init__(": ".join(text for text in (words, detail) if text))
        self.detail, self.method, self.code, self.type = detail, method, code, type
        self.retry_after, self.call_id = retry_after, call_id


class InvalidParameterError(SampleServiceError):
    """A parameter is missing, or not what it has to be."""


class MetadataValidationError(InvalidParameterError):
    """Controlled metadata did not pass the validators of its keys."""


class UnauthorizedError(SampleServiceError):
    """The caller may not do this, or there is no token that the service takes."""


class NotFoundError(SampleServiceError):
    """A sample, version, node, link, user or data object does not exist."""


class ConcurrencyError(SampleServiceError):
    """Somebody was faster: what the call was conditional on has changed."""


class ConflictError(SampleServiceError):
    """What is asked for does not go together with what is there: data that is linked already, too many links."""


class PlatformStateError(SampleServiceError):
    """The call was refused, and nothing was done: the service is busy, starts or stops, or a backup, update or restore is under way.

    `state` names the state.
    """

    @property
    def state(self) -> str:
        return _STATES.get(self.code, "unknown")


class NoSuchMethodError(SampleServiceError):
    """The service has no such method: it is older than this client, or has not got that part."""


class ServiceFailureError(SampleServiceError):
    """Something failed in the service, or in what it depends on."""


class ServiceUnreachableError(SampleServiceError):
    """There was no connection: nothing was sent."""


class OutcomeUnknownError(SampleServiceError):
    """The connection was lost, or no answer came in time. A call that changes something may have done so: look before it is made again."""


_STATES = {-32002: "starting", -32003: "backup", -32004: "software update", -32005: "restore", -32006: "initialization",
           -32007: "validation", -32008: "busy", -32009: "stopping", -32010: "unknown"}

_KINDS = {
    20000: UnauthorizedError, 70010: UnauthorizedError,
    30000: InvalidParameterError, 30001: InvalidParameterError, 30010: MetadataValidationError, 70000: InvalidParameterError,
    40000: ConcurrencyError, 40010: ConflictError,
    70020: ServiceFailureError, 70030: ServiceFailureError, 70040: ServiceFailureError,
    -32700: InvalidParameterError, -32600: InvalidParameterError, -32602: InvalidParameterError, -32601: NoSuchMethodError,
    -32603: ServiceFailureError, 0: ServiceFailureError,
    **dict.fromkeys(_STATES, PlatformStateError),
}


def _kind(code: int | None) -> type[SampleServiceError]:
    if code is not None and 50000 <= code < 60000:
        return NotFoundError
    if code is not None and 60000 <= code < 70000:
        return ConflictError
    return _KINDS.get(code, SampleServiceError)


# Doors: the two dialects of JSON-RPC that the service speaks over HTTP.


class _GatewayDoor:
    """JSON-RPC 2.0: code and type of an error are members of its own."""

    path = "/gateway/json-rpc"

    def authorization(self, token: str) -> str:
        return "Bearer " + token

    def request(self, method: str, argument: dict | None, number: int) -> dict:
        return {"jsonrpc": "2.0", "id": number, "method": method, "params": argument or {}}

    def result(self, result: Any) -> Any:
        return result

    def error(self, error: dict) -> tuple[int | None, str, str, float | None]:
        """Code, type, detail and seconds to wait of an error."""
        if isinstance(error.get("error"), str):
            # What was presented is refused, whatever was called.
            return None, error["error"], str(error.get("error_description", "")), None
        name, _, detail = str(error.get("message", "")).partition(": ")
        data = error.get("data")
        data = data if isinstance(data, dict) else {}
        if "code" in data:
            return data["code"], str(data.get("type", "")), str(data.get("message", "")), None
        wait = data.get("retryAfterMs")
        return error.get("code"), name, detail, None if wait is None else wait / 1000


class _KBaseDoor:
    """JSON-RPC 1.1, as the KBase Sample Service has it: code and type of an error are in its text."""

    path = ""

    _CODED = re.compile(r"Sample service error code (\d+) ([^:]*)(?:: (.*))?", re.DOTALL)
    # These have no code of their own here. The codes are those that the other door has for them.
    _PLAIN = (
        (("Authentication required for ", "Token validation failed: "), 70010, "Token"),
        (("params cannot be ", "Missing ", "Cannot provide empty list ", "Malformed ", "samples cannot be "), 70000, "Parameter"),
    )

    def authorization(self, token: str) -> str:
        return token

    def request(self, method: str, argument: dict | None, number: int) -> dict:
        return {"version": "1.1", "id": str(number), "method": method, "params": [] if argument is None else [argument]}

    def result(self, result: Any) -> Any:
        return result[0] if isinstance(result, list) and result else None

    def error(self, error: dict) -> tuple[int | None, str, str, float | None]:
        """Code, type, detail and seconds to wait of an error."""
        message = str(error.get("message") or "")
        coded = self._CODED.fullmatch(message)
        if coded:
            return int(coded[1]), coded[2], coded[3] or "", None
        for beginnings, code, kind in self._PLAIN:
            if error.get("code") == -32000 and message.startswith(beginnings):
                return code, kind, message, None
        return error.get("code"), str(error.get("name", "")), message, None


_DOORS = {"gateway": _GatewayDoor, "kbase": _KBaseDoor}


# HTTP


class _NotConnected(OSError):
    """There is no connection, so nothing was sent."""


class _Connecting:
    """Tells a connection that there never was from one that broke."""

    def connect(self) -> None:
        try:
            super().connect()
        except OSError as error:
            raise _NotConnected(str(error)) from error


class _PlainConnection(_Connecting, http.client.HTTPConnection):
    pass


class _TlsConnection(_Connecting, http.client.HTTPSConnection):
    pass


class _PlainHandler(urllib.request.HTTPHandler):
    def http_open(self, request):
        return self.do_open(_PlainConnection, request)


class _TlsHandler(urllib.request.HTTPSHandler):
    def __init__(self, context: ssl.SSLContext | None):
        super().__init__()
        self._tls = context

    def https_open(self, request):
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self.do_open(_TlsConnection, request, context=self._tls)


class _EveryStatus(urllib.request.HTTPErrorProcessor):
    """Answers of every status are read. None leads to another place, to which the token would go along."""

    def http_response(self, request, response):
        return response

    https_response = http_response


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _seconds(retry_after: str | None) -> float | None:
    """The header Retry-After, which has seconds or a date."""
    if retry_after is None:
        return None
    try:
        return max(0.0, float(int(retry_after)))
    except ValueError:
        date = email.utils.parsedate_tz(retry_after)
        return None if date is None else max(0.0, email.utils.mktime_tz(date) - time.time())


# Methods


class _Part:
    """Methods of one module of the service."""

    def __init__(self, client: "SampleService"):
        self._client = client

    def _read(self, method: str, argument: dict | None = None) -> Any:
        return self._client.call(method, argument, repeatable=True)

    def _write(self, method: str, argument: dict | None = None) -> Any:
        return self._client.call(method, argument)


# <methods> What follows, up to the end mark, is made from docs/api/openrpc.json: python3 clients/python/generate.py


class SampleServiceMethods(_Part):
    """Methods of `SampleService`."""

    def create_sample(self, sample: dict, *, prior_version: int | None = None, as_admin: bool | None = None,
                      as_user: str | None = None) -> dict:
        """Saves a new sample, or a new version of one.

        Version 1 makes the caller the owner. A new version replaces the whole tree, keeps owner and ACLs, and has the number of the newest
        plus one. Versions are never changed and never deleted. Validators run before the caller's rights are looked at.

        Args:
            sample: The sample.
            prior_version: Saves only if the newest version is this one: of two callers who change the same version one is refused.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `id`, `version`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 30010 Metadata validation failed,
            40000 Concurrency violation, 50000 No such user, 50010 No such sample
        """
        return self._write("SampleService.create_sample", {"sample": sample, "prior_version": prior_version, "as_admin": as_admin,
            "as_user": as_user})

    def get_sample(self, id: str, *, version: int | None = None, as_admin: bool | None = None) -> dict:
        """Reads a version of a sample.

        Metadata comes back with its keys in the order sent. `Compatibility:NumberForm` chooses the form of numbers.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            version: The version of the sample; the newest when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `id`, `user`, `name`, `node_tree`, `save_date`, `version`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50010 No such sample,
            50020 No such sample version
        """
        return self._read("SampleService.get_sample", {"id": id, "version": version, "as_admin": as_admin})

    def get_samples(self, samples: list, *, as_admin: bool | None = None) -> list:
        """Reads versions of many samples.

        One item that fails makes the call fail.

        Args:
            samples: The versions that are wanted.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: In the order asked for.
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50010 No such sample,
            50020 No such sample version
        """
        return self._read("SampleService.get_samples", {"samples": samples, "as_admin": as_admin})

    def get_sample_acls(self, id: str, *, as_admin: bool | None = None) -> dict:
        """Reads the ACLs of a sample.

        Whoever may read the sample sees all its ACLs. Users whom a KBase deployment keeps out of sight are left out of `read`.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `owner`, `admin`, `write`, `read`, `public_read`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50010 No such sample
        """
        return self._read("SampleService.get_sample_acls", {"id": id, "as_admin": as_admin})

    def update_sample_acls(self, id: str, *, admin: list | None = None, write: list | None = None, read: list | None = None,
                           remove: list | None = None, public_read: int | None = None, at_least: bool | None = None,
                           as_admin: bool | None = None) -> None:
        """Changes the ACLs of a sample for some users.

        A user who is named is taken out of the lists that do not name them; with `at_least` nobody moves to a lesser list. Users who are
        not named keep what they have. Two changes at once are both in the result.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            admin: Users who may read, write and change the ACLs.
            write: Users who may read and save versions.
            read: Users who may read.
            remove: Users who lose what they have.
            public_read: Above 0: everybody may read. Below 0: no longer. 0, null, absent: no change.
            at_least: Whether nobody is given less than they have.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample
        """
        return self._write("SampleService.update_sample_acls", {"id": id, "admin": admin, "write": write, "read": read, "remove": remove,
            "public_read": public_read, "at_least": at_least, "as_admin": as_admin})

    def update_samples_acls(self, ids: list, *, admin: list | None = None, write: list | None = None, read: list | None = None,
                            remove: list | None = None, public_read: int | None = None, at_least: bool | None = None,
                            as_admin: bool | None = None) -> None:
        """Changes the ACLs of many samples for some users.

        The samples are changed one after the other: those before one that fails stay changed.

        Args:
            ids: The samples.
            admin: Users who may read, write and change the ACLs.
            write: Users who may read and save versions.
            read: Users who may read.
            remove: Users who lose what they have.
            public_read: Above 0: everybody may read. Below 0: no longer. 0, null, absent: no change.
            at_least: Whether nobody is given less than they have.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample
        """
        return self._write("SampleService.update_samples_acls", {"ids": ids, "admin": admin, "write": write, "read": read, "remove": remove,
            "public_read": public_read, "at_least": at_least, "as_admin": as_admin})

    def replace_sample_acls(self, id: str, acls: dict, *, as_admin: bool | None = None) -> None:
        """Replaces all ACLs of a sample.

        The owner is not part of it: to send back what `get_sample_acls` gave, leave `owner` out.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            acls: All ACLs; an absent list becomes empty.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample
        """
        return self._write("SampleService.replace_sample_acls", {"id": id, "acls": acls, "as_admin": as_admin})

    def create_data_link(self, upa: str, id: str, version: int, node: str, *, dataid: str | None = None, update: bool | None = None,
                         as_admin: bool | None = None, as_user: str | None = None) -> dict:
        """Links a data unit to a node of a sample version.

        A data unit has at most one active link. With `update` an active link to another node ends one millisecond before the new one
        begins; an active link to the very same node stays, and is the result.

        Args:
            upa: A version of a workspace object, `workspace/object/version`.
            id: The sample: a UUID in any letter case, with or without hyphens.
            version: The version of the sample, 1 to the newest.
            node: The node of that version.
            dataid: Names a part of the object; together with `upa` the data unit. Absent, null or blank: the whole object.
            update: Whether an active link of the data unit is replaced; else it is an error.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `new_link`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample,
            50020 No such sample version, 50030 No such sample node, 50040 No such workspace data, 60000 Data link exists for data ID,
            60010 Too many data links
        """
        return self._write("SampleService.create_data_link", {"upa": upa, "id": id, "version": version, "node": node, "dataid": dataid,
            "update": update, "as_admin": as_admin, "as_user": as_user})

    def propagate_data_links(self, id: str, version: int, previous_version: int, *, ignore_types: list | None = None,
                             update: bool | None = None, effective_time: int | None = None, as_admin: bool | None = None,
                             as_user: str | None = None) -> dict:
        """Copies the links of one version of a sample to another version.

        A copy has the data id of the original with an underscore and `version` behind it. Only links whose workspace the caller can read
        are copied. They are made one after the other: those before one that fails stay.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            version: The version of the sample, 1 to the newest.
            previous_version: The version whose links are copied.
            ignore_types: Links from objects of these types are not copied, `Module.Type`.
            update: Whether an active link of the data unit is replaced; else it is an error.
            effective_time: Shows the links that were active at that moment, in milliseconds since 1970. Absent or null: those that are
                active now.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `links`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample,
            50020 No such sample version, 50030 No such sample node, 50040 No such workspace data, 60000 Data link exists for data ID,
            60010 Too many data links
        """
        return self._write("SampleService.propagate_data_links", {"id": id, "version": version, "previous_version": previous_version,
            "ignore_types": ignore_types, "update": update, "effective_time": effective_time, "as_admin": as_admin, "as_user": as_user})

    def expire_data_link(self, upa: str, *, dataid: str | None = None, as_admin: bool | None = None, as_user: str | None = None) -> None:
        """Ends the active link of a data unit.

        The link is never deleted: listings for a moment before still show it. The object itself may be deleted.

        Args:
            upa: A version of a workspace object, `workspace/object/version`.
            dataid: Names a part of the object; together with `upa` the data unit. Absent, null or blank: the whole object.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample,
            50040 No such workspace data, 50050 No such data link
        """
        return self._write("SampleService.expire_data_link", {"upa": upa, "dataid": dataid, "as_admin": as_admin, "as_user": as_user})

    def get_data_link(self, linkid: str) -> dict:
        """Reads a link, ended or not, by its id.

        Args:
            linkid: The link.

        Returns: `linkid`, `upa`, `dataid`, `id`, `version`, `node`, `createdby`, `created`, `expiredby`, `expired`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50050 No such data link
        """
        return self._read("SampleService.get_data_link", {"linkid": linkid})

    def get_data_links_from_sample(self, id: str, version: int, *, effective_time: int | None = None, as_admin: bool | None = None) -> dict:
        """Lists the links of a sample version.

        Links from workspaces that the caller cannot read are left out.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            version: The version of the sample, 1 to the newest.
            effective_time: Shows the links that were active at that moment, in milliseconds since 1970. Absent or null: those that are
                active now.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `links`, `effective_time`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample,
            50020 No such sample version
        """
        return self._read("SampleService.get_data_links_from_sample", {"id": id, "version": version, "effective_time": effective_time,
            "as_admin": as_admin})

    def get_data_links_from_sample_set(self, sample_ids: list, effective_time: int, *, as_admin: bool | None = None) -> dict:
        """Lists the links of many sample versions.

        In the order of the samples asked for. Samples that do not exist, as long as one does, and versions that do not exist have no links.

        Args:
            sample_ids: The sample versions.
            effective_time: Shows the links that were active at that moment, in milliseconds since 1970. Absent or null: those that are
                active now.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `links`, `effective_time`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample
        """
        return self._read("SampleService.get_data_links_from_sample_set", {"sample_ids": sample_ids, "effective_time": effective_time,
            "as_admin": as_admin})

    def get_data_links_from_data(self, upa: str, *, effective_time: int | None = None, as_admin: bool | None = None) -> dict:
        """Lists the links of a version of a workspace object, over all its data units.

        ACLs of samples are not looked at: whoever can read the data sees its links, ids of samples and names of nodes included.

        Args:
            upa: A version of a workspace object, `workspace/object/version`.
            effective_time: Shows the links that were active at that moment, in milliseconds since 1970. Absent or null: those that are
                active now.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `links`, `effective_time`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50040 No such workspace data
        """
        return self._read("SampleService.get_data_links_from_data", {"upa": upa, "effective_time": effective_time, "as_admin": as_admin})

    def get_sample_via_data(self, upa: str, id: str, version: int) -> dict:
        """Reads a version of a sample through data that is or was linked to it.

        ACLs of the sample are not looked at, and any of its versions may be read. There is no administration mode.

        Args:
            upa: A version of a workspace object, `workspace/object/version`.
            id: The sample: a UUID in any letter case, with or without hyphens.
            version: The version of the sample, 1 to the newest.

        Returns: `id`, `user`, `name`, `node_tree`, `save_date`, `version`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50020 No such sample version,
            50040 No such workspace data, 50050 No such data link
        """
        return self._read("SampleService.get_sample_via_data", {"upa": upa, "id": id, "version": version})

    def find_links(self, *, sample: dict | None = None, upa: str | None = None, object: str | None = None, workspace: int | None = None,
                   dataid: str | None = None, state: str | None = None, at: int | None = None, created_from: int | None = None,
                   created_to: int | None = None, created_by: str | None = None, order: str | None = None,
                   check_objects: bool | None = None, limit: int | None = None, cursor: str | None = None,
                   as_admin: bool | None = None) -> dict:
        """Lists links of a sample, an object or a workspace, ended ones too, page by page.

        By `sample`, links from workspaces that the caller cannot read are left out. By `upa`, `object` and `workspace` whoever can read the
        workspace sees all links, and ACLs of samples are not looked at. There is no upper bound on what can be walked, and pages of one
        walk fit together.

        Args:
            sample: Links of this sample.
            upa: Links of this version of a workspace object, `workspace/object/version`.
            object: Links of all versions of a workspace object, `workspace/object`.
            workspace: Links of all objects of this workspace.
            dataid: With `upa`: only links of this part of the object. Absent or null: of all.
            state: Which of them; `active` when absent or null.
            at: With `state` `active`: those that were active at this moment, in milliseconds since 1970. Absent, null or not past: the
                present.
            created_from: Made at this moment or later.
            created_to: Made at this moment or earlier.
            created_by: Made by this user.
            order: Whether the oldest come first (`asc`, also when absent or null) or the newest.
            check_objects: Whether to say of each link whether its object is still there.
            limit: How many items a page has at most: 1 to 1000; 100 when absent or null.
            cursor: `next` of the page before, with the same other parameters; `limit` may change. The first page when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `links`, `next`, `examined`, `at`, `settled`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample,
            50020 No such sample version, 50030 No such sample node, 50040 No such workspace data
        """
        return self._read("SampleService.find_links", {"sample": sample, "upa": upa, "object": object, "workspace": workspace,
            "dataid": dataid, "state": state, "at": at, "created_from": created_from, "created_to": created_to, "created_by": created_by,
            "order": order, "check_objects": check_objects, "limit": limit, "cursor": cursor, "as_admin": as_admin})

    def get_state(self, samples: list, *, at: int | None = None, include: list | None = None, withdrawn: bool | None = None,
                  as_admin: bool | None = None) -> dict:
        """Reads many samples with all around them, as of one moment.

        All of it is from one snapshot of the database. The state of a moment: the newest version saved until then, the ACLs after the last
        change until then, the links, relations and identifiers that were active. Rights, and which workspaces can be read, are always the
        present ones. What is wrong with one sample is told in its place.

        Args:
            samples: The samples; without a version the newest of then.
            at: The moment, in milliseconds since 1970. Absent, null or not past: the present.
            include: What is wanted of each; `["sample"]` when absent or null.
            withdrawn: Whether withdrawn samples are shown to those who may restore them.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `at`, `settled`, `samples`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample,
            50020 No such sample version, 50070 Sample withdrawn
        """
        return self._read("SampleService.get_state", {"samples": samples, "at": at, "include": include, "withdrawn": withdrawn,
            "as_admin": as_admin})

    def get_history(self, id: str, *, kinds: list | None = None, from_: int | None = None, to: int | None = None, order: str | None = None,
                    limit: int | None = None, cursor: str | None = None, as_admin: bool | None = None) -> dict:
        """Lists what happened to a sample.

        The members after the first four depend on the kind. Past ACLs, and who changed them, are for those who may administrate the sample;
        links from workspaces that the caller cannot read are left out. Nothing of a history is ever removed or changed, so pages of one
        walk fit together.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            kinds: What is wanted; when absent or null all that the caller may see.
            from_: Nothing before this moment, in milliseconds since 1970.
            to: Nothing after this moment.
            order: Whether the oldest come first (`asc`, also when absent or null) or the newest.
            limit: How many items a page has at most: 1 to 1000; 100 when absent or null.
            cursor: `next` of the page before, with the same other parameters; `limit` may change. The first page when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `entries`, `next`, `examined`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample
        """
        return self._read("SampleService.get_history", {"id": id, "kinds": kinds, "from": from_, "to": to, "order": order, "limit": limit,
            "cursor": cursor, "as_admin": as_admin})

    def get_node(self, id: str, node: str, *, version: int | None = None, as_admin: bool | None = None) -> dict:
        """Reads one node of a sample.

        Costs next to nothing however large the sample is: nothing else of its tree is read. Links from workspaces that the caller cannot
        read are not counted; anonymous callers are not told of links.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            node: The node.
            version: The version of the sample; the newest when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `id`, `type`, `parent`, `meta_controlled`, `meta_user`, `source_meta`, `children`, `links`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50010 No such sample,
            50020 No such sample version, 50030 No such sample node, 50070 Sample withdrawn
        """
        return self._read("SampleService.get_node", {"id": id, "node": node, "version": version, "as_admin": as_admin})

    def explain_access(self, id: str, *, user: str | None = None, level: str | None = None, at: int | None = None,
                       as_admin: bool | None = None) -> dict:
        """Tells why somebody may do something with a sample, and since when.

        `data_link` opens the sample through `get_sample_via_data`, for ever; at most 100 objects are asked about, those with the newest
        links. `administrator` is told of the caller alone. These two do not make `allowed` true.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            user: Whose access is explained: a user, or `*` for everybody, anonymous callers included. Absent or null: the caller.
            level: The level that is explained. Absent or null: read.
            at: A moment that is not past, in milliseconds since 1970, and stands for now, as absent and null do.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `id`, `user`, `level`, `at`, `allowed`, `reasons`, `history`, `recorded_since`, `incomplete`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample
        """
        return self._read("SampleService.explain_access", {"id": id, "user": user, "level": level, "at": at, "as_admin": as_admin})

    def diff_versions(self, id: str, from_: int, *, to: int | None = None, as_admin: bool | None = None) -> dict:
        """Tells what changed between two versions of a sample.

        Two forms of one number, `1` and `1.0`, are no difference, and neither is another order of keys. Nodes that were added or removed
        are told whole, and their values not again.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            from_: The version before.
            to: The version after; the newest when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `from`, `to`, `name`, `nodes`, `values`, `order_changed`, `truncated`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50010 No such sample,
            50020 No such sample version, 50070 Sample withdrawn
        """
        return self._read("SampleService.diff_versions", {"id": id, "from": from_, "to": to, "as_admin": as_admin})

    def find_samples(self, *, scope: str | None = None, filter: dict | None = None, sort: dict | None = None, include: list | None = None,
                     columns: list | None = None, count: bool | None = None, withdrawn: bool | None = None, facets: list | None = None,
                     limit: int | None = None, cursor: str | None = None, as_admin: bool | None = None) -> dict:
        """Finds samples that the caller may read.

        A call sees every write that was acknowledged before it began. Pages of one walk are different moments; sorted by `created`, a
        sample that could be read and matched throughout is given exactly once.

        Args:
            scope: `mine`: samples that the caller owns. `shared`: those of others in whose ACLs the caller is. `public`: those everybody
                may read. `readable`: any of the three. `all`: all there are, with `as_admin`. When absent or null `readable`, with
                `as_admin` `all`.
            filter: What holds for the samples: see [finding samples](../finding.md). Everything when absent or null.
            sort: By what they are sorted. The newest first when absent or null.
            include: What is shown of each sample besides.
            columns: Metadata values to show of each sample.
            count: Whether to count how many match, on the first page.
            withdrawn: The withdrawn samples instead of the others, with `scope` `mine` or `all`.
            facets: Metadata values whose frequencies are counted among all that match, on the first page.
            limit: How many items a page has at most: 1 to 1000; 100 when absent or null.
            cursor: `next` of the page before, with the same other parameters; `limit` may change. The first page when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `samples`, `next`, `examined`, `count`, `facets`, `index`
        Errors: 20000 Unauthorized, 30001 Illegal input parameter, 50040 No such workspace data
        """
        return self._read("SampleService.find_samples", {"scope": scope, "filter": filter, "sort": sort, "include": include,
            "columns": columns, "count": count, "withdrawn": withdrawn, "facets": facets, "limit": limit, "cursor": cursor,
            "as_admin": as_admin})

    def list_metadata_keys(self, *, scope: str | None = None, prefix: str | None = None, kind: str | None = None, limit: int | None = None,
                           cursor: str | None = None, as_admin: bool | None = None) -> dict:
        """Lists the metadata keys in use, with their types and units.

        A key is listed only if a sample that the caller can read has it. The newest 10 000 samples of the scope are looked at.

        Args:
            scope: In which samples, as `find_samples` has it; `vocabulary`: all keys and prefixes of the configuration, used or not. `all`
                needs `as_admin`. When absent or null `mine`, for anonymous callers `public`.
            prefix: How the keys begin.
            kind: The kind of metadata; `any` when absent or null.
            limit: How many items a page has at most: 1 to 1000; 100 when absent or null.
            cursor: `next` of the page before, with the same other parameters; `limit` may change. The first page when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `keys`, `next`, `examined`, `as_of`
        Errors: 20000 Unauthorized, 30001 Illegal input parameter
        """
        return self._read("SampleService.list_metadata_keys", {"scope": scope, "prefix": prefix, "kind": kind, "limit": limit,
            "cursor": cursor, "as_admin": as_admin})

    def get_events(self, *, after: int | None = None, types: list | None = None, sample: str | None = None, limit: int | None = None,
                   as_admin: bool | None = None) -> dict:
        """Tells what has changed since a position.

        Shown are the events of samples that the caller can read now, and of links only those whose workspace the caller can read. An event
        says that something changed and where, never what: whoever is told must ask, and is then checked. A call looks at 10 000 positions
        at most, so `last` may grow while nothing is shown.

        Args:
            after: The position of the last event seen; 0 when absent or null.
            types: Only events of these types, 1 to 20.
            sample: Only events of this sample, which the caller has to be able to read.
            limit: How many at most; 100 when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `events`, `last`, `head`, `oldest`
        Errors: 20000 Unauthorized, 30001 Illegal input parameter, 50010 No such sample
        """
        return self._read("SampleService.get_events", {"after": after, "types": types, "sample": sample, "limit": limit,
            "as_admin": as_admin})

    def get_metadata_key_static_metadata(self, keys: list, *, prefix: int | None = None) -> dict:
        """Tells what the deployment says of metadata keys.

        Args:
            keys: The keys.
            prefix: 0 or absent: keys. 1: the prefixes that are named. 2: all prefixes that the keys begin with, shortest first.

        Returns: `static_metadata`
        Errors: 30001 Illegal input parameter
        """
        return self._read("SampleService.get_metadata_key_static_metadata", {"keys": keys, "prefix": prefix})

    def validate_samples(self, samples: list) -> dict:
        """Checks samples as saving does, and lists all findings of validators, without saving.

        Only what validators find is listed; any other fault ends the call. Ids, rights and `prior_version` play no part.

        Args:
            samples: The samples, each with a name.

        Returns: `errors`
        Errors: 30000 Missing input parameter, 30001 Illegal input parameter
        """
        return self._read("SampleService.validate_samples", {"samples": samples})

    def list_vocabularies(self) -> dict:
        """Lists the vocabularies that the deployment ever ran with.

        A *vocabulary* is a configuration of validators. The same configuration has the same id everywhere.
        [docs/vocabularies.md](../vocabularies.md) says what they are for.

        Returns: `vocabularies`
        Errors: 30001 Illegal input parameter
        """
        return self._read("SampleService.list_vocabularies", {})

    def revalidate_samples(self, *, vocabulary: str | None = None, samples: list | None = None, scope: str | None = None,
                           filter: dict | None = None, compare_with: str | None = None, limit: int | None = None, cursor: str | None = None,
                           as_admin: bool | None = None) -> dict:
        """Tells what a vocabulary says of stored samples, and changes nothing.

        A whole deployment is done by walking the pages: the cursor is the progress, and two runs over unchanged samples report the same.
        [docs/vocabularies.md](../vocabularies.md) has a walk through.

        Args:
            vocabulary: The vocabulary to validate with; the current one when absent or null.
            samples: The samples; without a version the newest. In their place `scope` and `filter` may say which.
            scope: Whose samples, as `find_samples` has it; `mine` when absent or null. `all` needs `as_admin`.
            filter: What holds for the samples: see [finding samples](../finding.md). Everything when absent or null.
            compare_with: Another vocabulary: only what differs between its findings and those of `vocabulary` is reported.
            limit: How many samples a page has at most: 1 to 500; 100 when absent or null.
            cursor: `next` of the page before, with the same other parameters; `limit` may change. The first page when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `reports`, `checked`, `failed`, `by_key`, `next`, `examined`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50010 No such sample,
            50020 No such sample version, 50040 No such workspace data, 50110 No such vocabulary
        """
        return self._read("SampleService.revalidate_samples", {"vocabulary": vocabulary, "samples": samples, "scope": scope,
            "filter": filter, "compare_with": compare_with, "limit": limit, "cursor": cursor, "as_admin": as_admin})

    def apply(self, operations: list, *, atomic: bool | None = None, request_id: str | None = None, validate_only: bool | None = None,
              as_admin: bool | None = None, as_user: str | None = None) -> dict:
        """Does up to 1000 writes of any kind in one transaction.

        [docs/apply.md](../apply.md) has the whole of it: names within a call, preconditions, what is done when something fails, and what it
        costs.

        Args:
            operations: The operations, in the order in which they take effect; each sees what those before it did.
            atomic: Whether all are done or none; true when absent or null. False: one that fails leaves the others alone.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            validate_only: Whether all checks are made and nothing is stored.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `applied`, `at`, `results`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 30010 Metadata validation failed,
            40000 Concurrency violation, 40010 Request ID used before, 50000 No such user, 50070 Sample withdrawn
        """
        return self._write("SampleService.apply", {"operations": operations, "atomic": atomic, "request_id": request_id,
            "validate_only": validate_only, "as_admin": as_admin, "as_user": as_user})

    def end_link(self, linkid: str, *, request_id: str | None = None, as_admin: bool | None = None, as_user: str | None = None) -> None:
        """Ends a link, also where its data is gone.

        To free a sample of links to deleted data: `find_links` with `check_objects`, then `apply` with an `end_link` for each.

        Args:
            linkid: The link.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40010 Request ID used before,
            50000 No such user, 50010 No such sample, 50050 No such data link
        """
        return self._write("SampleService.end_link", {"linkid": linkid, "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def offer_sample(self, id: str, to: str, *, keep: str | None = None, expires: int | None = None, message: str | None = None,
                     if_version: int | None = None, if_acl_version: int | None = None, request_id: str | None = None,
                     as_admin: bool | None = None, as_user: str | None = None) -> dict:
        """Offers a sample to another user.

        Nobody becomes an owner unasked: the addressee accepts, or does not. An offer gives no right to read. It ends when it is answered,
        taken back, or expires, and with the withdrawal of the sample.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            to: The user who becomes the owner by accepting. No group.
            keep: What the owner of now keeps when it is accepted; `admin` when absent or null.
            expires: Until when it can be accepted, in milliseconds since 1970, at most 365 days ahead; in 30 days when absent or null.
            message: What the addressee is told.
            if_version: Only if the newest version is this one.
            if_acl_version: Only if the ACLs are in this state, which `get_state`, `get_history` and `find_samples` show as `acl_version`.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `id`, `from`, `to`, `keep`, `message`, `created`, `expires`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user, 50010 No such sample, 50070 Sample withdrawn, 60020 Offer exists
        """
        return self._write("SampleService.offer_sample", {"id": id, "to": to, "keep": keep, "expires": expires, "message": message,
            "if_version": if_version, "if_acl_version": if_acl_version, "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def accept_offer(self, id: str, *, if_version: int | None = None, if_acl_version: int | None = None, request_id: str | None = None,
                     as_admin: bool | None = None, as_user: str | None = None) -> None:
        """Makes the caller, to whom it is offered, the owner of a sample.

        The new owner leaves all lists of the ACLs, and the former one comes into that which the offer says, in one change of the ACLs.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            if_version: Only if the newest version is this one.
            if_acl_version: Only if the ACLs are in this state, which `get_state`, `get_history` and `find_samples` show as `acl_version`.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user, 50070 Sample withdrawn, 50080 No such offer
        """
        return self._write("SampleService.accept_offer", {"id": id, "if_version": if_version, "if_acl_version": if_acl_version,
            "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def decline_offer(self, id: str, *, if_version: int | None = None, if_acl_version: int | None = None, request_id: str | None = None,
                      as_admin: bool | None = None, as_user: str | None = None) -> None:
        """Ends an offer that the caller does not want.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            if_version: Only if the newest version is this one.
            if_acl_version: Only if the ACLs are in this state, which `get_state`, `get_history` and `find_samples` show as `acl_version`.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user, 50070 Sample withdrawn, 50080 No such offer
        """
        return self._write("SampleService.decline_offer", {"id": id, "if_version": if_version, "if_acl_version": if_acl_version,
            "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def cancel_offer(self, id: str, *, if_version: int | None = None, if_acl_version: int | None = None, request_id: str | None = None,
                     as_admin: bool | None = None, as_user: str | None = None) -> None:
        """Takes an offer back.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            if_version: Only if the newest version is this one.
            if_acl_version: Only if the ACLs are in this state, which `get_state`, `get_history` and `find_samples` show as `acl_version`.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user, 50070 Sample withdrawn, 50080 No such offer
        """
        return self._write("SampleService.cancel_offer", {"id": id, "if_version": if_version, "if_acl_version": if_acl_version,
            "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def leave_sample(self, id: str, *, if_version: int | None = None, if_acl_version: int | None = None, request_id: str | None = None,
                     as_admin: bool | None = None, as_user: str | None = None) -> None:
        """Removes the caller's own entry from the ACLs of a sample.

        Entries of groups stay, and so does what everybody may. An owner offers the sample first.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            if_version: Only if the newest version is this one.
            if_acl_version: Only if the ACLs are in this state, which `get_state`, `get_history` and `find_samples` show as `acl_version`.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user, 50010 No such sample, 50070 Sample withdrawn
        """
        return self._write("SampleService.leave_sample", {"id": id, "if_version": if_version, "if_acl_version": if_acl_version,
            "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def withdraw_sample(self, id: str, reason: str, *, version: int | None = None, if_version: int | None = None,
                        if_acl_version: int | None = None, request_id: str | None = None, as_admin: bool | None = None,
                        as_user: str | None = None) -> dict:
        """Withdraws a sample or one version of it.

        Nothing is erased, and the active links to it end. [docs/withdrawing.md](../withdrawing.md) says who sees what of it.

        Args:
            id: The sample: a UUID, or `#` and the number of an earlier `create_sample` of the list, from 0.
            reason: Why, as those are told who could read it.
            version: The version; the whole sample when absent or null.
            if_version: Only if the newest version is this one.
            if_acl_version: Only if the ACLs are in this state, which `get_state`, `get_history` and `find_samples` show as `acl_version`.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `id`, `version`, `reason`, `by`, `at`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user, 50010 No such sample, 50020 No such sample version, 50070 Sample withdrawn
        """
        return self._write("SampleService.withdraw_sample", {"id": id, "reason": reason, "version": version, "if_version": if_version,
            "if_acl_version": if_acl_version, "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def restore_sample(self, id: str, *, version: int | None = None, if_version: int | None = None, if_acl_version: int | None = None,
                       request_id: str | None = None, as_admin: bool | None = None, as_user: str | None = None) -> None:
        """Takes a withdrawal back.

        Content and ACLs are those from before. Links that ended with the withdrawal stay ended.

        Args:
            id: The sample: a UUID, or `#` and the number of an earlier `create_sample` of the list, from 0.
            version: The version; the whole sample when absent or null.
            if_version: Only if the newest version is this one.
            if_acl_version: Only if the ACLs are in this state, which `get_state`, `get_history` and `find_samples` show as `acl_version`.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user, 50010 No such sample, 50020 No such sample version
        """
        return self._write("SampleService.restore_sample", {"id": id, "version": version, "if_version": if_version,
            "if_acl_version": if_acl_version, "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def add_relation(self, type: str, from_: dict, to: dict, *, if_version: int | None = None, if_acl_version: int | None = None,
                     request_id: str | None = None, as_admin: bool | None = None, as_user: str | None = None) -> dict:
        """Relates a sample to another one that it comes from, or is.

        If the same is said already, by an active relation, nothing is changed, and that relation is the result. Relations are seen by those
        who may read `from`; `same_as` and `related_to`, which say the same of both, by those who may read either.

        Args:
            type: What is said of `from`: that it is derived from, an aliquot of, ... `to`.
            from_: The sample that something is said of. The caller writes to it.
            to: The other sample. The caller reads it; it is not changed.
            if_version: Only if the newest version is this one.
            if_acl_version: Only if the ACLs are in this state, which `get_state`, `get_history` and `find_samples` show as `acl_version`.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `relation`, `type`, `from`, `to`, `created`, `createdby`, `ended`, `endedby`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user, 50010 No such sample, 50020 No such sample version, 50030 No such sample node,
            50070 Sample withdrawn, 60030 Relation not possible
        """
        return self._write("SampleService.add_relation", {"type": type, "from": from_, "to": to, "if_version": if_version,
            "if_acl_version": if_acl_version, "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def end_relation(self, relation: str, *, request_id: str | None = None, as_admin: bool | None = None,
                     as_user: str | None = None) -> None:
        """Ends a relation between samples.

        Relations that say the same of both samples are ended by those who may write to either.

        Args:
            relation: The relation.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40010 Request ID used before,
            50000 No such user, 50070 Sample withdrawn, 50090 No such relation
        """
        return self._write("SampleService.end_relation", {"relation": relation, "request_id": request_id, "as_admin": as_admin,
            "as_user": as_user})

    def add_identifier(self, id: str, namespace: str, value: str, *, node: str | None = None, if_version: int | None = None,
                       if_acl_version: int | None = None, request_id: str | None = None, as_admin: bool | None = None,
                       as_user: str | None = None) -> dict:
        """Gives an identifier to a sample or a node of it.

        A sample or node that has it already keeps it: that is the result. In a namespace a value belongs to one sample or node at most,
        withdrawn samples included.

        Args:
            id: The sample: a UUID in any letter case, with or without hyphens.
            namespace: `igsn`, `biosample`, `doi`, `ark`, or `~` and the name of the user, or `@` and that of the group, whose names they
                are.
            value: The value, in any form of the namespace.
            node: The node of the newest version that has it; absent or null: the sample itself.
            if_version: Only if the newest version is this one.
            if_acl_version: Only if the ACLs are in this state, which `get_state`, `get_history` and `find_samples` show as `acl_version`.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `namespace`, `value`, `id`, `node`, `added`, `addedby`, `removed`, `removedby`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user, 50010 No such sample, 50030 No such sample node, 50070 Sample withdrawn,
            60040 Identifier in use
        """
        return self._write("SampleService.add_identifier", {"id": id, "namespace": namespace, "value": value, "node": node,
            "if_version": if_version, "if_acl_version": if_acl_version, "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def remove_identifier(self, namespace: str, value: str, *, request_id: str | None = None, as_admin: bool | None = None,
                          as_user: str | None = None) -> None:
        """Takes an identifier from the sample that has it.

        It may be added again then, to any sample; the history of both shows what was.

        Args:
            namespace: `igsn`, `biosample`, `doi`, `ark`, or `~` and the name of the user, or `@` and that of the group, whose names they
                are.
            value: The value, in any form of the namespace.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40010 Request ID used before,
            50000 No such user, 50070 Sample withdrawn, 50100 No such identifier
        """
        return self._write("SampleService.remove_identifier", {"namespace": namespace, "value": value, "request_id": request_id,
            "as_admin": as_admin, "as_user": as_user})

    def list_offers(self, *, direction: str | None = None, limit: int | None = None, cursor: str | None = None,
                    as_admin: bool | None = None) -> dict:
        """Lists what is offered to the caller, or by the caller.

        Id, name and message are all that an addressee is shown of a sample that they may not read. What became of other offers is in the
        events.

        Args:
            direction: What is offered to the caller, or what the caller offers; `to_me` when absent or null. With `as_admin`: all offers,
                either way.
            limit: How many items a page has at most: 1 to 1000; 100 when absent or null.
            cursor: `next` of the page before, with the same other parameters; `limit` may change. The first page when absent or null.
            as_admin: Whether to list the offers of all users. Every use is logged.

        Returns: `offers`, `next`, `examined`
        Errors: 20000 Unauthorized, 30001 Illegal input parameter
        """
        return self._read("SampleService.list_offers", {"direction": direction, "limit": limit, "cursor": cursor, "as_admin": as_admin})

    def get_lineage(self, ids: list, *, direction: str | None = None, types: list | None = None, depth: int | None = None,
                    at: int | None = None, limit: int | None = None, as_admin: bool | None = None) -> dict:
        """Follows relations between samples.

        The walk is breadth first, from one snapshot of the database, and ends at samples that the caller may not read: what lies beyond is
        not shown by that way, and what comes from a shown sample and cannot be read does not exist for the caller.

        Args:
            ids: The samples.
            direction: To what they come from (`ancestors`, also when absent or null), to what comes from them, or to either.
            types: Along which relations; when absent or null those without circles: `derived_from`, `aliquot_of`, `part_of`, `pooled_from`.
            depth: How many steps at most; 10 when absent or null.
            at: The moment, in milliseconds since 1970. Absent, null or not past: the present.
            limit: How many samples at most; 1000 when absent or null. The nearest are kept, then those with the lowest ids.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `nodes`, `edges`, `hidden`, `complete`, `at`, `settled`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50010 No such sample
        """
        return self._read("SampleService.get_lineage", {"ids": ids, "direction": direction, "types": types, "depth": depth, "at": at,
            "limit": limit, "as_admin": as_admin})

    def resolve_identifiers(self, identifiers: list, *, include: list | None = None, as_admin: bool | None = None) -> dict:
        """Finds samples by identifiers.

        An identifier that no sample has, and one of a sample that the caller may not read, are told alike. All is from one snapshot of the
        database.

        Args:
            identifiers: The identifiers.
            include: What is wanted of each sample; absent or null: nothing.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `resolved`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user
        """
        return self._read("SampleService.resolve_identifiers", {"identifiers": identifiers, "include": include, "as_admin": as_admin})

    def export_samples(self, *, samples: list | None = None, filter: dict | None = None, scope: str | None = None,
                       format: str | None = None, include: list | None = None, limit: int | None = None, cursor: str | None = None,
                       as_admin: bool | None = None) -> dict:
        """Gives samples as linked data: JSON-LD, or an RO-Crate.

        The same state gives the same bytes: things stand in the order of their `@id`, and what is said of each in a fixed order. A document
        has at most 16 MB, but for its first sample; a sample that takes more than 64 MB is, if it was found and not named, told of without
        its nodes. What is withdrawn is not found. [docs/exporting.md](../exporting.md) tells what becomes what.

        Args:
            samples: The samples; without a version the newest. In their place `filter` and `scope` may say which.
            filter: What holds for the samples: see [finding samples](../finding.md). Everything when absent or null.
            scope: `mine`: samples that the caller owns. `shared`: those of others in whose ACLs the caller is. `public`: those everybody
                may read. `readable`: any of the three. `all`: all there are, with `as_admin`. When absent or null `readable`, with
                `as_admin` `all`.
            format: The form of the document: JSON-LD (also when absent or null), or the metadata document of a detached RO-Crate 1.2.
            include: What is told of each sample beside its content and its identifiers: the active links of the version whose workspace the
                caller may read, the relations of the sample to samples that the caller may read.
            limit: How many samples a document has at most: 1 to 1000; 1000 when absent or null.
            cursor: `next` of the page before, with the same other parameters; `limit` may change. The first page when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `media_type`, `document`, `next`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample,
            50020 No such sample version, 50040 No such workspace data
        """
        return self._read("SampleService.export_samples", {"samples": samples, "filter": filter, "scope": scope, "format": format,
            "include": include, "limit": limit, "cursor": cursor, "as_admin": as_admin})

    def save_template(self, name: str, node_tree: list, *, title: str | None = None, keys: list | None = None, readers: list | None = None,
                      public: bool | None = None, if_version: int | None = None, request_id: str | None = None,
                      as_admin: bool | None = None, as_user: str | None = None) -> dict:
        """Saves a template of samples, or a new version of one.

        The caller owns it, and each user has names of their own: what somebody else has saved is never in the way, and never changed. An
        administrator saves for the owner, by `as_user`. Each version takes the place of the one before, all of it: a member that is left
        out is not kept. It is a help for forms, and nothing is held against it.

        Args:
            name: Its name, which it has among those of its owner. What is saved under the same name is its next version.
            node_tree: Its nodes, each after its parent, as those of a sample; of metadata they need none. Metadata is not validated.
            title: What it is for.
            keys: What is to be filled in; each key once of each kind.
            readers: Users, and groups as `@name`, who may read it beside its owner; at most 1000.
            public: Whether everybody may read it who has a token; false when absent or null.
            if_version: Only if the template is in this version.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `owner`, `name`, `version`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user
        """
        return self._write("SampleService.save_template", {"name": name, "node_tree": node_tree, "title": title, "keys": keys,
            "readers": readers, "public": public, "if_version": if_version, "request_id": request_id, "as_admin": as_admin,
            "as_user": as_user})

    def list_templates(self, *, scope: str | None = None, limit: int | None = None, cursor: str | None = None,
                       as_admin: bool | None = None) -> dict:
        """The templates that the caller may read.

        Those of the caller's, those that name the caller or a group that the caller is a member of, and public ones. A page may be shorter
        than `limit`, where templates are long.

        Args:
            scope: `mine`: templates that the caller owns. `readable`: all that the caller may read. `all`: all there are, with `as_admin`.
                When absent or null `readable`, with `as_admin` `all`.
            limit: How many items a page has at most: 1 to 1000; 100 when absent or null.
            cursor: `next` of the page before, with the same other parameters; `limit` may change. The first page when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `templates`, `next`, `examined`
        Errors: 20000 Unauthorized, 30001 Illegal input parameter
        """
        return self._read("SampleService.list_templates", {"scope": scope, "limit": limit, "cursor": cursor, "as_admin": as_admin})

    def create_group(self, name: str, *, title: str | None = None, members: list | None = None, managers: list | None = None,
                     request_id: str | None = None, as_admin: bool | None = None, as_user: str | None = None) -> dict:
        """Makes a group of users.

        The caller owns it, and is a member only if listed. Wherever ACLs name users they may name `@soil-lab`. Groups are never deleted.

        Args:
            name: The name of the group, without the `@` that it has in ACLs.
            title: What the group is for. Once given it can be changed, and not taken away.
            members: Users who have the rights that samples give to the group; at most 10 000.
            managers: Users who may change title and members.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `name`, `title`, `owner`, `managers`, `members`, `version`, `retired`, `created`, `changed`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40010 Request ID used before,
            50000 No such user, 60050 Group exists
        """
        return self._write("SampleService.create_group", {"name": name, "title": title, "members": members, "managers": managers,
            "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def update_group(self, name: str, *, title: str | None = None, add: list | None = None, remove: list | None = None,
                     add_managers: list | None = None, remove_managers: list | None = None, owner: str | None = None,
                     retired: bool | None = None, if_group_version: int | None = None, request_id: str | None = None,
                     as_admin: bool | None = None, as_user: str | None = None) -> dict:
        """Changes a group.

        It holds for every call that begins after the answer, on every process. What changes nothing makes no version.

        Args:
            name: The name of the group, without the `@` that it has in ACLs.
            title: What the group is for. Once given it can be changed, and not taken away.
            add: New members. Who is one already stays one.
            remove: Members who are to be none any more. Users who are gone can be removed.
            add_managers: New managers; for the owner alone.
            remove_managers: Managers who are to be none any more; for the owner alone.
            owner: The new owner; for the owner alone.
            retired: Whether the group gives no rights any more; for the owner alone. Its entries in ACLs stay.
            if_group_version: Only if the group is in this version.
            request_id: A name for this one intended write, such as a random UUID: sent again with the same arguments it does nothing and
                gives the answer that was given.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.
            as_user: The user for whom an administrator acts, and who is recorded. Counts with `as_admin` only.

        Returns: `name`, `title`, `owner`, `managers`, `members`, `version`, `retired`, `created`, `changed`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 40000 Concurrency violation,
            40010 Request ID used before, 50000 No such user, 50060 No such group
        """
        return self._write("SampleService.update_group", {"name": name, "title": title, "add": add, "remove": remove,
            "add_managers": add_managers, "remove_managers": remove_managers, "owner": owner, "retired": retired,
            "if_group_version": if_group_version, "request_id": request_id, "as_admin": as_admin, "as_user": as_user})

    def get_group(self, name: str, *, history: bool | None = None, as_admin: bool | None = None) -> dict:
        """A group of users.

        Args:
            name: The name of the group, without the `@` that it has in ACLs.
            history: Whether what was changed is wanted too.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `name`, `title`, `owner`, `managers`, `members`, `version`, `retired`, `created`, `changed`, `changes`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50060 No such group
        """
        return self._read("SampleService.get_group", {"name": name, "history": history, "as_admin": as_admin})

    def list_groups(self, *, role: str | None = None, limit: int | None = None, cursor: str | None = None,
                    as_admin: bool | None = None) -> dict:
        """The groups of the caller.

        With `as_admin` all groups of the deployment. A page may be shorter than `limit`, where groups have many users.

        Args:
            role: What the caller has to be in the groups; `any` when absent or null. With `as_admin` it does not count.
            limit: How many items a page has at most: 1 to 1000; 100 when absent or null.
            cursor: `next` of the page before, with the same other parameters; `limit` may change. The first page when absent or null.
            as_admin: Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.

        Returns: `groups`, `next`, `examined`
        Errors: 20000 Unauthorized, 30001 Illegal input parameter
        """
        return self._read("SampleService.list_groups", {"role": role, "limit": limit, "cursor": cursor, "as_admin": as_admin})

    def status(self) -> dict:
        """Tells that the service is up, and its version.

        Returns: `state`, `message`, `version`, `git_url`, `git_commit_hash`, `servertime`
        """
        return self._read("SampleService.status")


class ServiceWizardMethods(_Part):
    """Methods of `ServiceWizard`."""

    def get_service_status(self, module_name: str, *, version: str | None = None) -> dict:
        """Tells KBase clients, which ask before they call a service, that it is here.

        Args:
            module_name: The service: `SampleService` in any letter case.
            version: A tag of KBase's catalogue; not looked at, since there is one version here.

        Returns: `module_name`, `version`, `git_commit_hash`, `release_tags`, `hash`, `url`, `up`, `status`, `health`
        Errors: 30000 Missing input parameter, 30001 Illegal input parameter
        """
        return self._read("ServiceWizard.get_service_status", {"module_name": module_name, "version": version})


class PlatformStateMethods(_Part):
    """Methods of `PlatformState`."""

    def get(self) -> int:
        """Tells the state of the platform.

        100 is active, 120 busy (a call was refused for load less than a second ago), 2147483647 stopping, 0 starting; the others are set by
        operators. Of several the largest below 100 is told, and what any of them refuses is refused. [Platform
        states](../platform-states.md) has the table.
        """
        return self._read("PlatformState.get")


class EventsMethods(_Part):
    """Methods of `Events`."""

    def create_webhook(self, url: str, secret: str, *, types: list | None = None, sample: str | None = None, after: int | None = None,
                       as_admin: bool | None = None) -> dict:
        """Has events sent to an address.

        What is sent, how a receiver checks it, and when it is sent again: [docs/webhooks.md](../webhooks.md). The rights of its maker are
        looked at anew for each event.

        Args:
            url: Where events are sent: `https://...`, without user and fragment.
            secret: What requests are signed with: 24 to 256 characters, each of ASCII from `!` to `~`. It is never shown again.
            types: Only events of these types, 1 to 20.
            sample: Only events of this sample, which the caller has to be able to read.
            after: The position of the last event seen; from now on when absent or null.
            as_admin: Whether all events are sent, whoever may see them. Every use is logged.

        Returns: `id`, `maker`, `url`, `types`, `sample`, `as_admin`, `created`, `state`, `failing_since`, `dead_since`, `position`,
            `failures`, `next_attempt`, `last_attempt`, `last_status`, `last_fault`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user, 50010 No such sample,
            100000 Unsupported operation
        """
        return self._write("Events.create_webhook", {"url": url, "secret": secret, "types": types, "sample": sample, "after": after,
            "as_admin": as_admin})

    def list_webhooks(self, *, as_admin: bool | None = None) -> dict:
        """Lists the webhooks of the caller.

        Args:
            as_admin: Whether to list those of all users. Every use is logged.

        Returns: `webhooks`
        Errors: 20000 Unauthorized, 30001 Illegal input parameter
        """
        return self._read("Events.list_webhooks", {"as_admin": as_admin})

    def delete_webhook(self, id: str, *, as_admin: bool | None = None) -> dict:
        """Deletes a webhook.

        A request that is under way may still come, or one within the next two seconds; nothing after that.

        Args:
            id: The webhook.
            as_admin: Whether it may be that of another user. Every use is logged.

        Returns: `deleted`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter
        """
        return self._write("Events.delete_webhook", {"id": id, "as_admin": as_admin})


class StandaloneMethods(_Part):
    """Methods of `Standalone`."""

    def whoami(self) -> dict:
        """Tells who the caller is.

        Returns: `user`, `display_name`, `roles`, `administration`
        """
        return self._read("Standalone.whoami")

    def create_account(self, user: str, *, display_name: str | None = None, roles: list | None = None) -> dict:
        """Makes an account.

        Args:
            user: The account: lower case letters, digits and underscores, a letter first.
            display_name: The name that people read; the name of the account when absent, null or blank.
            roles: Its roles; none when absent or null.

        Returns: `user`, `display_name`, `roles`, `created`, `disabled`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter
        """
        return self._write("Standalone.create_account", {"user": user, "display_name": display_name, "roles": roles})

    def list_accounts(self) -> list:
        """Lists all accounts, disabled ones too.

        Returns: a list of `user`, `display_name`, `roles`, `created`, `disabled`
        Errors: 20000 Unauthorized
        """
        return self._read("Standalone.list_accounts")

    def disable_account(self, user: str) -> dict:
        """Disables an account, which is then as good as none.

        Args:
            user: The account: lower case letters, digits and underscores, a letter first.

        Returns: `user`, `display_name`, `roles`, `created`, `disabled`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user
        """
        return self._write("Standalone.disable_account", {"user": user})

    def enable_account(self, user: str) -> dict:
        """Enables an account that was disabled.

        Args:
            user: The account: lower case letters, digits and underscores, a letter first.

        Returns: `user`, `display_name`, `roles`, `created`, `disabled`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user
        """
        return self._write("Standalone.enable_account", {"user": user})

    def set_roles(self, user: str, *, roles: list | None = None) -> dict:
        """Replaces the roles of an account.

        Args:
            user: The account: lower case letters, digits and underscores, a letter first.
            roles: Its roles; none when absent or null.

        Returns: `user`, `display_name`, `roles`, `created`, `disabled`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user
        """
        return self._write("Standalone.set_roles", {"user": user, "roles": roles})

    def issue_token(self, user: str, *, description: str | None = None, expires: int | None = None) -> dict:
        """Issues a token for an account.

        The token is shown this once; the database has its SHA-256 only.

        Args:
            user: The account: lower case letters, digits and underscores, a letter first.
            description: What the token is for.
            expires: When it expires, in milliseconds since 1970; never when absent or null.

        Returns: `token`, `token_id`, `user`, `description`, `created`, `expires`, `revoked`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user
        """
        return self._write("Standalone.issue_token", {"user": user, "description": description, "expires": expires})

    def list_tokens(self, user: str) -> list:
        """Lists the tokens of an account, oldest first, without themselves.

        Args:
            user: The account: lower case letters, digits and underscores, a letter first.

        Returns: a list of `token_id`, `user`, `description`, `created`, `expires`, `revoked`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user
        """
        return self._read("Standalone.list_tokens", {"user": user})

    def revoke_token(self, token_id: int) -> dict:
        """Revokes a token for ever, at once.

        Args:
            token_id: The number of the token.

        Returns: `token_id`, `user`, `description`, `created`, `expires`, `revoked`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter
        """
        return self._write("Standalone.revoke_token", {"token_id": token_id})

    def list_visible_workspaces(self) -> list:
        """Lists the workspaces that the caller can read.

        Returns: a list of `workspace`, `name`, `owner`, `public`, `created`, `deleted`, `permission`
        """
        return self._read("Standalone.list_visible_workspaces")

    def list_workspaces(self) -> list:
        """Lists all workspaces, deleted ones too.

        Returns: a list of `workspace`, `name`, `owner`, `public`, `created`, `deleted`
        Errors: 20000 Unauthorized
        """
        return self._read("Standalone.list_workspaces")

    def get_workspace(self, workspace: int) -> dict:
        """Reads a workspace, deleted or not, with its permissions and objects.

        Args:
            workspace: The workspace.

        Returns: `workspace`, `name`, `owner`, `public`, `created`, `deleted`, `permissions`, `objects`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50040 No such workspace data
        """
        return self._read("Standalone.get_workspace", {"workspace": workspace})

    def create_workspace(self, owner: str, name: str, *, public: bool | None = None) -> dict:
        """Makes a workspace with the next number.

        Args:
            owner: The account it belongs to.
            name: Its name; need not be unique.
            public: Whether everybody may read it, callers without a token too. False when absent or null.

        Returns: `workspace`, `name`, `owner`, `public`, `created`, `deleted`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user
        """
        return self._write("Standalone.create_workspace", {"owner": owner, "name": name, "public": public})

    def set_workspace_public(self, workspace: int, *, public: bool | None = None) -> dict:
        """Makes a workspace public or private.

        Args:
            workspace: The workspace.
            public: Whether everybody may read it, callers without a token too. False when absent or null.

        Returns: `workspace`, `name`, `owner`, `public`, `created`, `deleted`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50040 No such workspace data
        """
        return self._write("Standalone.set_workspace_public", {"workspace": workspace, "public": public})

    def set_permission(self, workspace: int, user: str, permission: str) -> dict:
        """Replaces the permission of a user in a workspace.

        Args:
            workspace: The workspace.
            user: The account: lower case letters, digits and underscores, a letter first.
            permission: Nothing, read, write, administrate.

        Returns: `workspace`, `name`, `owner`, `public`, `created`, `deleted`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50000 No such user,
            50040 No such workspace data
        """
        return self._write("Standalone.set_permission", {"workspace": workspace, "user": user, "permission": permission})

    def delete_workspace(self, workspace: int) -> dict:
        """Deletes a workspace; its objects and permissions stay.

        Args:
            workspace: The workspace.

        Returns: `workspace`, `name`, `owner`, `public`, `created`, `deleted`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50040 No such workspace data
        """
        return self._write("Standalone.delete_workspace", {"workspace": workspace})

    def undelete_workspace(self, workspace: int) -> dict:
        """Restores a deleted workspace.

        Args:
            workspace: The workspace.

        Returns: `workspace`, `name`, `owner`, `public`, `created`, `deleted`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50040 No such workspace data
        """
        return self._write("Standalone.undelete_workspace", {"workspace": workspace})

    def create_object(self, workspace: int, name: str, type: str) -> dict:
        """Makes an object, as version 1, with the next number of its workspace.

        An object is a name and a type for links to lead to; its data is elsewhere.

        Args:
            workspace: The workspace.
            name: Its name, unique within the workspace.
            type: Its type, `Module.Type-major.minor`.

        Returns: `upa`, `name`, `type`, `saved`, `deleted`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50040 No such workspace data
        """
        return self._write("Standalone.create_object", {"workspace": workspace, "name": name, "type": type})

    def create_object_version(self, workspace: int, object: int, *, type: str | None = None) -> dict:
        """Makes the next version of an object.

        Args:
            workspace: The workspace.
            object: The number of the object in its workspace.
            type: Its type; that of the version before when absent or null.

        Returns: `upa`, `name`, `type`, `saved`, `deleted`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50040 No such workspace data
        """
        return self._write("Standalone.create_object_version", {"workspace": workspace, "object": object, "type": type})

    def delete_object(self, workspace: int, object: int) -> dict:
        """Deletes an object with all its versions.

        Args:
            workspace: The workspace.
            object: The number of the object in its workspace.

        Returns: `upa`, `name`, `type`, `saved`, `deleted`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50040 No such workspace data
        """
        return self._write("Standalone.delete_object", {"workspace": workspace, "object": object})

    def undelete_object(self, workspace: int, object: int) -> dict:
        """Restores a deleted object with all its versions.

        Args:
            workspace: The workspace.
            object: The number of the object in its workspace.

        Returns: `upa`, `name`, `type`, `saved`, `deleted`
        Errors: 20000 Unauthorized, 30000 Missing input parameter, 30001 Illegal input parameter, 50040 No such workspace data
        """
        return self._write("Standalone.undelete_object", {"workspace": workspace, "object": object})


class RpcMethods(_Part):
    """Methods of `rpc`."""

    def discover(self) -> dict:
        """Gives all methods of this deployment as an OpenRPC 1.3 document.

        Parameters and results as JSON Schema, rights (`x-rights`), checks in their order (`x-checks`), errors and examples; `x-limits` are
        the limits in force, `x-features` the parts that not every deployment has. This reference is made from it.

        Returns: An OpenRPC document (spec.open-rpc.org).
        Errors: 30001 Illegal input parameter
        """
        return self._read("rpc.discover", {})


class SystemMethods(_Part):
    """Methods of `system`."""

    def describe(self) -> dict:
        """Gives the methods as a service description of JSON-RPC 1.1.

        Returns: `sdversion`, `name`, `id`, `version`, `procs`
        Errors: 30001 Illegal input parameter
        """
        return self._read("system.describe", {})


_PARTS = {
    "service_wizard": ServiceWizardMethods,
    "platform_state": PlatformStateMethods,
    "events": EventsMethods,
    "standalone": StandaloneMethods,
    "rpc": RpcMethods,
    "system": SystemMethods,
}

# </methods>


class SampleService(SampleServiceMethods):
    """The service at one address, for one caller. It may be used by several threads.

    Args:
        url: Where it is; else the environment variable SAMPLE_SERVICE_URL, else http://127.0.0.1:5000.
        token: The token of the caller, or a function that gives it anew for each call; "" for none. Else that of `token_file`, else the
            environment variable SAMPLE_SERVICE_TOKEN, else none: what everybody may read can be read without.
        token_file: A file that has the token and nothing else. It is read for each call, so that it may be replaced.
        door: "gateway" for JSON-RPC 2.0 at /gateway/json-rpc; "kbase" for services of which only the address of the KBase Sample Service
            can be reached.
        gateway_id: The id of the deployment, for one that asks for it.
        timeout: Seconds without a sign of the service after which a call is given up.
        patience: Seconds after the beginning of a call in which it is tried again where that is safe: what the service refused because of
            its state or load, what could not be sent, and, for methods that only read, what was not answered. What changes something is
            never sent again when it may have been done.
        tls: The context for https, for certificates of one's own.
        insecure: Whether the token may go to another machine without encryption.
    """

    def __init__(self, url: str | None = None, token: str | Callable[[], str] | None = None, *, token_file: str | os.PathLike | None = None,
                 door: str = "gateway", gateway_id: str | None = None, timeout: float = 60, patience: float = 10,
                 tls: ssl.SSLContext | None = None, insecure: bool = False):
        super().__init__(self)
        self.url = (url or os.environ.get("SAMPLE_SERVICE_URL") or "http://127.0.0.1:5000").rstrip("/")
        self.timeout, self.patience = timeout, patience
        if door not in _DOORS:
            raise ValueError(f"door must be one of: {', '.join(_DOORS)}")
        place = urllib.parse.urlsplit(self.url)
        if place.scheme not in ("http", "https") or not place.hostname:
            raise ValueError(f"{self.url} is not an address that begins with http:// or https://")
        self._door = _DOORS[door]()
        self._may_send_token = insecure or place.scheme == "https" or _is_loopback(place.hostname)
        self._token, self._token_file, self._gateway_id = token, token_file, gateway_id
        self._opener = urllib.request.build_opener(_PlainHandler(), _TlsHandler(tls), _EveryStatus())
        self._numbers = itertools.count(1)
        for name, part in _PARTS.items():
            setattr(self, name, part(self))

    def call(self, method: str, argument: dict | None = None, *, repeatable: bool = False) -> Any:
        """Calls a method by its whole name, and gives its result.

        Args:
            method: Such as "SampleService.get_sample".
            argument: Its parameters. Those that are None are not sent. None for a method that takes none.
            repeatable: Whether it may be sent again when it is not known whether it was carried out: true for what only reads.
        """
        if argument is not None:
            argument = {name: value for name, value in argument.items() if value is not None}
        end, pause = time.monotonic() + self.patience, 0.25
        while True:
            try:
                return self._exchange(method, argument)
            except (PlatformStateError, ServiceUnreachableError, OutcomeUnknownError) as error:
                if isinstance(error, OutcomeUnknownError) and not repeatable or isinstance(error.__cause__, ssl.SSLCertVerificationError):
                    raise
                # Callers who were refused together do not come again together.
                wait = (pause if error.retry_after is None else error.retry_after) * random.uniform(1, 1.25)
                if time.monotonic() + wait > end:
                    raise
            time.sleep(wait)
            pause *= 2

    def save_if_unchanged(self, sample: dict, *, as_admin: bool | None = None, as_user: str | None = None) -> dict:
        """Saves a sample that was read, and changed since, as its next version, unless somebody else has saved one meanwhile.

        Args:
            sample: As get_sample gave it; its `name` and `node_tree` are saved.

        Returns: id and version, as create_sample does.
        Raises: ConcurrencyError if there is a newer version. After an OutcomeUnknownError it can be called again, since that saves at most
            once; a ConcurrencyError then means that the first call may have saved it.
        """
        changed = {name: sample[name] for name in ("id", "name", "node_tree")}
        return self.create_sample(changed, prior_version=sample["version"], as_admin=as_admin, as_user=as_user)

    def iter_samples(self, **arguments: Any) -> Iterator[dict]:
        """Gives all samples of find_samples, page by page. Takes its parameters; `limit` is the size of a page."""
        return _walk(self.find_samples, "samples", arguments)

    def iter_links(self, **arguments: Any) -> Iterator[dict]:
        """Gives all links of find_links, page by page. Takes its parameters; `limit` is the size of a page."""
        return _walk(self.find_links, "links", arguments)

    def iter_history(self, id: str, **arguments: Any) -> Iterator[dict]:
        """Gives all entries of get_history, page by page. Takes its parameters; `limit` is the size of a page."""
        return _walk(self.get_history, "entries", {"id": id, **arguments})

    def iter_events(self, after: int = 0, *, follow: float | None = None, **arguments: Any) -> Iterator[dict]:
        """Gives all events of get_events behind a position, oldest first. Takes its other parameters too.

        Args:
            after: The position of the last event that is known; 0 for all that are kept.
            follow: Seconds after which to look again when there is nothing new: the events then never end. None: they end with the newest.
        """
        while True:
            page = self.get_events(after=after, **arguments)
            yield from page["events"]
            # It grows where nothing was shown, too.
            if page["last"] > after:
                after = page["last"]
            elif follow is None:
                return
            else:
                time.sleep(follow)

    def _exchange(self, method: str, argument: dict | None) -> Any:
        """Sends a call once."""
        request = self._door.request(method, argument, next(self._numbers))
        status, headers, body = self._send(method, json.dumps(request, allow_nan=False).encode())
        call_id, retry_after = headers.get("X-Call-Id"), _seconds(headers.get("Retry-After"))
        try:
            answer = json.loads(body)
        except ValueError:
            answer = None
        if isinstance(answer, dict) and isinstance(answer.get("error"), dict):
            code, kind, detail, wait = self._door.error(answer["error"])
            error = UnauthorizedError if code is None and status in (401, 403) else _kind(code)
            wait = wait if retry_after is None else retry_after
            raise error(detail, method=method, code=code, type=kind, call_id=call_id, retry_after=wait)
        if isinstance(answer, dict) and "result" in answer:
            return self._door.result(answer["result"])
        # Somebody between here and the service has answered. It is certain for 3xx and 4xx alone that the call went no further.
        error = SampleServiceError if 300 <= status < 500 else OutcomeUnknownError
        raise error(f"{self.url} gave no answer of the Sample Service", method=method, type=f"HTTP {status}", retry_after=retry_after)

    def _send(self, method: str, body: bytes) -> tuple[int, Any, bytes]:
        """Status, headers and body of the answer to a request."""
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": f"sample-service-python/{__version__}"}
        token = self._find_token()
        if token:
            if not all("!" <= character <= "~" for character in token):
                raise ValueError("the token has characters that no token has")
            if not self._may_send_token:
                raise ValueError(f"the token is not sent to {self.url} without encryption: take https, or say insecure=True")
            headers["Authorization"] = self._door.authorization(token)
        if self._gateway_id:
            headers["X-Service-Gateway-Id"] = self._gateway_id
        request = urllib.request.Request(self.url + self._door.path, body, headers)
        try:
            with self._opener.open(request, timeout=self.timeout) as answer:
                return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException) as error:
            cause = error.reason if isinstance(error, urllib.error.URLError) else error
            if isinstance(cause, _NotConnected):
                raise ServiceUnreachableError(f"{self.url} cannot be reached: {cause}", method=method) from cause.__cause__
            raise OutcomeUnknownError(f"{self.url} did not answer: {cause or type(cause).__name__}", method=method) from error

    def _find_token(self) -> str:
        token = self._token() if callable(self._token) else self._token
        if token is None and self._token_file is not None:
            with open(self._token_file, encoding="utf-8") as file:
                token = file.read()
        return (os.environ.get("SAMPLE_SERVICE_TOKEN", "") if token is None else token).strip()


def _walk(method: Callable[..., dict], items: str, arguments: dict) -> Iterator[dict]:
    cursor = arguments.pop("cursor", None)
    while True:
        page = method(cursor=cursor, **arguments)
        yield from page[items]
        # A page may be short, or empty, before the last.
        cursor = page["next"]
        if cursor is None:
            return
