using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using Npgsql;

namespace SampleService.Storage.PostgreSql;

/// <summary>
/// Translates <c>postgresql://user:password@host:port,host:port/database?parameter=value</c>, as libpq defines it, to a connection
/// string of Npgsql.
/// </summary>
internal sealed class PostgreSqlUri
{
    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    private static readonly SearchValues<char> EndOfAuthority = SearchValues.Create("/?");

    /// <summary>Parameters of libpq that mean what a keyword of Npgsql does, with the same values.</summary>
    private static readonly FrozenDictionary<string, string> Keywords = new Dictionary<string, string>
    {
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
        ["passfile"] = "Passfile",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["options"] = "Options",
        ["channel_binding"] = "Channel Binding",
        ["require_auth"] = "Require Auth",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["sslnegotiation"] = "SSL Negotiation",
        ["gssencmode"] = "GSS Encryption Mode",
        ["krbsrvname"] = "Kerberos Service Name",
        ["keepalives_idle"] = "TCP Keepalive Time",
        ["keepalives_interval"] = "TCP Keepalive Interval",
        ["target_session_attrs"] = "Target Session Attributes",
        ["target_session_attributes"] = "Target Session Attributes",
    }.ToFrozenDictionary();

    /// <summary>Parameters of libpq whose values Npgsql calls otherwise.</summary>
    private static readonly FrozenDictionary<string, (string Keyword, FrozenDictionary<string, string> Values)> Translated =
        new Dictionary<string, (string, FrozenDictionary<string, string>)>
        {
            ["sslmode"] = ("SSL Mode", Values(
                ("disable", "Disable"), ("allow", "Allow"), ("prefer", "Prefer"), ("require", "Require"),
                ("verify-ca", "VerifyCA"), ("verify-full", "VerifyFull"))),
            // As JDBC has it; libpq knows it too.
            ["ssl"] = ("SSL Mode", Values(("true", "Require"))),
            ["keepalives"] = ("TCP Keepalive", Values(("0", "false"), ("1", "true"))),
            ["load_balance_hosts"] = ("Load Balance Hosts", Values(("disable", "false"), ("random", "true"))),
            ["client_encoding"] = ("Client Encoding", Values(("auto", "UTF8"), ("UTF8", "UTF8"), ("utf8", "UTF8"), ("UTF-8", "UTF8"), ("utf-8", "UTF8"))),
        }.ToFrozenDictionary();

    private readonly NpgsqlConnectionStringBuilder _builder = new();
    private string _hosts = "";
    private string _ports = "";
    private string? _fallbackName;
    private string? _rootCertificate;

    private PostgreSqlUri()
    {
    }

    public static bool IsUri(string text) => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="ConnectionStringException">It is no such URI, or has a parameter that Npgsql has nothing for.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string uri)
    {
        var parsed = new PostgreSqlUri();
        parsed.ReadParts(uri[(uri.IndexOf("//", StringComparison.Ordinal) + 2)..]);
        parsed.SetHosts();
        parsed.SetTls();
        if (parsed._builder.ApplicationName is null)
            parsed._builder.ApplicationName = parsed._fallbackName;
        return parsed._builder;
    }

    private void ReadParts(string text)
    {
        var end = text.AsSpan().IndexOfAny(EndOfAuthority);
        var authority = end < 0 ? text : text[..end];
        var rest = end < 0 ? "" : text[end..];
        // What follows would be taken for a host, a database or a parameter, and be shown.
        if (rest.Contains('@'))
            throw new ConnectionStringException(
                "has an @ after a / or ?: such characters have to be percent-encoded in a user, password or database (@ as %40, / as %2F, ? as %3F)");
        var at = authority.LastIndexOf('@');
        if (at >= 0)
            ReadUser(authority[..at]);
        ReadHosts(authority[(at + 1)..]);
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var database = query < 0 ? rest : rest[..query];
        if (database.Length > 1)
            _builder.Database = Decode(database[1..], "database");
        if (query >= 0)
            foreach (var parameter in rest[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
                ReadParameter(parameter);
    }

    private void ReadUser(string text)
    {
        var parts = text.Split(':', 2);
        if (parts[0].Length > 0)
            _builder.Username = Decode(parts[0], "user");
        if (parts.Length == 2)
            _builder.Password = Decode(parts[1], "password");
    }

    private void ReadHosts(string text)
    {
        var hosts = text.Split(',').Select(SplitHost).ToArray();
        _hosts = string.Join(',', hosts.Select(host => Decode(host.Host, "host")));
        _ports = hosts.All(host => host.Port.Length == 0) ? "" : string.Join(',', hosts.Select(host => host.Port));
    }

    /// <summary>Host and port; the address of IPv6 is in brackets.</summary>
    private static (string Host, string Port) SplitHost(string text)
    {
        var colon = text.IndexOf(':', Math.Max(text.IndexOf(']', StringComparison.Ordinal), 0));
        return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
    }

    private void ReadParameter(string text)
    {
        var parts = text.Split('=', 2);
        var name = Decode(parts[0], "parameters");
        var value = Decode(parts.Length == 2 ? parts[1] : "", name);
        if (value.Length == 0)
            return;
        switch (name)
        {
            case "host":
                _hosts = value;
                break;
            case "port":
                _ports = value;
                break;
            case "fallback_application_name":
                _fallbackName = value;
                break;
            case "sslrootcert":
                _rootCertificate = value;
                break;
            default:
                Set(name, value);
                break;
        }
    }

    private void Set(string name, string value)
    {
        var keyword = Keywords.GetValueOrDefault(name);
        if (Translated.TryGetValue(name, out var translated))
            (keyword, value) = (translated.Keyword, translated.Values.GetValueOrDefault(value) ?? throw Unusable(name));
        if (keyword is null)
            throw new ConnectionStringException(
                $"has the parameter {name}, which is not known here; a connection string of Npgsql (Host=...;Database=...) has more of them");
        try
        {
            _builder[keyword] = value;
        }
        catch (ArgumentException exception)
        {
            throw Unusable(name, exception);
        }
    }

    private void SetHosts()
    {
        var hosts = _hosts.Split(',');
        var ports = _ports.Length == 0 ? [] : _ports.Split(',');
        if (ports.Length > 1 && ports.Length != hosts.Length)
            throw new ConnectionStringException($"has {hosts.Length} hosts and {ports.Length} ports");
        if (hosts.Length == 1)
        {
            // A socket of Unix, or IPv6 without its brackets, would not do with a port behind it.
            _builder.Host = hosts[0].Trim('[', ']');
            if (ports is [{ Length: > 0 } port])
                _builder.Port = ParsePort(port);
            // What one host is asked for is looked at with each connection.
            if (_builder.TargetSessionAttributes is "primary" or "read-write" or "prefer-primary")
                _builder.TargetSessionAttributes = null;
            return;
        }

        _builder.Host = string.Join(',', hosts.Select((host, i) =>
            (ports.Length == 1 ? ports[0] : ports.ElementAtOrDefault(i)) is { Length: > 0 } port
                ? string.Create(CultureInfo.InvariantCulture, $"{host}:{ParsePort(port)}")
                : host));
    }

    private void SetTls()
    {
        if (_rootCertificate is null)
            return;
        // As libpq: whose certificate is to be checked against a file, or against those of the machine, is checked.
        if (_rootCertificate == "system")
            _builder.SslMode = SslMode.VerifyFull;
        else
            _builder.RootCertificate = _rootCertificate;
        if (_builder.SslMode == SslMode.Require)
            _builder.SslMode = SslMode.VerifyCA;
    }

    private static int ParsePort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new ConnectionStringException("has a port that is no number; special characters in a user or password have to be percent-encoded");

    private static string Decode(string text, string part)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                throw NotEncoded(part);
        var decoded = Uri.UnescapeDataString(text);
        return decoded.Contains('\0') ? throw NotEncoded(part) : decoded;
    }

    private static ConnectionStringException NotEncoded(string part) =>
        new($"has a % in its {part} that begins no percent-encoded character; a % itself is %25");

    private static ConnectionStringException Unusable(string name, Exception? cause = null) =>
        new($"has a value of the parameter {name} that cannot be used", cause);

    private static FrozenDictionary<string, string> Values(params (string, string)[] pairs) =>
        pairs.ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);
}
