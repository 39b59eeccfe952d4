namespace SampleService.Storage.Sqlite;

/// <summary>How a write stands to transactions and to the states of the platform.</summary>
internal enum WriteKind
{
    /// <summary>Part of a transaction, unless a state of the platform refuses writes.</summary>
    Refusable,

    /// <summary>The same, and nothing but the database knows that it was run: undone, it may be run again.</summary>
    Repeatable,

    /// <summary>The same in a transaction of its own, since it takes long: small ones are not to wait for it where they need not.</summary>
    Large,

    /// <summary>Part of a transaction in any state.</summary>
    Always,

    /// <summary>Run between two transactions, in any state.</summary>
    Apart,
}

/// <summary>What kinds of writes have in common.</summary>
internal static class WriteKinds
{
    /// <summary>Whether a state of the platform may refuse it.</summary>
    public static bool IsRefusable(this WriteKind kind) => kind is WriteKind.Refusable or WriteKind.Repeatable or WriteKind.Large;
}
