using SampleService.Testing.Postgres;

namespace SampleService.Conformance.Tests;

/// <summary>A theory that needs PostgreSQL: left out where it is not installed, except in continuous integration.</summary>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresBinaries.SkipReason;
}
