using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Brings a schema up to date, or refuses a database that does not fit.</summary>
internal static class MigrationRunner
{
    /// <summary>Checks what was run against the scripts of this program, and runs those that are lacking if it may.</summary>
    /// <param name="target">The database.</param>
    /// <param name="scripts">The scripts.</param>
    /// <param name="mayMigrate">Whether it may.</param>
    /// <param name="clock">Tells when a script was run.</param>
    /// <param name="migrating">Called before the first that is lacking is run.</param>
    /// <exception cref="SchemaException">The database does not fit; nothing was changed.</exception>
    public static SchemaChange Run(
        IMigrationTarget target, IReadOnlyList<MigrationScript> scripts, bool mayMigrate, TimeProvider clock, Action? migrating = null)
    {
        var applied = target.ListApplied();
        Check(scripts, applied);
        if (applied.Count == scripts.Count)
            return new SchemaChange([], IsNew: false);
        if (!mayMigrate)
            throw new SchemaException(
                $"The database lacks migration script {scripts[applied.Count].Name}: migrate it first.");
        migrating?.Invoke();
        var lacking = scripts.Skip(applied.Count).ToList();
        foreach (var script in lacking)
            target.Apply(script, Timestamp.Now(clock));
        return new SchemaChange([.. lacking.Select(script => script.Name)], IsNew: applied.Count == 0);
    }

    private static void Check(IReadOnlyList<MigrationScript> scripts, IReadOnlyList<AppliedScript> applied)
    {
        for (var i = 0; i < scripts.Count; i++)
            if (scripts[i].Number != i + 1)
                throw new SchemaException($"There is no migration script number {i + 1}, but there is {scripts[i].Name}.");

        for (var i = 0; i < applied.Count; i++)
        {
            if (applied[i].Number > scripts.Count)
                throw new SchemaException(
                    $"The database is newer than this program, which does not know its migration script {applied[i].Name}.");
            if (applied[i].Number != i + 1)
                throw new SchemaException(
                    $"The database lacks migration script number {i + 1}, but has {applied[i].Name}.");
            if (applied[i].Checksum != scripts[i].Checksum)
                throw new SchemaException(
                    $"Migration script {scripts[i].Name} is not the one that the database was made with.");
        }
    }
}

/// <summary>What was done to the schema when the database was opened.</summary>
/// <param name="Scripts">The file names of the scripts that were run, in their order; none if the schema was up to date.</param>
/// <param name="IsNew">Whether the database had no tables before.</param>
public sealed record SchemaChange(IReadOnlyList<string> Scripts, bool IsNew);

/// <summary>The schema of a database is not one that this program works with. The message is one line for the operator.</summary>
/// <param name="message">What is wrong, and with which script.</param>
public sealed class SchemaException(string message) : Exception(message);
