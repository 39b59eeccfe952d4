using System.Text.Json.Nodes;
using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api.Tests;

/// <summary>
/// Every kind of failure of a method, through every door: each has the form of its door, and nothing of another's. The tables are those
/// of docs/errors.md.
/// </summary>
public class ErrorMatrixTests
{
    private const string Method = "SampleService.create_sample";
    private const string Parameters = """{"sample":{"node_tree":[]}}""";
    private const string Detail = "the detail";

    /// <summary>Kind, code and type of the catalogue, number on the gateway door, and whether the KBase door shows the detail alone.</summary>
    private static readonly Dictionary<ErrorKind, (int Code, string Type, int Shown, string Name, bool IsPlain)> Expected = new()
    {
        [ErrorKind.Unauthorized] = (20000, "Unauthorized", -32000, "Security Error", false),
        [ErrorKind.MissingParameter] = (30000, "Missing input parameter", -32602, "Invalid Parameters", false),
        [ErrorKind.IllegalParameter] = (30001, "Illegal input parameter", -32602, "Invalid Parameters", false),
        [ErrorKind.MetadataValidation] = (30010, "Metadata validation failed", -32602, "Invalid Parameters", false),
        [ErrorKind.ConcurrencyViolation] = (40000, "Concurrency violation", -32001, "Invocation Error", false),
        [ErrorKind.RequestIdUsed] = (40010, "Request ID used before", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchUser] = (50000, "No such user", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchSample] = (50010, "No such sample", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchSampleVersion] = (50020, "No such sample version", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchSampleNode] = (50030, "No such sample node", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchWorkspaceData] = (50040, "No such workspace data", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchDataLink] = (50050, "No such data link", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchGroup] = (50060, "No such group", -32001, "Invocation Error", false),
        [ErrorKind.GroupExists] = (60050, "Group exists", -32001, "Invocation Error", false),
        [ErrorKind.SampleWithdrawn] = (50070, "Sample withdrawn", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchOffer] = (50080, "No such offer", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchRelation] = (50090, "No such relation", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchIdentifier] = (50100, "No such identifier", -32001, "Invocation Error", false),
        [ErrorKind.NoSuchVocabulary] = (50110, "No such vocabulary", -32001, "Invocation Error", false),
        [ErrorKind.DataLinkExists] = (60000, "Data link exists for data ID", -32001, "Invocation Error", false),
        [ErrorKind.TooManyDataLinks] = (60010, "Too many data links", -32001, "Invocation Error", false),
        [ErrorKind.OfferExists] = (60020, "Offer exists", -32001, "Invocation Error", false),
        [ErrorKind.RelationNotPossible] = (60030, "Relation not possible", -32001, "Invocation Error", false),
        [ErrorKind.IdentifierInUse] = (60040, "Identifier in use", -32001, "Invocation Error", false),
        [ErrorKind.IllegalArgument] = (70000, "Parameter", -32602, "Invalid Parameters", true),
        [ErrorKind.AuthenticationFailed] = (70010, "Token", -32000, "Security Error", true),
        [ErrorKind.UpstreamFailure] = (70020, "Upstream", -32001, "Invocation Error", true),
        [ErrorKind.ValidatorUnavailable] = (70020, "Upstream", -32001, "Invocation Error", true),
        [ErrorKind.StorageFailure] = (70030, "Storage", -32001, "Invocation Error", true),
        [ErrorKind.ClusterFailure] = (70030, "Storage", -32001, "Invocation Error", true),
        [ErrorKind.UnsupportedOperation] = (100000, "Unsupported operation", -32001, "Invocation Error", false),
    };

    /// <summary>Kinds that are no failures of a method.</summary>
    private static readonly Dictionary<ErrorKind, (string Detail, string KBase, string Gateway, string Node)> Others = new()
    {
        [ErrorKind.Unexpected] = (
            "secret internals",
            """{"code":0,"name":"Unexpected Server Error","message":"An unexpected server error occurred","error":null}""",
            """{"code":-32603,"message":"Internal Error: An unexpected server error occurred","data":{"errorId":"5b1f9c20-2a"}}""",
            """{"code":-32603,"message":"Internal error"}"""),
        [ErrorKind.Busy] = (
            "secret internals",
            """{"code":-32008,"name":"Platform State Error","message":"The platform is busy","error":null}""",
            """{"code":-32008,"message":"Platform State Error: The platform is busy","data":{"state":120,"retryAfterMs":1000}}""",
            """{"code":9,"message":"Error during execution","data":[{"code":-32008,"message":"The platform is busy"}]}"""),
        [ErrorKind.Starting] = (
            "secret internals",
            """{"code":-32002,"name":"Platform State Error","message":"The platform is starting","error":null}""",
            """{"code":-32002,"message":"Platform State Error: The platform is starting","data":{"state":0,"retryAfterMs":2000}}""",
            """{"code":9,"message":"Error during execution","data":[{"code":-32002,"message":"The platform is starting"}]}"""),
        [ErrorKind.RefusedByState] = (
            "20",
            """{"code":-32005,"name":"Platform State Error","message":"A restore is being done","error":null}""",
            """{"code":-32005,"message":"Platform State Error: A restore is being done","data":{"state":20,"retryAfterMs":2000}}""",
            """{"code":9,"message":"Error during execution","data":[{"code":-32005,"message":"A restore is being done"}]}"""),
    };

    public static TheoryData<ErrorKind> Kinds => new(Enum.GetValues<ErrorKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Call_MethodFailsWithAKind_HasTheFormOfItsDoor(ErrorKind kind)
    {
        Assert.True(Expected.ContainsKey(kind) != Others.ContainsKey(kind), $"{kind} has no entry in this test");
        var doors = new ThreeDoors(_ => throw new ServiceException(kind, Expected.ContainsKey(kind) ? Detail : Others[kind].Detail));

        foreach (var way in ThreeDoors.All)
            Assert.Equal(AnswerOf(way, kind), await doors.CallAsync(way, Method, Parameters));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Call_MethodFailsWithoutADetail_EndsWithTheType(ErrorKind kind)
    {
        if (!Expected.TryGetValue(kind, out var entry) || entry.IsPlain)
            return;
        var doors = new ThreeDoors(_ => throw new ServiceException(kind, " "));

        Assert.Equal($"Sample service error code {entry.Code} {entry.Type}", Message(await doors.CallAsync(ThreeDoors.KBase, Method, Parameters)));
        Assert.Equal($"{entry.Name}: {entry.Type}", Message(await doors.CallAsync(ThreeDoors.Gateway, Method, Parameters)));
        var node = JsonNode.Parse(await doors.CallAsync(ThreeDoors.Node, Method, Parameters))!["error"]!;
        Assert.Equal(entry.Type, (string?)node["data"]![0]!["message"]);
    }

    [Fact]
    public async Task Call_MethodBreaks_TellsNothingOfIt()
    {
        var doors = new ThreeDoors(_ => throw new InvalidOperationException("secret internals"));

        foreach (var way in ThreeDoors.All)
            Assert.Equal(AnswerOf(way, ErrorKind.Unexpected), await doors.CallAsync(way, Method, Parameters));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Call_NotificationThatFails_IsAnsweredOnTheKBaseDoorAlone(ErrorKind kind)
    {
        var doors = new ThreeDoors(_ => throw new ServiceException(kind, "20"));
        const string Notification = $$"""{"jsonrpc":"2.0","method":"{{Method}}","params":{{Parameters}}}""";

        Assert.Contains("\"error\"", await doors.SendAsync(ThreeDoors.KBase, Notification.Replace(Parameters, $"[{Parameters}]", StringComparison.Ordinal)));
        Assert.Equal("", await doors.SendAsync(ThreeDoors.Gateway, Notification));
        Assert.Equal("", await doors.SendAsync(ThreeDoors.Batch, $"[{Notification}]"));
        Assert.Equal("", await doors.SendAsync(ThreeDoors.Node, Notification));
    }

    [Fact]
    public async Task Call_NobodyWhereATokenIsNeeded_IsTheBusinessOfEachDoor()
    {
        var doors = new ThreeDoors();
        var open = ThreeDoors.Request(ThreeDoors.Gateway, "PlatformState.get", null);

        Assert.Equal(
            """{"error":{"code":-32000,"name":"Server error","message":"Authentication required for SampleService but no authentication header was passed","error":null},"id":"1","version":"1.1"}""",
            await doors.SendAsync(ThreeDoors.KBase, ThreeDoors.Request(ThreeDoors.KBase, Method, Parameters), isAnonymous: true));
        Assert.Equal("", await doors.SendAsync(ThreeDoors.Gateway, ThreeDoors.Request(ThreeDoors.Gateway, Method, Parameters), isAnonymous: true));
        Assert.Equal(
            """[{"jsonrpc":"2.0","error":{"code":-32000,"message":"Security Error: Token: The method needs a token, and there was none","data":{"code":70010,"type":"Token","message":"The method needs a token, and there was none"}},"id":1},{"jsonrpc":"2.0","result":1,"id":1}]""",
            await doors.SendAsync(ThreeDoors.Gateway, $"[{ThreeDoors.Request(ThreeDoors.Gateway, Method, Parameters)},{open}]", isAnonymous: true));
    }

    private static string AnswerOf(string way, ErrorKind kind)
    {
        var error = Others.TryGetValue(kind, out var other)
            ? way switch { ThreeDoors.KBase => other.KBase, ThreeDoors.Node => other.Node, _ => other.Gateway }
            : ErrorOf(way, Expected[kind]);
        return way switch
        {
            ThreeDoors.KBase => $$"""{"error":{{error}},"id":"1","version":"1.1"}""",
            // The log has an id for each call of a batch.
            ThreeDoors.Batch => $$"""[{"jsonrpc":"2.0","error":{{error.Replace("5b1f9c20-2a", "5b1f9c20-2a.1", StringComparison.Ordinal)}},"id":1}]""",
            _ => $$"""{"jsonrpc":"2.0","error":{{error}},"id":1}""",
        };
    }

    private static string ErrorOf(string way, (int Code, string Type, int Shown, string Name, bool IsPlain) entry) => way switch
    {
        ThreeDoors.KBase =>
            $$"""{"code":-32000,"name":"Server error","message":"{{(entry.IsPlain ? "" : $"Sample service error code {entry.Code} {entry.Type}: ")}}{{Detail}}","error":null}""",
        ThreeDoors.Node =>
            $$"""{"code":9,"message":"Error during execution","data":[{"code":{{entry.Code}},"message":"{{(entry.IsPlain ? "" : entry.Type + ": ")}}{{Detail}}"}]}""",
        _ =>
            $$$"""{"code":{{{entry.Shown}}},"message":"{{{entry.Name}}}: {{{entry.Type}}}: {{{Detail}}}","data":{"code":{{{entry.Code}}},"type":"{{{entry.Type}}}","message":"{{{Detail}}}"}}""",
    };

    private static string? Message(string answer) => (string?)JsonNode.Parse(answer)!["error"]!["message"];
}
