using System.Text.Json;
using SampleService.Testing.Json;

namespace SampleService.Testing.Fakes;

/// <summary>Stands in for an OpenID Connect issuer: discovery document and keys, and tokens for the asking.</summary>
public sealed class IssuerFake : FakeService
{
    public const string Audience = "sample-service";

    // A key takes long to make, so that all stand-ins begin with one.
    private static readonly IssuerKey First = IssuerKey.Rsa();

    private readonly TimeProvider _clock;
    private readonly List<string> _reads = [];
    private List<IssuerKey> _published = [First];

    private IssuerFake(TimeProvider clock) => _clock = clock;

    /// <summary>The issuer as its tokens have it.</summary>
    public string Authority => Url.AbsoluteUri.TrimEnd('/');

    /// <summary>The key that signs; it is published too.</summary>
    public IssuerKey Key => Published[0];

    /// <summary>The keys in the key set, the signing one first.</summary>
    public IReadOnlyList<IssuerKey> Published
    {
        get
        {
            lock (Gate)
                return _published;
        }

        set
        {
            lock (Gate)
                _published = [.. value];
        }
    }

    /// <summary>What the discovery document says of itself; by default the truth.</summary>
    public string? ClaimedIssuer { get; set; }

    /// <summary>Where the discovery document says that the keys are; by default the truth.</summary>
    public string? KeysAddress { get; set; }

    /// <summary>The key set, where it is not what is published.</summary>
    public string? KeysText { get; set; }

    /// <summary>Whether it answers 500.</summary>
    public bool IsDown { get; set; }

    /// <summary>How often the keys were asked for.</summary>
    public int KeysReads => Count("/keys");

    /// <summary>How often the discovery document was asked for.</summary>
    public int DiscoveryReads => Count("/.well-known/openid-configuration");

    public static async Task<IssuerFake> StartAsync(TimeProvider? clock = null)
    {
        var fake = new IssuerFake(clock ?? TimeProvider.System);
        await fake.ListenAsync(default);
        return fake;
    }

    /// <summary>A new key signs, and the others are not published any more.</summary>
    public IssuerKey Rotate()
    {
        Published = [IssuerKey.Rsa()];
        return Key;
    }

    /// <summary>A token for ten minutes, of the key that signs.</summary>
    /// <param name="claims">Added to <c>iss</c>, <c>aud</c>, <c>iat</c> and <c>exp</c> or put in their places; null leaves one out.</param>
    public string Token(params (string Name, object? Value)[] claims) => Token(Key, [], claims);

    /// <summary>The same of another key.</summary>
    public string Token(IssuerKey key, params (string Name, object? Value)[] claims) => Token(key, [], claims);

    /// <summary>The same with members of the header put in the places of those that it has.</summary>
    public string Token(IssuerKey key, (string Name, object? Value)[] header, params (string Name, object? Value)[] claims)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        return key.Sign(
            With(new() { ["alg"] = key.Algorithm, ["typ"] = "JWT", ["kid"] = key.Id }, header),
            With(new() { ["iss"] = Authority, ["aud"] = Audience, ["iat"] = now, ["exp"] = now + 600 }, claims));
    }

    private protected override Task<FakeReply> ServeAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        lock (Gate)
            _reads.Add(request.Path);
        return Task.FromResult((IsDown, request.Path) switch
        {
            (true, _) => Json(500, new { error = "down" }),
            (_, "/.well-known/openid-configuration") => Json(
                200, new { issuer = ClaimedIssuer ?? Authority, jwks_uri = KeysAddress ?? $"{Authority}/keys" }),
            (_, "/keys") => KeysText is { } text
                ? new FakeReply(200, "application/json", text)
                : Json(200, new { keys = Published.Select(key => key.ToJwk()) }),
            _ => Json(404, new { error = "not found" }),
        });
    }

    private protected override JsonMap Control(string verb, string path, JsonMap data) => throw new KeyNotFoundException(path);

    private static FakeReply Json(int status, object value) => new(status, "application/json", JsonSerializer.Serialize(value));

    private static Dictionary<string, object?> With(Dictionary<string, object?> members, (string Name, object? Value)[] changes)
    {
        foreach (var (name, value) in changes)
            members[name] = value;
        return members.Where(member => member.Value is not null).ToDictionary();
    }

    private int Count(string path)
    {
        lock (Gate)
            return _reads.Count(read => read == path);
    }
}
