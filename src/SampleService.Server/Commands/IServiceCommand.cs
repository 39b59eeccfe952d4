namespace SampleService.Server;

/// <summary>A command of the command line: it does one thing and ends, instead of serving.</summary>
internal interface IServiceCommand
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>The names of its arguments; optional ones come last and in brackets. One that is named is <c>--name VALUE</c>.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>Runs it.</summary>
    /// <param name="settings">The settings of the service.</param>
    /// <param name="arguments">All required arguments, and the optional ones that were given.</param>
    /// <param name="output">Where its result is printed.</param>
    /// <returns>The exit code of the process.</returns>
    /// <exception cref="StartException">It cannot run with these settings or arguments.</exception>
    Task<int> RunAsync(Settings settings, string[] arguments, TextWriter output);
}
