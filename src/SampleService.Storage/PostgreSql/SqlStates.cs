namespace SampleService.Storage.PostgreSql;

/// <summary>The SQLSTATE codes that mean something to the stores.</summary>
internal static class SqlStates
{
    public const string UniqueViolation = "23505";

    public const string SerializationFailure = "40001";

    public const string DeadlockDetected = "40P01";

    public const string QueryCancelled = "57014";

    public const string IdleInTransactionTimeout = "25P03";

    public const string AdminShutdown = "57P01";

    public const string CrashShutdown = "57P02";

    public const string IdleSessionTimeout = "57P05";

    /// <summary>Of this service: the writing silo is held for dead by its cluster, and nothing was written.</summary>
    public const string DeadSilo = "ZS001";

    /// <summary>The transaction has not happened; repeated it may well succeed.</summary>
    public static bool IsConflict(string state) => state is SerializationFailure or DeadlockDetected;

    /// <summary>What was to be stored is at fault: a value, a constraint, or a limit of the server.</summary>
    public static bool IsOfTheData(string state) => state[..2] is "22" or "23" or "54";

    /// <summary>The server ended the connection.</summary>
    public static bool IsEndOfConnection(string state) => state is AdminShutdown or CrashShutdown or IdleSessionTimeout;
}
