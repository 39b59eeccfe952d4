namespace SampleService.Storage.PostgreSql;

/// <summary>The server that a connection leads to is not one that the stores can work with. The message is one line for the operator.</summary>
/// <param name="fault">What is wrong with it.</param>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class UnsuitableServerException(ServerFault fault, string message) : Exception(message)
{
    /// <summary>What is wrong with the server.</summary>
    public ServerFault Fault => fault;

    /// <summary>Such an exception within another: of several hosts Npgsql tells all that failed.</summary>
    internal static UnsuitableServerException? FindIn(Exception? exception) => exception switch
    {
        null => null,
        UnsuitableServerException found => found,
        AggregateException several => several.InnerExceptions.Select(FindIn).FirstOrDefault(found => found is not null),
        _ => FindIn(exception.InnerException),
    };
}

/// <summary>What can be wrong with a server.</summary>
public enum ServerFault
{
    /// <summary>Its version, or a setting of the server, the database or the role.</summary>
    Settings,

    /// <summary>It follows a primary, and only reads.</summary>
    Standby,

    /// <summary>It is a primary, and takes no writes for now.</summary>
    ReadOnly,

    /// <summary>Something before it gives the statements of one connection to several sessions.</summary>
    Pooler,
}
