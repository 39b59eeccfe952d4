using System.Net;
using System.Net.Sockets;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Starting;

/// <summary>A setting that is wrong stops the start with one line that names it.</summary>
public sealed class RefusedStartTests
{
    [Theory]
    [InlineData("--Storage:Nope=1", "Storage:Nope")]
    [InlineData("--storage:nope=1", "nope")]
    [InlineData("--Storage:Provider:X=1", "Storage:Provider:X")]
    [InlineData("--Nope:X=1", "Nope:X")]
    [InlineData("--nope=1", "--nope")]
    [InlineData("--Limits:RequestBytes=1023", "Limits:RequestBytes")]
    [InlineData("--Limits:RequestBytes=99999999999999999999", "Limits:RequestBytes")]
    [InlineData("--Limits:AnonymousRequestBytes=-1", "Limits:AnonymousRequestBytes")]
    [InlineData("--Limits:BytesInFlight=many", "Limits:BytesInFlight")]
    [InlineData("--Limits:AnonymousBytesInFlight=-1", "Limits:AnonymousBytesInFlight")]
    [InlineData("--Limits:BodyStallSeconds=0", "Limits:BodyStallSeconds")]
    [InlineData("--Limits:AnonymousBodySeconds=x", "Limits:AnonymousBodySeconds")]
    [InlineData("--Limits:Connections=-1", "Limits:Connections")]
    [InlineData("--Limits:AddressConnections=1.5", "Limits:AddressConnections")]
    [InlineData("--Limits:JsonDepth=7", "Limits:JsonDepth")]
    [InlineData("--Limits:JsonDepth=1001", "Limits:JsonDepth")]
    [InlineData("--Limits:ConcurrentCalls=-1", "Limits:ConcurrentCalls")]
    [InlineData("--Limits:ConcurrentCalls=", "Limits:ConcurrentCalls")]
    [InlineData("--Limits:LinksPerSampleVersion=0", "Limits:LinksPerSampleVersion")]
    [InlineData("--Limits:LinksPerObjectVersion=0.5", "Limits:LinksPerObjectVersion")]
    [InlineData("--Storage:Provider=Oracle", "Storage:Provider")]
    [InlineData("--Storage:Sharing=Shared", "Storage:Sharing")]
    [InlineData("--Storage:MigrateOnStart=maybe", "Storage:MigrateOnStart")]
    [InlineData("--Storage:ConnectionString=Data Source=x;Pooling=false", "Storage:ConnectionString")]
    [InlineData("--Storage:DataDirectory=", "Storage:DataDirectory")]
    [InlineData("--Upstream:Mode=Elsewhere", "Upstream:Mode")]
    [InlineData("--Upstream:Mode=7", "Upstream:Mode")]
    [InlineData("--Upstream:Mode=KBase", "Upstream:Mode")]
    [InlineData("--Standalone:Seed=perhaps", "Standalone:Seed")]
    [InlineData("--Validation:ConfigUrl=validators.yml", "Validation:ConfigUrl")]
    [InlineData("--Validation:ConfigUrl=file:///there/is/none.yml", "file:///there/is/none.yml")]
    [InlineData("--Gateway:Enabled=perhaps", "Gateway:Enabled")]
    [InlineData("--Gateway:ClockSkewSeconds=301", "Gateway:ClockSkewSeconds")]
    [InlineData("--Gateway:SessionIdleSeconds=0", "Gateway:SessionIdleSeconds")]
    [InlineData("--Gateway:SessionSeconds=2592001", "Gateway:SessionSeconds")]
    [InlineData("--Gateway:SecureCookies=Never", "Gateway:SecureCookies")]
    [InlineData("--Gateway:RequireGatewayId=true", "Gateway:GatewayIds")]
    [InlineData("--Gateway:GatewayIds=gw-1", "Gateway:GatewayIds:0")]
    [InlineData("--Gateway:GatewayIds:first=gw-1", "Gateway:GatewayIds:first")]
    [InlineData("--Gateway:GatewayIds:0=", "Gateway:GatewayIds:0")]
    [InlineData("--Gateway:GatewayIds:0:Id=gw-1", "Gateway:GatewayIds:0:Id")]
    [InlineData("--Gateway:AllowedOrigins:0=example.org", "Gateway:AllowedOrigins:0")]
    [InlineData("--Gateway:AllowedOrigins:0=https://example.org/", "Gateway:AllowedOrigins:0")]
    [InlineData("--Gateway:AllowedOrigins:0=null", "Gateway:AllowedOrigins:0")]
    [InlineData("--Gateway:Issuers=https://example.org", "Gateway:Issuers:0")]
    [InlineData("--Gateway:Issuers:0=https://example.org", "Gateway:Issuers:0:Authority")]
    [InlineData("--Gateway:Issuers:0:Audience=a", "Gateway:Issuers:0:Authority")]
    [InlineData("--Gateway:Issuers:0:Authority=https://example.org", "Gateway:Issuers:0:Audience")]
    [InlineData("--Gateway:Issuers:0:Authority=http://example.org", "Gateway:Issuers:0:Authority")]
    [InlineData("--Gateway:Issuers:0:Authority=https://user@example.org", "Gateway:Issuers:0:Authority")]
    [InlineData("--Gateway:Issuers:0:Authority=issuer", "Gateway:Issuers:0:Authority")]
    [InlineData("--Gateway:Issuers:0:Nope=1", "Gateway:Issuers:0:Nope")]
    [InlineData("--Node:Enabled=perhaps", "Node:Enabled")]
    [InlineData("--Node:Restricted=0", "Node:Restricted")]
    [InlineData("--Node:Restricted=false", "Node:SocketPath")]
    [InlineData("--Node:SocketPath=", "Node:SocketPath")]
    [InlineData("--Node:SocketPath=/there/is/none/node.sock", "/there/is/none")]
    [InlineData("--Node:SocketPath=/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "101 bytes")]
    [InlineData("--Node:User=the node", "Node:User")]
    [InlineData("--Node:MaxMessageBytes=1023", "Node:MaxMessageBytes")]
    [InlineData("--Node:MaxConnections=0", "Node:MaxConnections")]
    [InlineData("--Node:Nope=1", "Node:Nope")]
    [InlineData("--Shutdown:LingerSeconds=-1", "Shutdown:LingerSeconds")]
    [InlineData("--Logging:LogLevel:Default=Banana", "Logging:LogLevel:Default")]
    [InlineData("--Logging:Console:LogLevel:SampleService=Loud", "Logging:Console:LogLevel:SampleService")]
    [InlineData("--Logging:Console:FormatterName=xml", "Logging:Console:FormatterName")]
    [InlineData("--http_ports=abc", "http_ports")]
    [InlineData("--http_ports=8080;70000", "70000")]
    [InlineData("--https_ports=-1", "https_ports")]
    [InlineData("--urls=banana", "urls")]
    [InlineData("--urls=http://127.0.0.1:99999", "urls")]
    [InlineData("--urls=http://192.0.2.1:0", "urls")]
    [InlineData("--urls=http://192.0.2.1:5000", "http://192.0.2.1:5000")]
    [InlineData("stray", "stray")]
    [InlineData("-x", "-x")]
    [InlineData("--", "--")]
    [InlineData("--urls", "--urls")]
    public async Task Start_WrongArgument_IsRefusedAndLeavesNothingBehind(string argument, string named)
    {
        using var folder = new TemporaryDirectory();
        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = [argument] });

        run.AssertRefusal(named);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("migrat", "did you mean migrate?")]
    [InlineData("create-administator", "did you mean create-administrator?")]
    [InlineData("--Storge:Provider=Sqlite", "did you mean Storage:Provider?")]
    [InlineData("--Storage:Provder=Sqlite", "did you mean Storage:Provider?")]
    [InlineData("--DataDirectory=data", "did you mean Storage:DataDirectory?")]
    [InlineData("--Storage:Strict=true", "did you mean Compatibility:Strict?")]
    [InlineData("--url=http://127.0.0.1:0", "did you mean urls?")]
    [InlineData("--hlep=1", "did you mean help?")]
    public async Task Start_MisspeltName_IsRefusedWithTheNearest(string argument, string suggestion)
    {
        using var folder = new TemporaryDirectory();

        (await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = [argument] })).AssertRefusal(suggestion);
    }

    [Theory]
    [InlineData("--Limits:JsonDepth=7", "Limits:JsonDepth = '7': 8 to 1000 are allowed")]
    [InlineData("--Limits:BytesInFlight=-1", "Limits:BytesInFlight = '-1': 0 or more is allowed")]
    public async Task Start_OutOfRange_IsRefusedWithTheRange(string argument, string sentence)
    {
        using var folder = new TemporaryDirectory();

        (await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = [argument] })).AssertRefusal(sentence);
    }

    [Theory]
    [InlineData("Storage__Nope", "1", "Storage:Nope")]
    [InlineData("Limits__JsonDepth", "deep", "Limits:JsonDepth")]
    [InlineData("Upstream__Mode", "7", "Upstream:Mode")]
    public async Task Start_WrongEnvironment_IsRefused(string name, string value, string named)
    {
        var run = await ServerRun.ToEndAsync(new ServerOptions
        {
            Environment = new Dictionary<string, string> { [name] = value },
            Arguments = ["--urls", "http://127.0.0.1:0"],
        });

        run.AssertRefusal(named);
    }

    [Theory]
    [InlineData("", "", "Gateway:Issuers:1:Authority")]
    [InlineData("UserPrefix", "users_", "Gateway:Issuers:1:UserPrefix")]
    [InlineData("UserPrefix", "(x)", "Gateway:Issuers:1:UserPrefix")]
    [InlineData("UserClaim", "", "Gateway:Issuers:1:UserClaim")]
    [InlineData("RolesClaim", "", "Gateway:Issuers:1:RolesClaim")]
    public async Task Start_WrongSecondIssuer_IsRefused(string key, string value, string named)
    {
        List<string> arguments = [];
        for (var i = 0; i < 2; i++)
            arguments.AddRange([$"--Gateway:Issuers:{i}:Authority=https://issuer.example.org", $"--Gateway:Issuers:{i}:Audience=samples"]);
        if (key.Length > 0)
            arguments.Add($"--Gateway:Issuers:1:{key}={value}");
        var run = await ServerRun.ToEndAsync(new ServerOptions { Arguments = arguments });

        run.AssertRefusal(named);
    }

    [Theory]
    [InlineData(null, null, "Gateway:Issuers:0:UserPrefix")]
    [InlineData("a:", null, "Gateway:Issuers:1:UserPrefix")]
    [InlineData("a:", "a:b:", "Gateway:Issuers:1:UserPrefix")]
    public async Task Start_IssuersBesideKBaseWithoutPrefixesOfTheirOwn_IsRefused(string? first, string? second, string named)
    {
        List<string> arguments = ["--Upstream:Mode=KBase"];
        foreach (var (i, prefix) in new[] { first, second }.Index())
        {
            arguments.AddRange([$"--Gateway:Issuers:{i}:Authority=https://{i}.example.org", $"--Gateway:Issuers:{i}:Audience=samples"]);
            if (prefix is not null)
                arguments.Add($"--Gateway:Issuers:{i}:UserPrefix={prefix}");
        }

        (await ServerRun.ToEndAsync(new ServerOptions { Arguments = arguments })).AssertRefusal(named);
    }

    [Fact]
    public async Task Start_WrongSettingsFile_IsRefused()
    {
        using var copy = new TemporaryDirectory();
        var server = ServerAssembly.Locate();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(server)!).Where(f => Path.GetExtension(f) is ".dll" or ".json"))
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        await File.WriteAllTextAsync(Path.Combine(copy.Path, "appsettings.json"), """{"Storage":{"Nope":1}}""");

        var run = await ServerRun.ToEndAsync(new ServerOptions { AssemblyPath = Path.Combine(copy.Path, Path.GetFileName(server)) });

        run.AssertRefusal("Storage:Nope");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("*")]
    [InlineData("0.0.0.0")]
    public async Task Start_PortInUse_IsRefusedAndLeavesNothingBehind(string host)
    {
        using var folder = new TemporaryDirectory();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = ["--urls", $"http://{host}:{port}"] });

        run.AssertRefusal($":{port}", "address already in use");
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Start_PortForMetricsInUse_IsRefusedAndLeavesNothingBehind()
    {
        using var folder = new TemporaryDirectory();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var run = await ServerRun.ToEndAsync(new ServerOptions
        {
            DataDirectory = folder.Path,
            Arguments = ["--urls", "http://127.0.0.1:0", "--Metrics:Urls", $"http://{other.LocalEndpoint}"],
        });

        run.AssertRefusal("Metrics:Urls", other.LocalEndpoint.ToString()!);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Start_LogWithoutItsDatabase_IsRefusedAndNothingIsTouched()
    {
        using var folder = new TemporaryDirectory();
        var log = Path.Combine(folder.Path, "samples.db-wal");
        await File.WriteAllTextAsync(log, "what was acknowledged");

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = ["--urls", "http://127.0.0.1:0"] });

        run.AssertRefusal(log);
        Assert.Equal([log], Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal("what was acknowledged", await File.ReadAllTextAsync(log));
    }

    [Fact]
    public async Task Start_TokensOfADatabaseThatIsGone_IsRefused()
    {
        using var folder = new TemporaryDirectory();
        await using (await ServerProcess.StartAsync(new ServerOptions { DataDirectory = folder.Path }))
        {
            // The first start makes the accounts.
        }

        foreach (var file in Directory.GetFiles(folder.Path, "samples.db*"))
            File.Delete(file);

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = ["--urls", "http://127.0.0.1:0"] });

        run.AssertRefusal("tokens.json", "alice");
    }

    [Fact]
    public async Task Start_DataDirectoryIsAFile_IsRefused()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = ["--Storage:DataDirectory", file] });

        run.AssertRefusal(file);
    }

    [Fact]
    public async Task Start_DataDirectoryIsAFile_IsRefusedWithWhatToDo()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");

        var run = await ServerRun.ToEndAsync(new ServerOptions
        {
            DataDirectory = folder.Path,
            Arguments = ["--urls", "http://127.0.0.1:0", "--Storage:DataDirectory", file],
        });

        run.AssertRefusal(file, "--Storage:DataDirectory names another");
    }

    [Fact]
    public async Task Start_DatabaseIsSomethingElse_IsRefusedAndLeftAlone()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "samples.db");
        var content = string.Concat(Enumerable.Repeat("this is a letter to my aunt\n", 200));
        await File.WriteAllTextAsync(file, content);

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = ["--urls", "http://127.0.0.1:0"] });

        run.AssertRefusal("samples.db");
        Assert.Equal(content, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Start_DatabaseIsDamaged_IsRefused()
    {
        using var folder = new TemporaryDirectory();
        (await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = ["migrate"] })).AssertSuccess();
        var file = Path.Combine(folder.Path, "samples.db");
        var content = await File.ReadAllBytesAsync(file);
        // All but the header of the file, which still says what it was.
        Array.Fill(content, (byte)'x', 100, content.Length - 100);
        await File.WriteAllBytesAsync(file, content);

        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = ["--urls", "http://127.0.0.1:0"] });

        run.AssertRefusal("samples.db", "malformed");
    }
}
