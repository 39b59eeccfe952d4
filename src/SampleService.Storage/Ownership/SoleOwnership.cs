namespace SampleService.Storage;

/// <summary>The database is this process's own for as long as the process has it open.</summary>
public sealed class SoleOwnership : IDatabaseOwnership
{
    /// <inheritdoc/>
    public long? Epoch => 0;
}
