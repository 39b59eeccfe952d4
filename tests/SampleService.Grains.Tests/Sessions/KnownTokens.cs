using System.Collections.Concurrent;
using SampleService.Domain;
using SampleService.Upstream;

namespace SampleService.Grains.Tests.Sessions;

/// <summary>Tokens of stand-alone accounts as a test says: <c>sst_</c> and the name of the user, until it is refused.</summary>
internal sealed class KnownTokens : ITokenService
{
    private readonly ConcurrentDictionary<string, bool> _refused = new();

    public static string Of(string user) => TokenForm.StandalonePrefix + user;

    public void Refuse(string user) => _refused[Of(user)] = true;

    public void Accept(string user) => _refused.TryRemove(Of(user), out _);

    public UserName? FindKnownOwner(string token) =>
        _refused.ContainsKey(token) ? null : new UserName(token[TokenForm.StandalonePrefix.Length..]);

    public ValueTask<TokenOwner> FindOwnerAsync(string token, CancellationToken cancellation) =>
        new(FindKnownOwner(token) is { } user ? new TokenOwner(user, null) : new TokenOwner(null, "Invalid token"));
}
