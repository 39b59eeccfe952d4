using System.Globalization;
using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>Reads how operators say where their database is.</summary>
public static class PostgreSqlConnectionString
{
    private const string Primary = "primary";

    private const int MaxPort = 65535;

    // Within this time a call gives up, so a host that does not answer has to be given up earlier for the next one.
    private const int SecondsForHosts = 15;

    /// <summary>
    /// Reads a connection string of Npgsql or a <c>postgresql://</c> URI, and completes it with what each connection of the service
    /// needs: UTF-8 and, of several hosts, the primary.
    /// </summary>
    /// <exception cref="ConnectionStringException">The driver would refuse it now or later, or the service could not work with it.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new ConnectionStringException(
                "has to be given with PostgreSQL, such as Host=...;Database=...;Username=... or postgresql://user@host/database");
        var trimmed = text.Trim(' ', '\t', '\r', '\n');
        var builder = PostgreSqlUri.IsUri(trimmed) ? PostgreSqlUri.Parse(trimmed) : ParseKeywords(trimmed);
        RequireHosts(builder);
        RequireUtf8(builder);
        RequirePrimary(builder);
        if (builder.Multiplexing)
            throw new ConnectionStringException("has Multiplexing=true, but the service needs each session for one operation at a time");
        if (builder.MaxPoolSize < 1)
            throw new ConnectionStringException("has a Maximum Pool Size of 0");
        RequireDriver(builder);
        return builder;
    }

    /// <summary>Whether there are several hosts, one of which is the primary.</summary>
    internal static bool HasSeveralHosts(NpgsqlConnectionStringBuilder builder) => builder.Host!.Contains(',', StringComparison.Ordinal);

    private static NpgsqlConnectionStringBuilder ParseKeywords(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException exception)
        {
            // What the library says may repeat a password; the name of a parameter does not.
            throw new ConnectionStringException(exception switch
            {
                { ParamName: { Length: > 0 } name, InnerException: KeyNotFoundException } => $"has the keyword {name}, which Npgsql does not know",
                { ParamName: { Length: > 0 } name } => $"has a value of {name} that cannot be used",
                _ => "is not a connection string of Npgsql (Host=...;Database=...;Username=...) nor a URI (postgresql://user@host/database)",
            });
        }
    }

    private static void RequireHosts(NpgsqlConnectionStringBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Host) || string.IsNullOrWhiteSpace(builder.Database))
            throw new ConnectionStringException(
                "has to name at least a host and a database, as in Host=...;Database=... or postgresql://user@host/database");
        foreach (var host in builder.Host.Split(',', StringSplitOptions.TrimEntries))
        {
            if (host.Length == 0)
                throw new ConnectionStringException("has an empty name among its hosts");
            if (PortOf(host) is { } port && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && IsPort(number)))
                throw OutOfRange();
        }

        if (!IsPort(builder.Port))
            throw OutOfRange();

        static bool IsPort(int number) => number is > 0 and <= MaxPort;
        static ConnectionStringException OutOfRange() => new("has a port that is not one of 1 to 65535");
    }

    /// <summary>The port behind a host, where the driver takes it for one; not a part of an IPv6 address.</summary>
    private static string? PortOf(string host)
    {
        var last = host.LastIndexOf(':');
        var isPort = last > host.LastIndexOf(']') && (host.IndexOf(':', StringComparison.Ordinal) == last || host[0] == '[');
        return last >= 0 && isPort ? host[(last + 1)..] : null;
    }

    /// <summary>Without it, PGCLIENTENCODING would decide how names are stored.</summary>
    private static void RequireUtf8(NpgsqlConnectionStringBuilder builder)
    {
        if (!IsUtf8(builder.Encoding) || !IsUtf8(builder.ClientEncoding))
            throw new ConnectionStringException("has another encoding than UTF8; leave Encoding and Client Encoding out");
        builder.Encoding = builder.ClientEncoding = "UTF8";

        static bool IsUtf8(string? name) =>
            name is null || name.Replace("-", "", StringComparison.Ordinal).Equals("UTF8", StringComparison.OrdinalIgnoreCase);
    }

    private static void RequirePrimary(NpgsqlConnectionStringBuilder builder)
    {
        var wanted = builder.TargetSessionAttributes;
        if (HasSeveralHosts(builder))
        {
            if (wanted is not (null or "any" or "prefer-primary" or Primary or "read-write"))
                throw new ConnectionStringException(
                    "asks for a standby by Target Session Attributes, but the service writes; leave it out, and the primary is found");
            builder.TargetSessionAttributes = wanted == "read-write" ? wanted : Primary;
            if (!builder.ShouldSerialize("Timeout"))
                builder.Timeout = Math.Max(1, SecondsForHosts / (builder.Host!.Split(',').Length + 1));
        }
        else if (wanted is null or "any")
        {
            builder.TargetSessionAttributes = null;
        }
        else
        {
            throw new ConnectionStringException(
                "has Target Session Attributes, which are for several hosts; leave it out, as a standby is refused in any case");
        }
    }

    /// <summary>The driver looks at the whole only when it is to be used.</summary>
    private static void RequireDriver(NpgsqlConnectionStringBuilder builder)
    {
        try
        {
            new NpgsqlDataSourceBuilder(builder.ConnectionString).Build().Dispose();
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or InvalidOperationException or FormatException)
        {
            throw Refused(exception);
        }
    }

    /// <summary>The driver will not have it. What it says at that point is of sizes, times and files.</summary>
    internal static ConnectionStringException Refused(Exception exception) =>
        new($"is refused by the driver: {exception.Message.Split('\n')[0]}", exception);
}
