using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Commands;

/// <summary>Scripts that make shells complete command lines.</summary>
public sealed class CompletionTests
{
    private static readonly Samplectl Cli = new();

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    public async Task Completion_Script_IsAcceptedByBash(string shell)
    {
        var script = (await Cli.RunAsync("completion", shell)).Ok().Output;
        using var bash = Cli.Start("bash", "-n");
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();

        Assert.Equal(new CliRun(0, "", ""), await Samplectl.EndAsync(bash));
        Assert.Contains("_samplectl samplectl\n", script);
    }

    [Theory]
    [InlineData("sta", "state status ")]
    [InlineData("state set ", "backup initialization restore update validation ")]
    [InlineData("status --for", "--format ")]
    [InlineData("status --format j", "json ")]
    public async Task Completion_InBash_OffersWhatFits(string typed, string offered)
    {
        var script = (await Cli.RunAsync("completion", "bash")).Ok().Output
            + $$"""
                samplectl() { dotnet '{{Samplectl.Assembly}}' "$@"; }
                COMP_LINE='samplectl {{typed}}'
                COMP_POINT=${#COMP_LINE}
                IFS=' ' read -ra COMP_WORDS <<< "$COMP_LINE"
                [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _samplectl
                printf '%s ' "${COMPREPLY[@]}"
                """;
        using var bash = Cli.Start("bash", "-c", script);

        Assert.Equal(new CliRun(0, offered, ""), await Samplectl.EndAsync(bash));
    }
}
