using System.Text.Json;
using SampleService.Testing.Servers;

namespace SampleService.Client.Tests.Support;

/// <summary>The ways by which a client reaches the service.</summary>
public enum Way
{
    /// <summary>A request for each call.</summary>
    Http,

    /// <summary>One WebSocket for all calls.</summary>
    WebSocket,

    /// <summary>The Unix socket of the process.</summary>
    UnixSocket,
}

/// <summary>Addresses of a server.</summary>
internal static class Ways
{
    /// <summary>All of them, for theories.</summary>
    public static TheoryData<Way> All => [.. Enum.GetValues<Way>()];

    /// <summary>Those on which callers present who they are.</summary>
    public static TheoryData<Way> OfTheGateway => [Way.Http, Way.WebSocket];

    /// <summary>Where a server is, by a way.</summary>
    public static Uri AddressOf(ServerProcess server, Way way) => way switch
    {
        Way.Http => server.Url,
        Way.WebSocket => new UriBuilder(server.Url) { Scheme = "ws" }.Uri,
        _ => new Uri("unix://" + Path.Combine(server.DataDirectory, "node.sock")),
    };

    /// <summary>A client with a token; without one where it is null, and on the Unix socket.</summary>
    public static SampleServiceClient Connect(ServerProcess server, Way way, string? token = null) =>
        SampleServiceClient.Connect(AddressOf(server, way), new SampleServiceClientOptions { Token = _ => new(token) });

    /// <summary>Calls any method by HTTP.</summary>
    public static ITransport Transport(ServerProcess server, string? token)
    {
        var options = new SampleServiceClientOptions { Token = _ => new(token) };
        return new HttpTransport(new Gateway(server.Url, options), new Reaching(options.ConnectTimeout, TimeProvider.System));
    }

    /// <summary>A value from its text.</summary>
    public static JsonElement Json(string text) => JsonElement.Parse(text);
}
