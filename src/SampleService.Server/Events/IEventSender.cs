namespace SampleService.Server;

/// <summary>Tells somebody outside of events. Of all processes of a deployment one runs it at a time.</summary>
internal interface IEventSender
{
    /// <summary>Its name in the database, in logs and in metrics: a lower case word.</summary>
    string Name { get; }

    /// <summary>Whether there is anybody to send to. While there is not, no process runs it.</summary>
    /// <exception cref="SampleService.Domain.ServiceException">The database failed.</exception>
    ValueTask<bool> IsNeededAsync(CancellationToken cancellation) => new(true);

    /// <summary>Sends events as they come, until it is cancelled: this process ends, or another one runs the sender from now on.</summary>
    /// <param name="cursor">How far it has come.</param>
    /// <param name="cancellation">Ends it. What is under way may be finished, for a few seconds.</param>
    /// <exception cref="SampleService.Domain.ServiceException">The database failed, or a state refuses writes: it is run again from its position, a little later.</exception>
    Task RunAsync(EventCursor cursor, CancellationToken cancellation);
}
