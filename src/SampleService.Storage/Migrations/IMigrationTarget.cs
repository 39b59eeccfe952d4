using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>What a kind of database does for the migration runner. The caller holds the lock, so that no other process migrates meanwhile.</summary>
internal interface IMigrationTarget
{
    /// <summary>The scripts that were run, by number; none if the database is empty. Changes nothing.</summary>
    IReadOnlyList<AppliedScript> ListApplied();

    /// <summary>Runs a script and remembers it, both in one transaction.</summary>
    void Apply(MigrationScript script, Timestamp now);
}
