using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Json;

namespace SampleService.JsonRpc.Tests.Node;

/// <summary>The Node dialect over a few methods, without a transport.</summary>
internal sealed class NodeTestDoor : INodeCaller, ICallerTokens
{
    private readonly RequestLimits _limits;
    private readonly CompatibilityOptions _compatibility;
    private readonly StringBuilder _sent = new();
    private int _begun;

    public NodeTestDoor(RequestLimits? limits = null, bool isStrict = true)
    {
        _limits = limits ?? new RequestLimits();
        _compatibility = new CompatibilityOptions { Strict = isStrict };
    }

    public NodePeer Peer { get; init; } = NodePeer.Operator(0, "(node)");

    /// <summary>The state of the platform.</summary>
    public PlatformGate Gate { get; } = new(TimeProvider.System);

    /// <summary>The calls that reached a method.</summary>
    public List<RpcCall> Calls { get; } = [];

    /// <summary>What the log has of the calls.</summary>
    public List<CallSummary> Records { get; } = [];

    /// <summary>Sends one message; gives what it is answered with.</summary>
    public async Task<string> SendAsync(string message) => (await HandleAsync(message)).Answer;

    /// <summary>The same, and whether the message was JSON.</summary>
    public async Task<(string Answer, bool IsJson)> HandleAsync(string message)
    {
        var methods = new MethodTable(
        [
            new(Describe("SampleService.echo"), Echo),
            new(Describe("SampleService.nothing") with { Parameters = null, Result = null }, Nothing),
            new(Describe("SampleService.open") with { Rights = new(TokenRequirement.None) { IsOpenToLocalUsers = true } }, Echo),
            new(Describe("SampleService.unauthorized"), (_, _, _) => throw new UnauthorizedAccessException("not for you")),
            new(Describe("SampleService.refuses"), (_, _, _) => throw new InvalidDataException("for the caller")),
            new(Describe("SampleService.breaks"), (_, _, _) => throw new InvalidOperationException("secret internals")),
            new(Describe("SampleService.hidden") with { Doors = Doors.KBase }, Echo),
            new(
                Describe("PlatformState.set") with
                {
                    Parameters = new ObjectSchema(
                        new Member("state", Schema.Integer(), "").Required(), new Member("reason", Schema.Text() with { IsNullable = true }, ""),
                        new Member("quiesce", Schema.Boolean, ""), new Member("any", Schema.Any, "")),
                },
                Echo),
            new(Describe("Node.restores"), (_, _, _) => throw new TimeoutException()),
        ],
        _compatibility.Strict);
        var dispatcher = new Dispatcher(
            this, new Errors(), _compatibility, Gate, TimeProvider.System, new Log(Records), NullLogger<Dispatcher>.Instance);
        var allowance = new Allowance(new Admission(_limits));
        allowance.Open(null);
        if (Peer.Identity.User is { } user)
            allowance.Confirm(user);
        using var output = new JsonOutput(allowance);
        _sent.Clear();
        var isJson = await new NodeDialect(methods, dispatcher, _limits)
            .HandleAsync(Encoding.UTF8.GetBytes(message), this, allowance, output, CancellationToken.None);
        return (_sent.ToString(), isJson);
    }

    public RpcRequestInfo BeginCall() => new(null, Peer.Address, new ConnectionOrigin(this, static _ => true), $"call-{++_begun}", 0)
    {
        Door = Doors.Node,
        Identity = Peer.Identity,
    };

    public ValueTask SendAsync(JsonOutput answer)
    {
        _sent.Append(Encoding.UTF8.GetString(answer.ToArray()));
        return ValueTask.CompletedTask;
    }

    public string? FindKnown(string token) => throw new InvalidOperationException("No call of this door has a token.");

    public ValueTask<TokenCheck> CheckAsync(string token, CancellationToken cancellation) => throw new InvalidOperationException("No call of this door has a token.");

    private static MethodDescriptor Describe(string name) => Door.Describe(name, TokenRequirement.Required);

    private ValueTask Echo(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Calls.Add(call);
        result.Raw(argument.Kind == JsonKind.Absent ? "\"absent\""u8 : argument.Raw);
        return ValueTask.CompletedTask;
    }

    private ValueTask Nothing(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Calls.Add(call);
        return ValueTask.CompletedTask;
    }

    private sealed class Errors : IErrorTranslator
    {
        public RpcError? Translate(Exception exception) => exception switch
        {
            UnknownMemberException e => RpcError.Failure(30001, "Illegal input parameter", e.Message),
            UnauthorizedAccessException e => RpcError.Failure(20000, "Unauthorized", e.Message),
            InvalidDataException e => RpcError.Failure(70000, "Parameter", e.Message) with { IsPlain = true },
            TimeoutException => RpcError.Refused(PlatformState.Restore, "A restore is being done"),
            _ => null,
        };
    }

    private sealed class Log(List<CallSummary> records) : ICallLog
    {
        public void Write(in CallSummary call) => records.Add(call);
    }
}
