namespace SampleService.Testing.Postgres;

/// <summary>The private PostgreSQL server did not start.</summary>
public sealed class PostgresStartException(string message) : Exception(message);
