namespace SampleService.Server;

/// <summary>Something the program does other than serve: it does it and ends.</summary>
internal interface IServiceCommand
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>What has to follow it, for people; empty for nothing.</summary>
    string Argument { get; }

    /// <summary>Does it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="argument">What followed; null if nothing did.</param>
    /// <param name="output">Takes what is to be told.</param>
    /// <exception cref="StartException">It cannot be done as asked.</exception>
    Task RunAsync(Settings settings, string? argument, TextWriter output);
}
