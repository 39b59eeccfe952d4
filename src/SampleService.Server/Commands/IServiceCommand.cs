namespace SampleService.Server;

/// <summary>Something the program does other than serve: it does it and ends.</summary>
internal interface IServiceCommand
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>What follows it, for people; what may be left out comes last and in brackets.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>Does it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="arguments">What followed: all that has to, and perhaps what may be left out.</param>
    /// <param name="output">Takes what is to be told.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartException">It cannot be done as asked.</exception>
    Task<int> RunAsync(Settings settings, string[] arguments, TextWriter output);
}
