using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SampleService.Testing.Fakes;

namespace SampleService.Webhooks.Tests;

/// <summary>Nothing is sent to addresses within the machine or its networks, whatever a name or a receiver says.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("")]
    public async Task Send_NameOfAnAddressThatIsNotPublic_IsNotSent(string addresses)
    {
        await using var world = new World();
        world.Hosts["receiver.example"] = addresses;
        var id = await world.AddAsync("https://receiver.example/");
        world.Start();
        world.Events.Add();

        Assert.Equal("address", (await world.FailedAsync(id)).LastFault);
    }

    [Fact]
    public async Task Send_AddressThatIsNotPublic_ReachesNobody()
    {
        await using var inner = await EventReceiver.StartAsync();
        await using var world = new World("127.0.0.2/32");
        var id = await world.AddAsync(inner.Url);
        world.Start();
        world.Events.Add();

        Assert.Equal("address", (await world.FailedAsync(id)).LastFault);
        Assert.Equal(0, inner.Count);
    }

    [Fact]
    public async Task Send_WithoutEncryption_ReachesNetworksOfTheOperatorAlone()
    {
        await using var world = new World("127.0.0.2/32");
        world.Hosts["receiver.example"] = "93.184.216.34";
        var id = await world.AddAsync("http://receiver.example/");
        world.Start();
        world.Events.Add();

        Assert.Equal("address", (await world.FailedAsync(id)).LastFault);
    }

    [Fact]
    public async Task Send_NameWithSeveralAddresses_TakesTheOneThatMayBe()
    {
        await using var receiver = await EventReceiver.StartAsync(IPAddress.Parse("127.0.0.2"));
        await using var world = new World("127.0.0.2/32");
        world.Hosts["receiver.example"] = "10.0.0.1,127.0.0.1,127.0.0.2";
        await world.AddAsync($"http://receiver.example:{receiver.Port}/");
        world.Start();
        world.Events.Add();

        Assert.Equal($"receiver.example:{receiver.Port}", (await receiver.NextAsync()).Headers["Host"]);
    }

    [Fact]
    public async Task Send_NameThatStandsForAnotherAddressLater_IsJudgedByWhatItIsConnectedTo()
    {
        await using var receiver = await EventReceiver.StartAsync(IPAddress.Parse("127.0.0.2"));
        await using var inner = await EventReceiver.StartAsync();
        await using var world = new World("127.0.0.2/32");
        world.Hosts["receiver.example"] = "127.0.0.2;127.0.0.1";
        receiver.Answer = context =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        };
        var id = await world.AddAsync($"http://receiver.example:{receiver.Port}/");
        world.Start();
        world.Events.Add();
        Assert.Equal(1, (await receiver.NextAsync()).Position);
        await world.SentAllAsync(id);
        world.Events.Add();

        Assert.Equal("address", (await world.FailedAsync(id)).LastFault);
        Assert.Equal((0, 0), (receiver.Count, inner.Count));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Send_Redirect_IsNotFollowed(int status)
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var inner = await EventReceiver.StartAsync();
        await using var world = new World("127.0.0.0/8");
        receiver.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = inner.Url;
            return Task.CompletedTask;
        };
        var id = await world.AddAsync(receiver.Url);
        world.Start();
        world.Events.Add();
        await receiver.NextAsync();

        var stored = await world.FailedAsync(id);
        Assert.Equal((status, "status"), (stored.LastStatus, stored.LastFault));
        Assert.Equal(0, inner.Count);
    }

    [Fact]
    public async Task Send_CertificateThatNobodyTrusts_IsSentNothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=receiver.example", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, default), new DateTimeOffset(2100, 1, 1, 0, 0, 0, default));
        await using var receiver = await EventReceiver.StartAsync(certificate: certificate);
        await using var world = new World("127.0.0.0/8");
        world.Hosts["receiver.example"] = "127.0.0.1";
        var id = await world.AddAsync($"https://receiver.example:{receiver.Port}/");
        world.Start();
        world.Events.Add();

        Assert.Equal("certificate", (await world.FailedAsync(id)).LastFault);
        Assert.Equal(0, receiver.Count);
    }

    /// <summary>A certificate can name an address where that of its issuer is to be had: whoever has made it chooses that too.</summary>
    [Fact]
    public async Task Send_CertificateThatNamesWhereItsIssuerIs_ReachesNobodyThere()
    {
        await using var inner = await EventReceiver.StartAsync();
        using var certificate = MakeCertificate(inner.Url);
        await using var receiver = await EventReceiver.StartAsync(certificate: certificate);
        // A server looks for the issuer of its own certificate as well, when it starts.
        var asked = inner.Count;
        await using var world = new World("127.0.0.0/8");
        world.Hosts["receiver.example"] = "127.0.0.1";
        var id = await world.AddAsync($"https://receiver.example:{receiver.Port}/");
        world.Start();
        world.Events.Add();

        Assert.Equal("certificate", (await world.FailedAsync(id)).LastFault);
        Assert.Equal((0, asked), (receiver.Count, inner.Count));
    }

    [Fact]
    public async Task Send_NobodyListens_IsAFaultOfTheConnection()
    {
        int port;
        await using (var gone = await EventReceiver.StartAsync())
            port = gone.Port;
        await using var world = new World("127.0.0.0/8");
        var id = await world.AddAsync($"http://127.0.0.1:{port}/");
        world.Start();
        world.Events.Add();

        Assert.Equal("connection", (await world.FailedAsync(id)).LastFault);
    }

    /// <summary>A certificate of an issuer that nobody knows.</summary>
    private static X509Certificate2 MakeCertificate(string issuer)
    {
        var (from, to) = (new DateTimeOffset(2020, 1, 1, 0, 0, 0, default), new DateTimeOffset(2100, 1, 1, 0, 0, 0, default));
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issuerRequest = new CertificateRequest("CN=Nobody", issuerKey, HashAlgorithmName.SHA256);
        issuerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var issuerCertificate = issuerRequest.CreateSelfSigned(from, to);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=receiver.example", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([], [issuer]));
        using var signed = request.Create(issuerCertificate, from, to, [1, 2, 3]);
        return signed.CopyWithPrivateKey(key);
    }
}
