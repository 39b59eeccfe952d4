namespace SampleService.JsonRpc;

/// <summary>Why a call failed, before a dialect gives it the form of its door.</summary>
/// <param name="Kind">What kind of error it is.</param>
/// <param name="Message">The detail for the caller, without code and type; null if there is none.</param>
public readonly record struct RpcError(RpcErrorKind Kind, string? Message)
{
    /// <summary>A shorter token is no secret, and may be part of a word.</summary>
    private const int MinTokenLength = 6;

    private const int TokenCode = 70010;

    /// <summary>The code of the catalogue, for <see cref="RpcErrorKind.Failure"/>; else 0.</summary>
    public int Code { get; init; }

    /// <summary>The fixed text of the code; null where there is none.</summary>
    public string? Type { get; init; }

    /// <summary>Whether the KBase door shows the message without code and type.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The state, for <see cref="RpcErrorKind.PlatformState"/>.</summary>
    public PlatformState State { get; init; }

    /// <summary>How log and metrics name it (<see cref="OutcomeCodes"/>).</summary>
    public int Outcome { get; init; }

    /// <summary>
    /// What is wrong with the envelope: for the log, and for the caller where there is no <see cref="Message"/> and the service is
    /// strict. It holds nothing of the parameters.
    /// </summary>
    public string? Diagnosis { get; init; }

    /// <summary>Whether it was refused because of the load.</summary>
    public bool IsBusy => Kind == RpcErrorKind.PlatformState && State == PlatformState.Busy;

    /// <summary>The same error with a message that does not repeat the caller's token, as texts of other services may.</summary>
    public RpcError WithoutToken(string? token) =>
        Has(Message, token) || Has(Diagnosis, token) ? this with { Message = Mask(Message, token), Diagnosis = Mask(Diagnosis, token) } : this;

    /// <summary>A text without the caller's token.</summary>
    internal static string? Mask(string? text, string? token) =>
        Has(text, token) ? text!.Replace(token!, "[token]", StringComparison.Ordinal) : text;

    private static bool Has(string? text, string? token) =>
        token is { Length: >= MinTokenLength } && text is not null && text.Contains(token, StringComparison.Ordinal);

    /// <summary>The body is not JSON.</summary>
    public static RpcError Parse(string diagnosis) =>
        new(RpcErrorKind.Parse, diagnosis) { Outcome = -32700, Diagnosis = diagnosis };

    /// <summary>There is no body, as of whoever opens the address in a browser or leaves out the data of a call.</summary>
    public static RpcError NoBody(string diagnosis) =>
        Parse(diagnosis) with { Diagnosis = "there is no body; a call is sent with POST" };

    /// <summary>JSON, but not a request that is taken; every caller is told why.</summary>
    public static RpcError InvalidRequest(string reason) => new(RpcErrorKind.InvalidRequest, reason) { Outcome = -32600 };

    /// <summary>JSON, but not a request.</summary>
    public static RpcError NoRequest(string diagnosis) =>
        new(RpcErrorKind.InvalidRequest, null) { Outcome = -32600, Diagnosis = diagnosis };

    /// <summary>No such method.</summary>
    public static RpcError MethodNotFound(string diagnosis) =>
        new(RpcErrorKind.MethodNotFound, null) { Outcome = -32601, Diagnosis = diagnosis };

    /// <summary>The arguments do not fit the method.</summary>
    public static RpcError InvalidParams(string reason) => new(RpcErrorKind.InvalidParams, reason) { Outcome = -32602 };

    /// <summary>The call failed with a code of the catalogue.</summary>
    public static RpcError Failure(int code, string type, string detail) =>
        new(RpcErrorKind.Failure, detail) { Code = code, Type = type, Outcome = code };

    /// <summary>The caller needs a valid token and has none.</summary>
    public static RpcError Unauthenticated(string reason) =>
        Failure(TokenCode, "Token", reason) with { IsPlain = true, Outcome = OutcomeCodes.TokenRefused };

    /// <summary>The limits on calls or bytes in flight are reached.</summary>
    public static readonly RpcError Busy = RefusedBy(PlatformState.Busy);

    /// <summary>The state of the platform does not allow the call.</summary>
    public static RpcError RefusedBy(PlatformState state) => Refused(state, PlatformStateCodes.Describe(state));

    /// <summary>The same with a message of its own.</summary>
    public static RpcError Refused(PlatformState state, string message) =>
        new(RpcErrorKind.PlatformState, message) { State = state, Outcome = PlatformStateCodes.Of(state) };

    /// <summary>The caller has taken the call back.</summary>
    public static readonly RpcError Cancelled = new(RpcErrorKind.Cancelled, null) { Outcome = OutcomeCodes.CallerGone };

    /// <summary>A fault of the service; the log has the details.</summary>
    public static readonly RpcError Unexpected =
        new(RpcErrorKind.Unexpected, "An unexpected server error occurred") { Outcome = OutcomeCodes.Unexpected };
}

/// <summary>Turns what a method threw into an error of the catalogue: the only place where that is done.</summary>
public interface IErrorTranslator
{
    /// <summary>The error for the caller; null for a fault of the service, of which callers are told nothing.</summary>
    RpcError? Translate(Exception exception);

    /// <summary>The errors of the catalogue, by their codes.</summary>
    IReadOnlyList<CatalogueError> Catalogue => [];
}
