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
        // The system chooses such a port when the service listens, and only then says that it has no such address.
        if (argument != "--urls=http://192.0.2.1:0")
            Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
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
