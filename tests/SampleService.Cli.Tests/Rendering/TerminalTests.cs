using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Rendering;

/// <summary>What people see on a terminal, and what programs get in a pipe.</summary>
[Collection(CliCollection.Name)]
public sealed class TerminalTests(CliServer server)
{
    private const char Line = '│', Escape = '\u001b';

    /// <summary>What .NET sends to a terminal when it begins to use it.</summary>
    private const string Opening = "\u001b[?1h\u001b=";

    [Fact]
    public async Task Table_InAPipe_HasTabsAndNothingElse()
    {
        var list = (await server.Cli.With("TERM", "xterm").RunAsync("account", "list")).Ok();

        Assert.Matches("^USER\t+NAME\t+ROLES\t+CREATED\t+DISABLED\nadmin\t+Admin\t+full_admin\t+", list.Output);
        Assert.DoesNotContain(list.Output, c => c is Line or Escape);
    }

    [Fact]
    public async Task Table_OnATerminal_HasLinesAndColours()
    {
        var shown = await OnATerminalAsync(server.Cli.With("TERM", "xterm"), 200, "account list");

        Assert.Contains($"{Line} \u001b[1mUSER\u001b[0m ", shown);
        Assert.Contains($"{Line} alice ", shown);
    }

    [Fact]
    public async Task Table_WithNoColor_HasLinesAlone()
    {
        var shown = await OnATerminalAsync(server.Cli.With("TERM", "xterm").With("NO_COLOR", "1"), 200, "account list");

        Assert.Contains($"{Line} USER ", shown);
        Assert.DoesNotContain(Escape, shown);
    }

    [Fact]
    public async Task Table_OnATerminalThatCannotDraw_IsPlain() =>
        Assert.Matches("\nadmin\t+Admin\t+full_admin\t+", await OnATerminalAsync(server.Cli.With("TERM", "dumb"), 200, "account list"));

    [Fact]
    public async Task Table_WiderThanTheTerminal_BecomesOneForEachRow()
    {
        var shown = await OnATerminalAsync(server.Cli.With("TERM", "xterm").With("NO_COLOR", "1"), 50, "account list");

        Assert.Contains($"{Line} user     {Line} alice ", shown);
    }

    /// <summary>Runs it on a terminal that script makes.</summary>
    private static async Task<string> OnATerminalAsync(Samplectl cli, int columns, string arguments)
    {
        using var script = cli.Start("script", "--quiet", "--return", "--command", $"stty cols {columns}; dotnet '{Samplectl.Assembly}' {arguments}", "/dev/null");
        script.StandardInput.Close();
        return (await Samplectl.EndAsync(script)).Ok().Output.Replace("\r", "", StringComparison.Ordinal).Replace(Opening, "\n", StringComparison.Ordinal);
    }
}
