using System.Text.Json;

namespace SampleService.Client;

/// <summary>The errors of the Unix socket as exceptions.</summary>
internal static class NodeErrors
{
    private const int Failed = 9;

    /// <summary>An error that answers a call. The first of several causes is told.</summary>
    public static SampleServiceException Translate(RpcFault fault)
    {
        if (fault is not { Code: Failed, Data: { ValueKind: JsonValueKind.Array } causes } || causes.GetArrayLength() == 0 || RpcFault.Read(causes[0]) is not { } cause)
            return new SampleServiceException(fault.Code, fault.Message, fault.Message);
        return PlatformStates.Find(cause.Code) is { } state
            ? new PlatformStateException(cause.Code, state, null, cause.Message)
            : new SampleServiceException(cause.Code, TypeOf(cause.Code), cause.Message);
    }

    /// <summary>The types of the catalogue, which this door does not tell apart from the message.</summary>
    internal static string TypeOf(int code) => code switch
    {
        20000 => "Unauthorized",
        30000 => "Missing input parameter",
        30001 => "Illegal input parameter",
        30010 => "Metadata validation failed",
        40000 => "Concurrency violation",
        40010 => "Request ID used before",
        50000 => "No such user",
        50010 => "No such sample",
        50020 => "No such sample version",
        50030 => "No such sample node",
        50040 => "No such workspace data",
        50050 => "No such data link",
        50060 => "No such group",
        50070 => "Sample withdrawn",
        50080 => "No such offer",
        50090 => "No such relation",
        50100 => "No such identifier",
        50110 => "No such vocabulary",
        60000 => "Data link exists for data ID",
        60010 => "Too many data links",
        60020 => "Offer exists",
        60030 => "Relation not possible",
        60040 => "Identifier in use",
        60050 => "Group exists",
        70000 => "Parameter",
        70010 => "Token",
        70020 => "Upstream",
        70030 => "Storage",
        100000 => "Unsupported operation",
        _ => "Error during execution",
    };
}
