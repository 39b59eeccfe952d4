using SampleService.Testing.Postgres;

namespace SampleService.Kafka.Tests.Support;

/// <summary>A fact that needs kcat and PostgreSQL.</summary>
public sealed class KcatAndPostgresFactAttribute : FactAttribute
{
    public KcatAndPostgresFactAttribute() => Skip = new KcatFactAttribute().Skip ?? PostgresBinaries.SkipReason;
}
