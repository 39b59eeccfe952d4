using SampleService.Testing.Servers;
using SampleService.Upstream.KBase;

namespace SampleService.Upstream.Tests.KBase;

/// <summary>What <c>deploy.cfg</c> says (docs/kbase.md).</summary>
public sealed class KBaseDeploymentFileTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(7);

    private const string Good =
        """
        [SampleService]
        auth-root-url = https://kbase.us/services/auth/
        auth-token = secret-1
        workspace-url = https://kbase.us/services/ws
        workspace-read-admin-token = secret-2
        """;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_RequiredKeysOnly_GivesDefaults()
    {
        var deployment = Read(Good);
        Assert.Equal("https://kbase.us/services/auth/api/legacy/KBase/Sessions/Login", deployment.Upstream.EffectiveAuthServiceUrl.AbsoluteUri);
        Assert.Equal(("secret-1", "secret-2"), (deployment.Upstream.AuthToken, deployment.Upstream.WorkspaceToken));
        Assert.Empty(deployment.Upstream.FullAdministratorRoles);
        Assert.Empty(deployment.ReadExemptUsers);
        Assert.Empty(deployment.KafkaServers);
        Assert.Null(deployment.KafkaTopic);
        Assert.Null(deployment.ValidatorConfigUrl);
        Assert.False(deployment.DistrustForwardedFor);
        Assert.Empty(deployment.KeysWithoutMeaning);
    }

    [Fact]
    public void Read_AllKeys_AreTrimmedAndSplit()
    {
        var deployment = Read(Good + """

            auth-full-admin-roles = A ,, B,
            auth-read-admin-roles: C
            auth-read-exempt-roles=user5 , user6
            kafka-bootstrap-servers = one:9092, two:9092
            kafka-topic = samples-1
            metadata-validator-config-url = file:///etc/validators.yml
            auth-service-url = https://auth.example.org/login
            srv-wiz-url = https://example.org/wizard
            dont_trust_x_ip_headers = true
            Arango-URL = http://arango:8529
            node-collection = nodes
            kbase-endpoint = https://kbase.us/services
            scratch = /kb/scratch
            """.Replace("            ", "", StringComparison.Ordinal));
        Assert.Equal(["A", "B"], deployment.Upstream.FullAdministratorRoles);
        Assert.Equal(["C"], deployment.Upstream.ReadAdministratorRoles);
        Assert.Equal(["user5", "user6"], deployment.ReadExemptUsers);
        Assert.Equal(["one:9092", "two:9092"], deployment.KafkaServers);
        Assert.Equal("samples-1", deployment.KafkaTopic);
        Assert.Equal("file:///etc/validators.yml", deployment.ValidatorConfigUrl);
        Assert.Equal("https://auth.example.org/login", deployment.Upstream.EffectiveAuthServiceUrl.AbsoluteUri);
        Assert.Equal("https://example.org/wizard", deployment.ServiceWizardUrl);
        Assert.True(deployment.DistrustForwardedFor);
        Assert.Equal(["arango-url", "node-collection"], deployment.KeysWithoutMeaning);
        Assert.Equal(new KBaseCollections { Nodes = "nodes" }, deployment.Collections);
    }

    [Fact]
    public void ToString_Deployment_HasNoSecrets()
    {
        var deployment = Read(Good);
        Assert.Contains("https://kbase.us/services/ws", deployment.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", deployment.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", deployment.Upstream.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auth-root-url")]
    [InlineData("auth-token")]
    [InlineData("workspace-url")]
    [InlineData("workspace-read-admin-token")]
    public void Read_RequiredKeyMissingOrBlank_NamesIt(string key)
    {
        var expected = $"Sample service error code 30000 Missing input parameter: config param {key}";
        var lines = Good.Split('\n');
        Fails(expected, string.Join('\n', lines.Where(line => !line.StartsWith(key, StringComparison.Ordinal))));
        Fails(expected, string.Join('\n', lines.Select(line => line.StartsWith(key, StringComparison.Ordinal) ? $"{key} =  " : line)));
    }

    [Fact]
    public void Read_SeveralKeysMissing_NamesTheFirstInContractOrder() =>
        Fails(
            "Sample service error code 30000 Missing input parameter: config param auth-root-url",
            "[SampleService]\nkafka-bootstrap-servers = a:1\nworkspace-url = http://elsewhere");

    [Theory]
    [InlineData("", "Sample service error code 30000 Missing input parameter: config param kafka-topic")]
    [InlineData("kafka-topic = a_b__c", "Illegal character in Kafka topic a_b__c: _")]
    [InlineData("kafka-topic = a__b", "Illegal character in Kafka topic a__b: __")]
    [InlineData("kafka-topic = a.", "Illegal character in Kafka topic a.: .")]
    public void Read_BadKafkaTopic_Fails(string topic, string expected) =>
        Fails(expected, $"{Good}\nkafka-bootstrap-servers = localhost:9092\n{topic}");

    [Fact]
    public void Read_KafkaTopicOf249Characters_IsAccepted()
    {
        var start = $"{Good}\nkafka-bootstrap-servers = localhost:9092\nkafka-topic = ";
        Assert.Equal(249, Read(start + new string('a', 249)).KafkaTopic!.Length);
        Fails(
            "Sample service error code 30001 Illegal input parameter: topic exceeds maximum length of 249",
            start + new string('a', 250));
    }

    [Fact]
    public void Read_BlankKafkaServers_TurnsNotificationsOff() =>
        Assert.Null(Read($"{Good}\nkafka-bootstrap-servers = \nkafka-topic = not_looked_at").KafkaTopic);

    [Theory]
    [InlineData("auth-root-url")]
    [InlineData("workspace-url")]
    [InlineData("auth-service-url")]
    public void Read_PlainHttp_IsForLoopbackUnlessAllowed(string key)
    {
        var others = string.Join('\n', Good.Split('\n').Where(line => !line.StartsWith(key, StringComparison.Ordinal)));
        foreach (var loopback in new[] { "http://127.0.0.1:7001/", "http://127.8.9.1", "http://localhost:7001/x", "http://[::1]:7001" })
            Read($"{others}\n{key} = {loopback}");
        foreach (var away in new[] { "http://auth:7001/", "http://10.0.0.1", "http://127.0.0.1.example.org/" })
        {
            Fails(
                $"{key} must be an https URL or name a loopback address, since tokens are sent there "
                + "(auth-service-url-allow-insecure = true lifts this)",
                $"{others}\n{key} = {away}");
            Read($"{others}\n{key} = {away}\nauth-service-url-allow-insecure = true");
        }

        Fails($"{key} must be an http or https URL", $"{others}\n{key} = ftp://127.0.0.1/");
        Fails($"{key} must be an http or https URL", $"{others}\n{key} = kbase.us/services");
        Fails($"{key} must not hold a user or a password", $"{others}\n{key} = https://me:secret@kbase.us/");
    }

    [Fact]
    public void Read_UnsendableToken_IsRefusedWithoutQuotingIt() =>
        Fails(
            "auth-token is not a token: it has characters that cannot be sent, or is too long",
            Good.Replace("secret-1", "secret-ö", StringComparison.Ordinal));

    [Fact]
    public void Read_MissingFileOrSection_IsEmptyConfiguration()
    {
        const string expected = "config is empty, cannot start service";
        Fails(expected, "");
        Fails(expected, "[Other]\na = b");
        Fails(expected, "[sampleservice]\na = b");
        Fails(expected, "[SampleService]\n# nothing");
        var fault = Assert.Throws<UpstreamConfigurationException>(
            () => KBaseDeploymentFile.Read(Path.Combine(_folder.Path, "missing", "deploy.cfg"), Timeout));
        Assert.Equal(expected, fault.Message);
    }

    [Fact]
    public void Read_OtherSection_IsFoundByName() =>
        Assert.Equal(
            "secret-1",
            KBaseDeploymentFile.Read(Write(Good.Replace("[SampleService]", "[sample_service]", StringComparison.Ordinal)), Timeout, "sample_service")
                .Upstream.AuthToken);

    [Fact]
    public void Read_ConfigparserSyntax_IsUnderstood()
    {
        var deployment = Read(
            "# comment\n; another\n[DEFAULT]\nauth-token: from-default\nworkspace-url = https://default.example.org\n\n"
            + "[SampleService]  \n"
            + "AUTH-ROOT-URL: https://kbase.us/services/auth\n"
            + "workspace-url=https://own.example.org/?a=b:c\n"
            + "workspace-read-admin-token = a;b#c = d\n"
            + "auth-full-admin-roles = A,\n    B,\n    # not this\n\n    C\n"
            + "[Other]\nauth-token = not-mine\n");
        Assert.Equal("from-default", deployment.Upstream.AuthToken);
        Assert.Equal("https://own.example.org/?a=b:c", deployment.Upstream.WorkspaceUrl.AbsoluteUri);
        Assert.Equal("a;b#c = d", deployment.Upstream.WorkspaceToken);
        Assert.Equal(["A", "B", "C"], deployment.Upstream.FullAdministratorRoles);
    }

    [Theory]
    [InlineData("auth-token = secret", 1, "is before the first section")]
    [InlineData("[SampleService]\nsecret", 2, "is neither a section nor a key with a value")]
    [InlineData("[SampleService]\n= secret", 2, "is neither a section nor a key with a value")]
    [InlineData("[SampleService]\na = 1\nA = secret", 3, "repeats the key A")]
    public void Read_NotAnIniFile_NamesTheLineButNotItsText(string text, int line, string fault)
    {
        var path = Write(text);
        var thrown = Assert.Throws<UpstreamConfigurationException>(() => KBaseDeploymentFile.Read(path, Timeout));
        Assert.Equal($"Line {line} of {path} {fault}", thrown.Message);
    }

    [Fact]
    public void Read_Timeout_IsThatOfEachRequest() => Assert.Equal(Timeout, Read(Good).Upstream.Timeout);

    private KBaseDeployment Read(string text) => KBaseDeploymentFile.Read(Write(text), Timeout);

    private void Fails(string expected, string text) =>
        Assert.Equal(expected, Assert.Throws<UpstreamConfigurationException>(() => Read(text)).Message);

    private string Write(string text)
    {
        var path = Path.Combine(_folder.Path, "deploy.cfg");
        File.WriteAllText(path, text);
        return path;
    }
}
