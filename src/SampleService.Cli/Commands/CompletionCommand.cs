using System.CommandLine;

namespace SampleService.Cli;

/// <summary>Prints what a shell needs to complete command lines: it asks this program.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private const string Bash =
        """
        _samplectl() {
            local IFS=$'\n'
            local word=${COMP_WORDS[COMP_CWORD]} hidden=
            [[ $word == -* ]] || hidden='-*'
            COMPREPLY=($(compgen -X "$hidden" -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _samplectl samplectl

        """;

    private const string Zsh =
        """
        #compdef samplectl
        _samplectl() {
            local -a candidates
            candidates=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            [[ ${words[CURRENT]} == -* ]] || candidates=(${candidates:#-*})
            compadd -- "${candidates[@]}" || _files
        }
        compdef _samplectl samplectl

        """;

    public CompletionCommand()
        : base("completion", "Print a script that makes a shell complete the commands.", "source <(samplectl completion bash)", "source <(samplectl completion zsh)")
    {
        Has(Of("bash", Bash), Of("zsh", Zsh));
    }

    private static CliCommand Of(string shell, string script)
    {
        var command = new CliCommand(shell, $"Print the script for {shell}.", $"source <(samplectl completion {shell})");
        command.SetAction(given => given.InvocationConfiguration.Output.Write(script));
        return command;
    }
}
