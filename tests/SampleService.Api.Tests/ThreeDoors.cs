using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api.Tests;

/// <summary>
/// The dialects of the three doors, with the dispatcher and the whole method table, without a transport. In the place of what methods do
/// there is one body for all.
/// </summary>
/// <param name="body">What every method does; by default nothing.</param>
/// <param name="limits">What is admitted.</param>
/// <param name="clock">Measures how long calls wait for the start; by default that of the system.</param>
internal sealed class ThreeDoors(Action<RpcCall>? body = null, RequestLimits? limits = null, TimeProvider? clock = null) : ICallerTokens, INodeCaller
{
    public const string KBase = "KBase";
    public const string Gateway = "Gateway";
    public const string Batch = "Gateway, in a batch";
    public const string Node = "Node";

    private const string User = "alice";
    private const string Token = "token";
    private const string CallId = "5b1f9c20-2a";

    private static readonly CompatibilityOptions Compatibility = new();

    private readonly RequestLimits _limits = limits ?? new RequestLimits();
    private readonly StringBuilder _sent = new();

    /// <summary>The ways in which a call comes to a method.</summary>
    public static IReadOnlyList<string> All { get; } = [KBase, Gateway, Batch, Node];

    /// <summary>The state of the platform.</summary>
    public PlatformGate Gate { get; } = new(clock ?? TimeProvider.System);

    /// <summary>Who calls on the Node door.</summary>
    public NodePeer Peer { get; init; } = NodePeer.Operator(0, "(node)");

    /// <summary>All methods, as their groups bring them.</summary>
    public MethodTable Methods { get; } = new(
        from assembly in new[] { typeof(ApiServiceCollectionExtensions).Assembly, typeof(MethodTable).Assembly }
        from type in assembly.GetTypes()
        where type.IsClass && type.IsAssignableTo(typeof(IMethodGroup))
        from method in ((IMethodGroup)MakeEmpty(type)).Methods
        select method with
        {
            Invoke = (call, _, result) =>
            {
                body?.Invoke(call);
                if (method.HasResult)
                    result.Raw("1"u8);
                return ValueTask.CompletedTask;
            },
        },
        Compatibility.Strict);

    /// <summary>The door of a way.</summary>
    public static Doors DoorOf(string way) => way switch
    {
        KBase => Doors.KBase,
        Node => Doors.Node,
        _ => Doors.Gateway,
    };

    /// <summary>The envelope of a call as a door has it; a batch is a list of one.</summary>
    public static string Request(string way, string method, string? parameters) => way switch
    {
        KBase => $$"""{"version":"1.1","id":"1","method":"{{method}}","params":[{{parameters}}]}""",
        Batch => $"[{Request(Gateway, method, parameters)}]",
        _ => $$"""{"jsonrpc":"2.0","method":"{{method}}"{{(parameters is null ? "" : $",\"params\":{parameters}")}},"id":1}""",
    };

    /// <summary>Calls a method as a user, on the Node door as <see cref="Peer"/>; gives the answer.</summary>
    public Task<string> CallAsync(string way, string method, string? parameters) => SendAsync(way, Request(way, method, parameters));

    /// <summary>Sends a message.</summary>
    /// <param name="way">How.</param>
    /// <param name="message">The message.</param>
    /// <param name="isAnonymous">Whether nobody calls; on the Node door there is always somebody.</param>
    public async Task<string> SendAsync(string way, string message, bool isAnonymous = false)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        var allowance = new Allowance(new Admission(_limits));
        allowance.Open(null);
        if (!isAnonymous)
            allowance.Confirm(User);
        using var output = new JsonOutput(allowance);
        var dispatcher = new Dispatcher(
            this, new ErrorTranslator(), Compatibility, Gate, TimeProvider.System, new NoLog(), NullLogger<Dispatcher>.Instance);
        var request = new RpcRequestInfo(isAnonymous ? null : Token, "here", new ConnectionOrigin(this, static _ => true), CallId, 0);
        switch (way)
        {
            case KBase:
                await new KBaseDialect("SampleService", Methods, dispatcher, _limits, Compatibility)
                    .HandleAsync(bytes, request, allowance, output, default);
                break;
            case Node:
                _sent.Clear();
                await new NodeDialect(Methods, dispatcher, _limits).HandleAsync(bytes, this, allowance, output, default);
                return _sent.ToString().TrimEnd('\n');
            default:
                var identity = isAnonymous ? CallerIdentity.Anonymous : new CallerIdentity(User);
                await new GatewayDialect(Methods, dispatcher, _limits).HandleAsync(
                    bytes, request with { Token = null, Door = Doors.Gateway, Identity = identity }, allowance, output, default);
                break;
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    RpcRequestInfo INodeCaller.BeginCall() =>
        new(null, Peer.Address, new ConnectionOrigin(this, static _ => true), CallId, 0) { Door = Doors.Node, Identity = Peer.Identity };

    ValueTask INodeCaller.SendAsync(JsonOutput answer)
    {
        _sent.Append(Encoding.UTF8.GetString(answer.ToArray()));
        return ValueTask.CompletedTask;
    }

    string? ICallerTokens.FindKnown(string token) => User;

    ValueTask<TokenCheck> ICallerTokens.CheckAsync(string token, CancellationToken cancellation) => new(new TokenCheck(User, null));

    /// <summary>An object whose parts are empty too. What methods need is of no matter, since none of them is carried out.</summary>
    private static object MakeEmpty(Type type)
    {
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(field => field.FieldType is { IsClass: true, IsAbstract: false }))
            if (field.FieldType.Assembly == type.Assembly)
                field.SetValue(made, MakeEmpty(field.FieldType));
        return made;
    }

    private sealed class NoLog : ICallLog
    {
        public void Write(in CallSummary call)
        {
            // The tests of the dispatcher look at the log.
        }
    }
}
