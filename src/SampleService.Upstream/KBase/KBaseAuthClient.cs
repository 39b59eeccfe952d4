using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Asks the KBase auth service (contract sections 2.1 and 10.1). Remembers nothing.
/// </summary>
internal sealed class KBaseAuthClient(KBaseOptions options, ILogger<KBaseAuthClient> logger) : IDisposable
{
    /// <summary>What an invalid token is answered with when nobody has to be asked to know it.</summary>
    public const string InvalidToken = "Error connecting to auth service: 401 Unauthorized\n10020 Invalid token";

    private const string Service = "KBase auth service";
    private const string TokenRefused = "KBase auth server reported token is invalid.";

    private readonly KBaseHttp _http = new(Service, options, logger);

    /// <summary>Whose token it is.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.AuthenticationFailed"/>: could not be asked.</exception>
    public async Task<TokenOwner> FindOwnerAsync(string token, CancellationToken cancellation)
    {
        var address = options.EffectiveAuthServiceUrl;
        var answer = await _http.TrySendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent(
                [
                    KeyValuePair.Create("token", token),
                    KeyValuePair.Create("fields", "user_id"),
                ]),
            },
            cancellation).ConfigureAwait(false)
            ?? throw NotAsked("Error connecting to auth service");
        using var json = answer.ReadJson();
        if (answer.IsOk)
        {
            if (json?.RootElement.Member("user_id")?.UserName() is { } user)
                return new TokenOwner(user, null);
            UpstreamLog.Unusable(logger, Service, answer.Status, "no user_id");
            throw NotAsked("Error connecting to auth service: its answer cannot be understood");
        }

        var error = json?.RootElement.Member("error");
        var message = error?.Member("message")?.Text();
        var reason = $"Error connecting to auth service: {answer.StatusLine}"
            + (message is null ? "" : $"\n{UpstreamText.Clean(message)}");
        if (answer.Status == 401
            || (answer.Status == 400 && error?.Member("appcode")?.Integer() is 10010 or 10011 or 10020))
            return new TokenOwner(null, reason);
        UpstreamLog.Refused(logger, Service, answer.Status, error);
        throw NotAsked(reason);
    }

    /// <summary>Those of the names that exist. None of the names has a comma.</summary>
    /// <exception cref="KBaseAuthException">No answer.</exception>
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
    /// <exception cref="KBaseAuthException">No answer.</exception>
    public async Task<KBaseRoles> FindRolesAsync(string token, CancellationToken cancellation)
    {
        // As with owners: what is no KBase token by its form is nothing to show to the auth service.
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
        var answer = await _http.TrySendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.TryAddWithoutValidation("Authorization", token);
                return request;
            },
            cancellation).ConfigureAwait(false)
            ?? throw Other("Error contacting KBase auth server");
        var json = answer.ReadJson();
        if (json is null)
        {
            UpstreamLog.Unusable(logger, Service, answer.Status, "not JSON");
            throw Other($"Non-JSON response from KBase auth server, status code: {answer.Status}");
        }

        if (answer.IsOk)
            return json;
        using (json)
            throw Refusal(answer, json.RootElement);
    }

    private KBaseAuthException Refusal(UpstreamAnswer answer, JsonElement body)
    {
        var error = body.Member("error");
        var message = error?.Member("message")?.Text() is { } text ? UpstreamText.Clean(text) : null;
        UpstreamLog.Refused(logger, Service, answer.Status, error);
        return error?.Member("appcode")?.Integer() switch
        {
            10020 => new(KBaseAuthFailure.InvalidToken, TokenRefused),
            30010 => new(
                KBaseAuthFailure.IllegalUserName,
                $"The KBase auth server is being very assertive about one of the usernames being illegal: {message}"),
            _ => Other($"Error from KBase auth server: {message ?? answer.StatusLine}"),
        };
    }

    private KBaseAuthException Unusable(string fault)
    {
        UpstreamLog.Unusable(logger, Service, 200, fault);
        return Other("Error from KBase auth server: its answer cannot be understood");
    }

    private static KBaseAuthException Other(string text) => new(KBaseAuthFailure.Other, text);

    private static ServiceException NotAsked(string reason) =>
        new(ErrorKind.AuthenticationFailed, $"Token validation failed: {reason}");

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // Not Unicode, so none of the names that were asked for; U+FFFD alone is no legal name either.
            return "\ufffd";
        }
    }
}
