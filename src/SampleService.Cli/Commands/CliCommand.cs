using System.CommandLine;

namespace SampleService.Cli;

/// <summary>A command whose help has examples.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="examples">Command lines that work as they are, but for ids.</param>
internal class CliCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>The method that it calls; null for those that call none of their own.</summary>
    public string? Method { get; init; }

    /// <summary>Commands below it.</summary>
    public CliCommand Has(params Command[] commands)
    {
        foreach (var command in commands)
            Subcommands.Add(command);
        return this;
    }

    /// <summary>Opens the way to the server and runs something with it.</summary>
    protected static async Task<int> WithServerAsync(ParseResult command, Func<Server, Task<int>> run)
    {
        using var transport = TransportSelection.Open(command);
        var configuration = command.InvocationConfiguration;
        return await run(new Server(
            new RpcClient(transport, TimeSpan.FromSeconds(command.GetValue(CommonOptions.Timeout))),
            transport.IsNode,
            new Presenter(command.GetValue(CommonOptions.Format), configuration.Output, configuration.Error)));
    }
}
