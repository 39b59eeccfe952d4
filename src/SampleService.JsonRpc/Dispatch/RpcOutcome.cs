using System.Collections.Concurrent;
using System.Globalization;

namespace SampleService.JsonRpc;

/// <summary>How a call ended, for the transport.</summary>
/// <param name="Error">What kind of error the answer is; null for none.</param>
/// <param name="State">The state of the platform that refused it; null for none.</param>
public readonly record struct RpcOutcome(RpcErrorKind? Error, PlatformState? State)
{
    internal static readonly RpcOutcome Success = new(null, null);

    /// <summary>Whether the answer is an error.</summary>
    public bool IsError => Error is not null;

    /// <summary>Whether it was refused because of the load, so that trying again later makes sense.</summary>
    public bool IsBusy => State == PlatformState.Busy;

    internal static RpcOutcome Of(in RpcError error) =>
        new(error.Kind, error.Kind == RpcErrorKind.PlatformState ? error.State : null);
}

/// <summary>
/// How calls end, as log, metrics and spans name it: 0 for success, the code of an error of the catalogue (20000 and above), the code
/// of JSON-RPC or of a state of the platform for other errors (below 0), and the following.
/// </summary>
public static class OutcomeCodes
{
    /// <summary>It succeeded.</summary>
    public const int Success = 0;

    /// <summary>The method needs a token and there was none, or the token was not valid.</summary>
    public const int TokenRefused = 401;

    /// <summary>The caller went before there was an answer, or took the call back. Broken HTTP, and a body that ends early, has the status 400 or 408 instead.</summary>
    public const int CallerGone = 499;

    /// <summary>A fault of the service, which the log has at level Error.</summary>
    public const int Unexpected = 500;

    private static readonly ConcurrentDictionary<int, string> Texts = [];

    /// <summary>The code as text, the same instance each time.</summary>
    public static string Text(int code) =>
        Texts.TryGetValue(code, out var text) ? text : Texts.GetOrAdd(code, static c => c.ToString(CultureInfo.InvariantCulture));
}
