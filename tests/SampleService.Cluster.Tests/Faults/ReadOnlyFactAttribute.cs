namespace SampleService.Cluster.Tests.Faults;

/// <summary>A fact that makes a folder read-only in a way that holds for root and open files too: left out where that is not possible.</summary>
public sealed class ReadOnlyFactAttribute : FactAttribute
{
    public ReadOnlyFactAttribute() => Skip = ReadOnlyFolder.SkipReason is { } reason ? $"A folder cannot be made read-only: {reason}" : null;
}
