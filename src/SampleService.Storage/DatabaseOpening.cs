namespace SampleService.Storage;

/// <summary>Opens the database behind the stores, once: before that they refuse everything.</summary>
/// <param name="open">Opens it.</param>
/// <param name="explain">What is thrown in place of an exception; by default the exception.</param>
public sealed class DatabaseOpening(Func<Action?, CancellationToken, Task> open, Func<Exception, Exception>? explain)
{
    /// <summary>Takes the lock of the database, and checks its schema or brings it up to date.</summary>
    /// <param name="migrating">Called before the schema is changed.</param>
    /// <param name="cancellation">Ends the wait for it.</param>
    public async Task RunAsync(Action? migrating, CancellationToken cancellation)
    {
        try
        {
            await open(migrating, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (explain?.Invoke(exception) is { } told && told != exception)
        {
            throw told;
        }
    }
}
