using SampleService.Storage.PostgreSql;

namespace SampleService.Storage.Tests.PostgreSql;

public sealed class PostgreSqlConnectionStringTests
{
    private const string Utf8 = ";Encoding=UTF8;Client Encoding=UTF8";

    [Theory]
    [InlineData("Host=h;Database=d", "Host=h;Database=d")]
    [InlineData("Host=h;Database=d;Client Encoding=utf-8", "Host=h;Database=d")]
    [InlineData("Host=h;Database=d;Target Session Attributes=any", "Host=h;Database=d")]
    [InlineData("Host=a,b:5433;Database=d", "Host=a,b:5433;Database=d;Target Session Attributes=primary;Timeout=5")]
    [InlineData("Host=a,b,c;Database=d;Timeout=9", "Host=a,b,c;Database=d;Target Session Attributes=primary;Timeout=9")]
    [InlineData("Host=a,b;Database=d;Timeout=9;Target Session Attributes=Prefer-Primary", "Host=a,b;Database=d;Timeout=9;Target Session Attributes=primary")]
    [InlineData("Host=a,b;Database=d;Timeout=9;Target Session Attributes=read-write", "Host=a,b;Database=d;Timeout=9;Target Session Attributes=read-write")]
    [InlineData("Host=[::1]:5433;Database=d", "Host=[::1]:5433;Database=d")]
    public void Parse_Keywords_AreCompleted(string text, string expected) => AssertSame(expected + Utf8, text);

    [Theory]
    [InlineData("postgresql://h/d", "Host=h;Database=d")]
    [InlineData("POSTGRES://h/d", "Host=h;Database=d")]
    [InlineData(" postgresql://u@h/d\n", "Host=h;Database=d;Username=u")]
    [InlineData("postgresql://u:p@h:5433/d", "Host=h;Port=5433;Database=d;Username=u;Password=p")]
    [InlineData("postgresql://u:p:q@h/d", "Host=h;Database=d;Username=u;Password=p:q")]
    [InlineData("postgresql://u:p@q@h/d", "Host=h;Database=d;Username=u;Password=p@q")]
    [InlineData("postgresql://u%40x:%3B%27%22%2F%3F%25+%C3%A4@h/d%20e", "Host=h;Database=d e;Username=u@x;Password=\";'\"\"/?%+ä\"")]
    [InlineData("postgresql://[::1]/d", "Host=::1;Database=d")]
    [InlineData("postgresql://[::1]:5433/d", "Host=::1;Port=5433;Database=d")]
    [InlineData("postgresql://%2Fvar%2Frun/d", "Host=/var/run;Database=d")]
    [InlineData("postgresql://%2Fvar%2Frun:5433/d", "Host=/var/run;Port=5433;Database=d")]
    [InlineData("postgresql:///d?host=/var/run&port=5433", "Host=/var/run;Port=5433;Database=d")]
    [InlineData("postgresql://?host=h&dbname=d&user=u&password=p%26q", "Host=h;Database=d;Username=u;Password=p&q")]
    [InlineData("postgresql://a:1,b:2/d?connect_timeout=7", "Host=a:1,b:2;Database=d;Timeout=7;Target Session Attributes=primary")]
    [InlineData("postgresql://a,[::1]:2/d?connect_timeout=7", "Host=a,[::1]:2;Database=d;Timeout=7;Target Session Attributes=primary")]
    [InlineData("postgresql:///d?host=a,b&port=7&connect_timeout=7", "Host=a:7,b:7;Database=d;Timeout=7;Target Session Attributes=primary")]
    [InlineData("postgresql://a,b/d?connect_timeout=7&target_session_attrs=read-write&load_balance_hosts=random",
        "Host=a,b;Database=d;Timeout=7;Target Session Attributes=read-write;Load Balance Hosts=true")]
    [InlineData("postgresql://h/d?target_session_attrs=read-write", "Host=h;Database=d")]
    [InlineData("postgresql://h/d?target_session_attributes=primary", "Host=h;Database=d")]
    [InlineData("postgresql://h/d?sslmode=disable", "Host=h;Database=d;SSL Mode=Disable")]
    [InlineData("postgresql://h/d?sslmode=require", "Host=h;Database=d;SSL Mode=Require")]
    [InlineData("postgresql://h/d?sslmode=require&sslrootcert=/ca.pem", "Host=h;Database=d;SSL Mode=VerifyCA;Root Certificate=/ca.pem")]
    [InlineData("postgresql://h/d?sslrootcert=/ca.pem&sslmode=verify-full", "Host=h;Database=d;SSL Mode=VerifyFull;Root Certificate=/ca.pem")]
    [InlineData("postgresql://h/d?sslrootcert=system", "Host=h;Database=d;SSL Mode=VerifyFull")]
    [InlineData("postgresql://h/d?ssl=true", "Host=h;Database=d;SSL Mode=Require")]
    [InlineData("postgresql://h/d?sslcert=/c&sslkey=/k", "Host=h;Database=d;SSL Certificate=/c;SSL Key=/k")]
    [InlineData("postgresql://h/d?application_name=samples%20one", "Host=h;Database=d;Application Name=samples one")]
    [InlineData("postgresql://h/d?fallback_application_name=x", "Host=h;Database=d;Application Name=x")]
    [InlineData("postgresql://h/d?application_name=y&fallback_application_name=x", "Host=h;Database=d;Application Name=y")]
    [InlineData("postgresql://h/d?options=-c%20search_path%3Dother", "Host=h;Database=d;Options=-c search_path=other")]
    [InlineData("postgresql://h/d?client_encoding=utf8&keepalives=1&keepalives_idle=60", "Host=h;Database=d;TCP Keepalive=true;TCP Keepalive Time=60")]
    [InlineData("postgresql://h/d?sslmode=&channel_binding=require", "Host=h;Database=d;Channel Binding=Require")]
    public void Parse_Uri_IsTranslated(string uri, string expected) => AssertSame(expected + Utf8, uri);

    [Theory]
    [InlineData(null, "has to be given")]
    [InlineData("  ", "has to be given")]
    [InlineData("Database=d", "at least a host and a database")]
    [InlineData("Host=h", "at least a host and a database")]
    [InlineData("Host= ;Database=d", "at least a host and a database")]
    [InlineData("Host=a,,b;Database=d", "an empty name among its hosts")]
    [InlineData("h", "is not a connection string")]
    [InlineData("jdbc:postgresql://h/d", "is not a connection string")]
    [InlineData("Host=h;Database=d;Nope=1", "the keyword nope, which Npgsql does not know")]
    [InlineData("Host=h;Database=d;Port=x", "a value of port that cannot be used")]
    [InlineData("Host=h;Database=d;Port=0", "a value of port that cannot be used")]
    [InlineData("Host=h;Database=d;Port=65536", "1 to 65535")]
    [InlineData("Host=h:65536;Database=d", "1 to 65535")]
    [InlineData("Host=h:x;Database=d", "1 to 65535")]
    [InlineData("Host=a,b:0;Database=d", "1 to 65535")]
    [InlineData("Host=h;Database=d;Timeout=1025", "a value of timeout that cannot be used")]
    [InlineData("Host=h;Database=d;Target Session Attributes=primary", "Target Session Attributes")]
    [InlineData("Host=h;Database=d;Target Session Attributes=nope", "a value of target session attributes that cannot be used")]
    [InlineData("Host=a,b;Database=d;Target Session Attributes=standby", "asks for a standby")]
    [InlineData("Host=a,b;Database=d;Target Session Attributes=prefer-standby", "asks for a standby")]
    [InlineData("Host=h;Database=d;Multiplexing=true", "Multiplexing")]
    [InlineData("Host=h;Database=d;Minimum Pool Size=5;Maximum Pool Size=4", "refused by the driver")]
    [InlineData("Host=h;Database=d;Maximum Pool Size=0", "Maximum Pool Size")]
    [InlineData("Host=h;Database=d;Connection Pruning Interval=0", "refused by the driver")]
    [InlineData("Host=h;Database=d;Connection Pruning Interval=20;Connection Idle Lifetime=10", "refused by the driver")]
    [InlineData("Host=h;Database=d;SSL Negotiation=Direct", "refused by the driver")]
    [InlineData("Host=h;Database=d;Encoding=klingon", "another encoding than UTF8")]
    [InlineData("Host=h;Database=d;Client Encoding=LATIN1", "another encoding than UTF8")]
    [InlineData("postgresql://h", "at least a host and a database")]
    [InlineData("postgresql:///d", "at least a host and a database")]
    [InlineData("postgresql://h:70000/d", "1 to 65535")]
    [InlineData("postgresql://h:x/d", "a port that is no number")]
    [InlineData("postgresql:///d?host=a,b&port=1,2,3", "2 hosts and 3 ports")]
    [InlineData("postgresql://u:secret/1@h/d", "percent-encoded")]
    [InlineData("postgresql://u:secret?x=1@h/d", "percent-encoded")]
    [InlineData("postgresql://u:secret%zz@h/d", "a % in its password")]
    [InlineData("postgresql://h/d%00", "a % in its database")]
    [InlineData("postgresql://h/d?pgbouncer=true", "the parameter pgbouncer, which is not known here")]
    [InlineData("postgresql://h/d?sslmode=maybe", "a value of the parameter sslmode")]
    [InlineData("postgresql://h/d?connect_timeout=soon", "a value of the parameter connect_timeout")]
    [InlineData("postgresql://h/d?client_encoding=LATIN1", "a value of the parameter client_encoding")]
    [InlineData("postgresql://h/d?target_session_attrs=standby", "Target Session Attributes")]
    public void Parse_CannotBeUsed_IsRefusedWithOneLine(string? text, string expected)
    {
        var exception = Assert.Throws<ConnectionStringException>(() => PostgreSqlConnectionString.Parse(text));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(string expected, string text) => Assert.Equal(
        Sorted(expected), Sorted(PostgreSqlConnectionString.Parse(text).ConnectionString));

    private static string[] Sorted(string connectionString)
    {
        var builder = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
        return [.. builder.Keys!.Cast<string>().Order().Select(key => $"{key}={builder[key]}")];
    }
}
