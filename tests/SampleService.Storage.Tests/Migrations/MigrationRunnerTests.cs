using SampleService.Domain;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.Migrations;

public sealed class MigrationRunnerTests
{
    private static readonly MigrationScript[] Scripts =
    [
        MigrationScripts.Parse("0001_first.sql", "SELECT 1;"),
        MigrationScripts.Parse("0002_second.sql", "SELECT 2;"),
        MigrationScripts.Parse("0003_third.sql", "SELECT 3;"),
    ];

    [Fact]
    public void Run_EmptyDatabase_AppliesAllInOrder()
    {
        var target = new MemoryTarget();
        Run(target, mayMigrate: true);
        Assert.Equal([1, 2, 3], target.Applied.Select(script => script.Number));
        Run(target, mayMigrate: false);
    }

    [Fact]
    public void Run_SomeApplied_AppliesTheRest()
    {
        var target = new MemoryTarget(Applied(0));
        Run(target, mayMigrate: true);
        Assert.Equal([1, 2, 3], target.Applied.Select(script => script.Number));
    }

    [Fact]
    public void Run_MayNotMigrate_NamesTheFirstLacking() =>
        Refused("The database lacks migration script 0002_second.sql: migrate it first.", false, Applied(0));

    [Fact]
    public void Run_ChangedScript_Refused() =>
        Refused(
            "Migration script 0001_first.sql is not the one that the database was made with.", true,
            Applied(0) with { Checksum = "other" });

    [Fact]
    public void Run_NewerDatabase_Refused() =>
        Refused(
            "The database is newer than this program, which does not know its migration script 0004_future.sql.", true,
            Applied(0), Applied(1), Applied(2), new AppliedScript(4, "0004_future.sql", ""));

    [Fact]
    public void Run_Gap_Refused() =>
        Refused("The database lacks migration script number 2, but has 0003_third.sql.", true, Applied(0), Applied(2));

    [Fact]
    public void Run_GapInTheProgram_Refused() =>
        Assert.Throws<SchemaException>(
            () => MigrationRunner.Run(new MemoryTarget(), [Scripts[0], Scripts[2]], true, new SteppedClock()));

    [Fact]
    public void Parse_LineEnds_DoNotCount() =>
        Assert.Equal(
            MigrationScripts.Parse("0001_a.sql", "a\nb\n").Checksum, MigrationScripts.Parse("0001_a.sql", "a\r\nb\r\n").Checksum);

    [Theory]
    [InlineData("1_a.sql")]
    [InlineData("00001_a.sql")]
    [InlineData("x001_a.sql")]
    public void Parse_NoNumber_Refused(string name) =>
        Assert.Throws<SchemaException>(() => MigrationScripts.Parse(name, ""));

    [Fact]
    public void Embedded_Sqlite_BeginsWithTheSamples() =>
        Assert.Equal("0001_samples.sql", MigrationScripts.Embedded("db/sqlite/")[0].Name);

    private static AppliedScript Applied(int index) =>
        new(Scripts[index].Number, Scripts[index].Name, Scripts[index].Checksum);

    private static void Run(MemoryTarget target, bool mayMigrate) =>
        MigrationRunner.Run(target, Scripts, mayMigrate, new SteppedClock());

    private static void Refused(string message, bool mayMigrate, params AppliedScript[] applied)
    {
        var target = new MemoryTarget(applied);
        Assert.Equal(message, Assert.Throws<SchemaException>(() => Run(target, mayMigrate)).Message);
        Assert.Equal(applied, target.Applied);
    }
}

/// <summary>Remembers what was applied, and nothing else.</summary>
internal sealed class MemoryTarget(params AppliedScript[] applied) : IMigrationTarget
{
    public List<AppliedScript> Applied { get; } = [.. applied];

    public IReadOnlyList<AppliedScript> ListApplied() => [.. Applied];

    public void Apply(MigrationScript script, Timestamp now) =>
        Applied.Add(new AppliedScript(script.Number, script.Name, script.Checksum));
}
