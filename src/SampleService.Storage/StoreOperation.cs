using System.Diagnostics;

namespace SampleService.Storage;

/// <summary>Times one operation on a database, for metrics and traces.</summary>
internal readonly struct StoreOperation
{
    private readonly long _began;
    private readonly string _name;
    private readonly Activity? _span;

    private StoreOperation(string system, string name)
    {
        _name = name;
        _began = StorageInstruments.IsTimed ? Stopwatch.GetTimestamp() : 0;
        _span = StorageInstruments.BeginSpan(system, name);
    }

    /// <summary>Begins it.</summary>
    /// <param name="system">Which database, as OpenTelemetry calls it.</param>
    /// <param name="name">The method of the store, which is a constant.</param>
    public static StoreOperation Begin(string system, string name) => new(system, name);

    /// <summary>Gives the caller its own span back, when the operation goes on after the call has returned.</summary>
    public void LeaveContext()
    {
        if (_span is not null)
            Activity.Current = _span.Parent;
    }

    /// <summary>Ends it.</summary>
    /// <param name="failure">What it ended with; null when it succeeded.</param>
    public void End(Exception? failure)
    {
        var outcome = failure switch
        {
            null => null,
            OperationCanceledException => "cancelled",
            Domain.ServiceException { Kind: Domain.ErrorKind.StorageFailure } => "failed",
            _ => "refused",
        };
        if (_began != 0)
            StorageInstruments.RecordDuration(Stopwatch.GetElapsedTime(_began), _name, outcome ?? "ok");
        StorageInstruments.EndSpan(_span, outcome);
    }
}
