namespace SampleService.Storage.PostgreSql;

/// <summary>
/// The silo of a cluster for which a process writes. The database refuses its writes of samples and links, with
/// <see cref="Domain.ErrorKind.ClusterFailure"/>, while the table <c>silos</c> has it as dead or not at all.
/// </summary>
/// <param name="Cluster">The cluster, as in that table.</param>
/// <param name="Silo">The silo as <c>address:port@generation</c>, of the columns of that table.</param>
public sealed record SiloIdentity(string Cluster, string Silo);
