using System.Net;

namespace SampleService.Cli;

/// <summary>The address of a server as a user gives it.</summary>
internal static class ServerUrl
{
    private const string Door = "/gateway/json-rpc";

    /// <summary>The address of the gateway door.</summary>
    /// <exception cref="FailureException">It is no address that will do.</exception>
    public static Uri FindDoor(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new FailureException(ExitCodes.Error, "--url needs an address such as https://samples.example.org.");
        // What stands on a command line can be read by others.
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            throw new FailureException(ExitCodes.Error, "--url takes neither a user, a password, nor what follows a question mark. Tokens come by --token-file or SAMPLECTL_TOKEN.");
        var path = url.AbsolutePath.TrimEnd('/');
        return new UriBuilder(url) { Path = path.EndsWith(Door, StringComparison.Ordinal) ? path : path + Door }.Uri;
    }

    /// <summary>Whether what is sent there never leaves this machine.</summary>
    public static bool IsThisMachine(Uri url) =>
        url.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address));
}
