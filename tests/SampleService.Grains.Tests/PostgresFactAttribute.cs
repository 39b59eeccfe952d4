using SampleService.Testing.Postgres;

namespace SampleService.Grains.Tests;

/// <summary>A fact that needs PostgreSQL: left out where it is not installed, except in continuous integration.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresBinaries.SkipReason;
}
