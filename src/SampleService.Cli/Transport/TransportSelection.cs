using System.CommandLine;

namespace SampleService.Cli;

/// <summary>Finds the way to the server that a command line asks for.</summary>
internal static class TransportSelection
{
    public const string SocketVariable = "SAMPLECTL_SOCKET";

    /// <summary>Where servers have their sockets: one started from this folder, and the service of systemd (docs/running.md).</summary>
    private static readonly string[] UsualSockets = ["data/node.sock", "/var/lib/sample-service/node.sock"];

    public static ITransport Open(ParseResult command)
    {
        var url = command.GetValue(CommonOptions.Url);
        var socket = command.GetValue(CommonOptions.Socket);
        var tokenFile = command.GetValue(CommonOptions.TokenFile);
        if (url is null)
        {
            if (tokenFile is not null || command.GetValue(CommonOptions.GatewayId) is not null || command.GetValue(CommonOptions.Insecure))
                throw new FailureException(ExitCodes.Error, "--token-file, --gateway-id and --insecure go with --url; the socket knows its users from the operating system.");
            return new SocketTransport(Sockets(socket));
        }

        if (socket is not null)
            throw new FailureException(ExitCodes.Error, "--socket and --url exclude each other.");
        var door = ServerUrl.FindDoor(url);
        var token = TokenSource.Find(tokenFile);
        if (token is not null && door.Scheme == Uri.UriSchemeHttp && !ServerUrl.IsThisMachine(door) && !command.GetValue(CommonOptions.Insecure))
            throw new FailureException(ExitCodes.Error, $"A token is not sent to {door.Host} without encryption. Use https, or --insecure if the way there is safe.");
        return new HttpTransport(door, token, command.GetValue(CommonOptions.GatewayId));
    }

    private static IReadOnlyList<string> Sockets(string? given)
    {
        if (given is not null)
            return [given];
        return Environment.GetEnvironmentVariable(SocketVariable) is { Length: > 0 } named ? [named] : UsualSockets;
    }
}
