using SampleService.Server.Tests.Support;
using SampleService.Testing.Postgres;

namespace SampleService.Server.Tests.Python;

/// <summary>A fact that needs Python: left out where it is not installed, except in continuous integration.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    /// <param name="needsPostgres">Whether it needs PostgreSQL too.</param>
    public PythonFactAttribute(bool needsPostgres = false) =>
        Skip = Programs.SkipReason("python3") ?? (needsPostgres ? PostgresBinaries.SkipReason : null);
}
