using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>Client of the KBase auth service (docs/kbase.md). Caches nothing.</summary>
internal sealed class KBaseAuthClient(KBaseOptions options, ILogger<KBaseAuthClient> logger) : IDisposable
{
    /// <summary>The service's own words, for tokens that are refused without a request.</summary>
    public const string InvalidToken = "Error connecting to auth service: 401 Unauthorized\n10020 Invalid token";

    private const string Service = "KBase auth service";
    private const string TokenRefused = "KBase auth server reported token is invalid.";

    private readonly UpstreamHttp _http = options.CreateHttp(Service, "auth", logger, UpstreamHealth.IsSick);

    /// <summary>The calls that wait for the service, those that wait for one request together as one. Whoever makes a request counts it here.</summary>
    public WaitingCalls Waiting { get; } = new("auth", options.MaxWaitingCalls);

    /// <summary>Those of them whose tokens were never found valid: they have half of the places, so that nobody can take all with invented tokens.</summary>
    public WaitingCalls WaitingUnknown { get; } = new("auth", options.MaxWaitingCalls / 2);

    /// <summary>The owner of a token, or why the token is not valid.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.AuthenticationFailed"/>: there was no usable response.</exception>
    public async Task<TokenOwner> FindOwnerAsync(string token, CancellationToken cancellation)
    {
        var address = options.EffectiveAuthServiceUrl;
        var response = await _http.TrySendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent(
                [
                    KeyValuePair.Create("token", token),
                    KeyValuePair.Create("fields", "user_id"),
                ]),
            },
            cancellation).ConfigureAwait(false)
            ?? throw Unavailable("Error connecting to auth service");
        using var json = response.ReadJson();
        if (response.IsOk)
        {
            if (json?.RootElement.Member("user_id")?.UserName() is { } user)
                return new TokenOwner(user, null);
            UpstreamLog.Unusable(logger, Service, response.Status, "no user_id");
            throw Unavailable("Error connecting to auth service: its answer cannot be understood");
        }

        var error = json?.RootElement.Member("error");
        var message = error?.Member("message")?.Text();
        var reason = $"Error connecting to auth service: {Clean(response.StatusLine, token)}"
            + (message is null ? "" : $"\n{Clean(message, token)}");
        if (response.Status == 401
            || (response.Status == 400 && error?.Member("appcode")?.Integer() is 10010 or 10011 or 10020))
            return new TokenOwner(null, reason);
        UpstreamLog.Refused(logger, Service, response.Status, error);
        throw Unavailable(reason);
    }

    /// <summary>The names that exist. None of the given names may contain a comma.</summary>
    /// <exception cref="KBaseAuthException">There was no usable response.</exception>
    public async Task<IReadOnlySet<string>> FindExistingAsync(IEnumerable<UserName> names, CancellationToken cancellation)
    {
        var list = string.Join(',', names.Select(name => Uri.EscapeDataString(name.Value)));
        using var json = await GetAsync($"api/V2/users?list={list}", options.AuthToken, cancellation).ConfigureAwait(false);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            throw Unusable("no object of users");
        var existing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String)
                throw Unusable("a display name that is no text");
            existing.Add(Name(member));
        }

        return existing;
    }

    /// <summary>The owner of a token and the roles of the owner.</summary>
    /// <exception cref="KBaseAuthException">There was no usable response.</exception>
    public async Task<KBaseRoles> FindRolesAsync(string token, CancellationToken cancellation)
    {
        // Tokens of other issuers are never sent to the auth service.
        if (!TokenForm.IsSendable(token) || TokenForm.KindOf(token) != TokenKind.KBase)
            throw new KBaseAuthException(KBaseAuthFailure.InvalidToken, TokenRefused);
        using var json = await GetAsync("api/V2/me", token, cancellation).ConfigureAwait(false);
        if (json.RootElement.Member("user")?.UserName() is not { } user)
            throw Unusable("no user");
        if (json.RootElement.Member("customroles") is not { ValueKind: JsonValueKind.Array } array)
            throw Unusable("no customroles");
        var roles = new List<string>(array.GetArrayLength());
        foreach (var role in array.EnumerateArray())
            roles.Add(role.Text() ?? throw Unusable("a role that is no text"));
        return new KBaseRoles(user, roles);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument> GetAsync(string pathAndQuery, string token, CancellationToken cancellation)
    {
        var address = options.Below(pathAndQuery);
        var response = await _http.TrySendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.TryAddWithoutValidation("Authorization", token);
                return request;
            },
            cancellation).ConfigureAwait(false)
            ?? throw Other("Error contacting KBase auth server");
        var json = response.ReadJson();
        if (json is null)
        {
            UpstreamLog.Unusable(logger, Service, response.Status, "not JSON");
            throw Other($"Non-JSON response from KBase auth server, status code: {response.Status}");
        }

        if (response.IsOk)
            return json;
        using (json)
            throw Refusal(response, json.RootElement, token);
    }

    private KBaseAuthException Refusal(UpstreamResponse response, JsonElement body, string token)
    {
        var error = body.Member("error");
        var message = error?.Member("message")?.Text() is { } text ? Clean(text, token) : null;
        UpstreamLog.Refused(logger, Service, response.Status, error);
        return error?.Member("appcode")?.Integer() switch
        {
            10020 => new(KBaseAuthFailure.InvalidToken, TokenRefused),
            30010 => new(
                KBaseAuthFailure.IllegalUserName,
                $"The KBase auth server is being very assertive about one of the usernames being illegal: {message}"),
            _ => Other($"Error from KBase auth server: {message ?? Clean(response.StatusLine, token)}"),
        };
    }

    /// <summary>A text of the service for callers.</summary>
    private string Clean(string text, string token) =>
        UpstreamText.Clean(UpstreamText.WithoutTokens(text, token, options.AuthToken, options.WorkspaceToken));

    private KBaseAuthException Unusable(string fault)
    {
        UpstreamLog.Unusable(logger, Service, 200, fault);
        return Other("Error from KBase auth server: its answer cannot be understood");
    }

    private static KBaseAuthException Other(string text) => new(KBaseAuthFailure.Other, text);

    private static ServiceException Unavailable(string reason) =>
        new(ErrorKind.UpstreamFailure, $"Token validation failed: {reason}");

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // Not valid Unicode, so it is none of the requested names; U+FFFD alone is not a legal name either.
            return "\ufffd";
        }
    }
}

/// <summary>The owner of a token and the owner's custom roles.</summary>
internal sealed record KBaseRoles(UserName User, IReadOnlyList<string> CustomRoles);

/// <summary>
/// A look-up of users failed. What the caller is told depends on the method. <see cref="Text"/> is kept out of the message, which is
/// logged, because it can repeat what a caller sent.
/// </summary>
/// <param name="failure">The reason.</param>
/// <param name="text">The text that callers are told.</param>
internal sealed class KBaseAuthException(KBaseAuthFailure failure, string text)
    : Exception($"The KBase auth service could not answer: {failure}.")
{
    public KBaseAuthFailure Failure { get; } = failure;

    /// <summary>For the caller, never for the log.</summary>
    public string Text { get; } = text;
}

internal enum KBaseAuthFailure
{
    /// <summary>The auth service does not accept the token of the request.</summary>
    InvalidToken,

    /// <summary>The auth service calls one of the names illegal.</summary>
    IllegalUserName,

    Other,
}
