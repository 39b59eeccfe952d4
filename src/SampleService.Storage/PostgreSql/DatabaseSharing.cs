namespace SampleService.Storage.PostgreSql;

/// <summary>Who may use a database at the same time.</summary>
public enum DatabaseSharing
{
    /// <summary>Any number of processes that say the same.</summary>
    Shared,

    /// <summary>One process alone, which may then answer from memory.</summary>
    Exclusive,
}
