using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Json;

namespace SampleService.JsonRpc.Tests;

/// <summary>The KBase dialect over a few methods, without a transport.</summary>
internal sealed class Door : ICallerTokens
{
    private static readonly IPAddress Here = IPAddress.Loopback;

    private readonly RequestLimits _limits;
    private readonly CompatibilityOptions _compatibility;

    public Door(RequestLimits? limits = null, bool isStrict = false)
    {
        _compatibility = new CompatibilityOptions { Strict = isStrict };
        _limits = limits ?? new RequestLimits();
        Admission = new Admission(_limits);
        Allowance = new Allowance(Admission);
    }

    public Admission Admission { get; }

    /// <summary>That of the call under way.</summary>
    public Allowance Allowance { get; private set; }

    public List<RpcCall> Calls { get; } = [];

    /// <summary>The names of the threads that carried them out.</summary>
    public List<string?> Threads { get; } = [];

    /// <summary>How often it was asked whose token one is.</summary>
    public int Checks { get; private set; }

    /// <summary>What the log has of the calls.</summary>
    public List<CallSummary> Records { get; } = [];

    /// <summary>What requests say of the encoding of their bodies.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>Whether the body comes a while after the head.</summary>
    public bool IsBodyLate { get; init; }

    /// <summary>What state the platform is in.</summary>
    public PlatformGate Gate { get; } = new(TimeProvider.System);

    /// <summary>Bytes that a method keeps for itself.</summary>
    public long Hoard { get; private set; }

    public async Task<(RpcOutcome Outcome, string Answer)> Send(string body, string? token = null) =>
        await Send(Encoding.UTF8.GetBytes(body), token);

    public async Task<(RpcOutcome Outcome, string Answer)> Send(byte[] body, string? token = null, CancellationToken cancellation = default)
    {
        var dialect = new KBaseDialect("Service", MakeTable(), MakeDispatcher(), _limits, _compatibility);
        Allowance = new Allowance(Admission);
        Allowance.Open(Here);
        token = AuthorizationHeader.FindToken(token, _compatibility.Strict);
        if (token is not null && FindKnown(token) is { } user)
            Allowance.Confirm(user);
        if (IsBodyLate)
            Allowance.RequireRecheck();
        using var output = new JsonOutput(Allowance);
        var request = new RpcRequestInfo(token, "here", new ConnectionOrigin(this, static _ => true), "call-1", 0) { ContentEncoding = ContentEncoding };
        var outcome = await dialect.HandleAsync(body, request, Allowance, output, cancellation);
        return (outcome, Encoding.UTF8.GetString(output.ToArray()));
    }

    /// <summary>Sends to the gateway door.</summary>
    /// <param name="body">The body.</param>
    /// <param name="user">Who calls; null for nobody.</param>
    public async Task<(GatewayReply Reply, string Answer)> SendToGateway(string body, string? user)
    {
        var dialect = new GatewayDialect(MakeTable(), MakeDispatcher(), _limits);
        Allowance = new Allowance(Admission);
        Allowance.Open(Here);
        if (user is not null)
            Allowance.Confirm(user);
        using var output = new JsonOutput(Allowance);
        var request = new RpcRequestInfo(null, "here", new ConnectionOrigin(this, static _ => true), "call-1", 0)
        {
            Door = Doors.Gateway,
            Identity = user is null ? CallerIdentity.Anonymous : new CallerIdentity(user),
        };
        var reply = await dialect.HandleAsync(Encoding.UTF8.GetBytes(body), request, Allowance, output, default);
        return (reply, Encoding.UTF8.GetString(output.ToArray()));
    }

    /// <summary>A method with one parameter and any result.</summary>
    public static MethodDescriptor Describe(string name, TokenRequirement token = TokenRequirement.None) => new(name, "tests", "Is called")
    {
        Rights = new MethodRights(token),
        Parameters = new ObjectSchema(new Member("text", Schema.Text(), "Some text.")),
        Result = Schema.Any,
        Checks = [],
        Examples = [],
    };

    private static async ValueTask LargeAsync(RpcCall call, JsonValue argument, JsonOutput result)
    {
        await Task.Yield();
        result.Text(new string('x', 100_000));
    }

    private MethodTable MakeTable() => new(
    [
        new(Describe("Service.echo", TokenRequirement.Optional), Echo),
        new(Describe("Service.secret", TokenRequirement.Required), Echo),
        new(Describe("Service.forget") with { Result = null }, Nothing),
        new(Describe("Service.status") with { Parameters = null, Result = null }, Nothing),
        new(Describe("Service.change"), Echo),
        new(Describe("Service.get_thing"), Echo),
        new(Describe("Service.slow"), SlowAsync),
        new(Describe("Service.large") with { Effect = MethodEffect.Read }, LargeAsync),
        new(Describe("Service.strict"), Echo) { RefusesUnknownMembers = true },
        new(Describe("Service.lists") with { IsArgumentOptional = true }, Echo) { RefusesUnknownMembers = true },
        new(Describe("Service.fails"), (_, _, _) => throw new InvalidDataException("for the caller")),
        new(
            Describe("Service.tells", TokenRequirement.Required),
            (call, _, _) => throw new InvalidDataException($"it was sent {call.Token}")),
        new(Describe("Service.refuses"), (_, _, _) => throw new UnauthorizedAccessException("for the caller")),
        new(Describe("Service.waits"), (call, _, _) => ValueTask.FromCanceled(call.Cancellation)),
        new(Describe("Service.hoards") with { Effect = MethodEffect.Read }, HoardAsync),
        new(Describe("Service.reads", TokenRequirement.Required) with { Effect = MethodEffect.Read }, AnswerWithoutRoomAsync),
        new(Describe("Service.writes", TokenRequirement.Required), AnswerWithoutRoomAsync),
        new(Describe("Service.fails_to_write", TokenRequirement.Required), HoardAsync),
        new(Describe("Service.breaks"), (_, _, _) => throw new InvalidOperationException("secret internals")),
        new(Describe("Service.exhausts"), (_, _, _) => throw new OutOfMemoryException()),
    ]);

    private Dispatcher MakeDispatcher() =>
        new(this, new Errors(), _compatibility, Gate, TimeProvider.System, new Log(Records), NullLogger<Dispatcher>.Instance);

    /// <summary>Answers after all that can be answered at once.</summary>
    private async ValueTask SlowAsync(RpcCall call, JsonValue argument, JsonOutput result)
    {
        await Task.Yield();
        result.Raw(argument.Raw);
    }

    private ValueTask Echo(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Calls.Add(call);
        Threads.Add(Thread.CurrentThread.Name);
        result.Raw(argument.Raw);
        return ValueTask.CompletedTask;
    }

    private ValueTask HoardAsync(RpcCall call, JsonValue argument, JsonOutput result)
    {
        TakeAll();
        throw new InvalidDataException("for the caller");
    }

    private ValueTask AnswerWithoutRoomAsync(RpcCall call, JsonValue argument, JsonOutput result)
    {
        TakeAll();
        result.Text(new string('x', 200_000));
        return ValueTask.CompletedTask;
    }

    private void TakeAll()
    {
        for (var size = 1 << 20; size > 0; size /= 2)
            while (Allowance.TryReserve(size))
                Hoard += size;
    }

    private ValueTask Nothing(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Calls.Add(call);
        return ValueTask.CompletedTask;
    }

    /// <summary>The valid token "good" is remembered, and "new" is not; "revoked" is remembered, and was valid a moment ago.</summary>
    public string? FindKnown(string token) => token is "good" or "revoked" ? "alice" : null;

    public async ValueTask<TokenCheck> CheckAsync(string token, CancellationToken cancellation)
    {
        Checks++;
        await Task.Yield();
        return token switch
        {
            "good" or "good-token" or "new" => new TokenCheck("alice", null),
            "down" => throw new InvalidDataException("nobody could be asked"),
            _ => new TokenCheck(null, "no good"),
        };
    }

    private sealed class Errors : IErrorTranslator
    {
        public RpcError? Translate(Exception exception) =>
            exception is UnknownMemberException unknown ? Plain(unknown.Message)
            : exception is UnauthorizedAccessException refusal ? RpcError.Failure(20000, "Unauthorized", refusal.Message)
            : exception is InvalidDataException e ? Plain(e.Message) : null;

        private static RpcError Plain(string message) => RpcError.Failure(70000, "Parameter", message) with { IsPlain = true };
    }

    private sealed class Log(List<CallSummary> records) : ICallLog
    {
        public void Write(in CallSummary call) => records.Add(call);
    }
}
