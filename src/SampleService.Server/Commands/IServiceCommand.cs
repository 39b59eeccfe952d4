using System.CommandLine;

namespace SampleService.Server;

/// <summary>A command of the command line: it does one thing and ends, instead of serving.</summary>
internal interface IServiceCommand
{
    /// <summary>How it is written on the command line, beside the settings.</summary>
    Command Syntax { get; }

    /// <summary>What stands under the program itself: the command, or the one that it is a part of.</summary>
    Command Entry => Syntax;

    /// <summary>What people call it.</summary>
    string Title => Entry == Syntax ? Syntax.Name : $"{Entry.Name} {Syntax.Name}";

    /// <summary>Runs it.</summary>
    /// <param name="settings">The settings of the service.</param>
    /// <param name="line">Has the values of its arguments and options.</param>
    /// <param name="output">Where its result is printed.</param>
    /// <returns>The exit code of the process.</returns>
    /// <exception cref="StartException">It cannot run with these settings or arguments.</exception>
    Task<int> RunAsync(Settings settings, ParseResult line, TextWriter output);
}
