using System.CommandLine;

namespace SampleService.Cli;

/// <summary>The options that all commands have.</summary>
internal static class CommonOptions
{
    private const int DefaultTimeoutSeconds = 60;
    private const int MaxSeconds = 86400;

    public static readonly Option<string?> Socket = new("--socket")
    {
        Description = "The Unix socket of a server on this machine. Default: SAMPLECTL_SOCKET, else data/node.sock, else /var/lib/sample-service/node.sock.",
        HelpName = "PATH",
        Recursive = true,
    };

    public static readonly Option<string?> Url = new("--url")
    {
        Description = "The address of a server, instead of a socket: its gateway door is used, with a token.",
        HelpName = "URL",
        Recursive = true,
    };

    public static readonly Option<string?> TokenFile = new("--token-file")
    {
        Description = "A file with the token for --url. Default: the token in SAMPLECTL_TOKEN, else none.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string?> GatewayId = new("--gateway-id")
    {
        Description = "The id of the deployment behind --url, where it asks for one.",
        HelpName = "ID",
        Recursive = true,
    };

    public static readonly Option<bool> Insecure = new("--insecure")
    {
        Description = "Send a token to another machine without encryption.",
        Recursive = true,
    };

    public static readonly Option<int> Timeout = new("--timeout")
    {
        Description = "How long an answer is waited for.",
        HelpName = "SECONDS",
        Recursive = true,
        DefaultValueFactory = _ => DefaultTimeoutSeconds,
    };

    public static readonly Option<Format> Format = new("--format")
    {
        Description = "table for people, json for the result (or error) as the server sent it, rpc for request and answer. Default: table.",
        HelpName = "table|json|rpc",
        Recursive = true,
    };

    public static void AddTo(Command root)
    {
        Format.AcceptOnlyFromAmong("table", "json", "rpc");
        RequireSeconds(Timeout);
        foreach (var option in (Option[])[Socket, Url, TokenFile, GatewayId, Insecure, Timeout, Format])
            root.Options.Add(option);
    }

    /// <summary>Takes a second to a day.</summary>
    public static void RequireSeconds(Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && long.TryParse(result.Tokens[0].Value, out var seconds) && seconds is < 1 or > MaxSeconds)
            result.AddError($"{option.Name} takes 1 to {MaxSeconds} seconds.");
    });
}
