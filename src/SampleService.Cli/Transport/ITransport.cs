namespace SampleService.Cli;

/// <summary>A way to the server: takes a message and gives the answer to it.</summary>
internal interface ITransport : IDisposable
{
    /// <summary>Whether it leads to the Unix socket of a process, which has methods and answers of its own.</summary>
    bool IsNode { get; }

    /// <summary>Sends a message of one line and waits for all that is answered; nothing to a notification.</summary>
    /// <exception cref="FailureException">There is no way to the server, or it gave no answer.</exception>
    Task<TransportAnswer> AskAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation);
}
