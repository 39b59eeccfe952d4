using SampleService.Domain;

namespace SampleService.Storage.Tests.Migrations;

/// <summary>Remembers what was applied, and nothing else.</summary>
internal sealed class MemoryTarget(params AppliedScript[] applied) : IMigrationTarget
{
    public List<AppliedScript> Applied { get; } = [.. applied];

    public IReadOnlyList<AppliedScript> ListApplied() => [.. Applied];

    public void Apply(MigrationScript script, Timestamp now) =>
        Applied.Add(new AppliedScript(script.Number, script.Name, script.Checksum));
}
