using SampleService.Storage;

namespace SampleService.Grains.Tests;

/// <summary>Ownership of a database that comes and goes as a test says.</summary>
internal sealed class SwitchedOwnership : IDatabaseOwnership
{
    public long? Epoch { get; set; }
}
