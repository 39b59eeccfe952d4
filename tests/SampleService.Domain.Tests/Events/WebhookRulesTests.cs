using System.Net;
using System.Text.Json;
using SampleService.Json;

namespace SampleService.Domain.Tests.Events;

/// <summary>What addresses and secrets of webhooks may be.</summary>
public class WebhookRulesTests
{
    private const string NotHttps = "url must be an https address without user and fragment";
    private const string NotPublic = "url has an address that events are not sent to";

    [Theory]
    [InlineData("https://receiver.example", null)]
    [InlineData("https://receiver.example:8443/a/b?c=d&e", null)]
    [InlineData("https://1.1.1.1/", null)]
    [InlineData("https://[2606:2800:220:1:248:1893:25c8:1946]/", null)]
    [InlineData("HTTPS://Receiver.Example/", null)]
    [InlineData("http://receiver.example/", NotHttps)]
    [InlineData("ftp://receiver.example/", NotHttps)]
    [InlineData("file:///etc/passwd", NotHttps)]
    [InlineData("//receiver.example/", NotHttps)]
    [InlineData("receiver.example", NotHttps)]
    [InlineData("https://", NotHttps)]
    [InlineData("https:///path", NotHttps)]
    [InlineData("https://user@receiver.example/", NotHttps)]
    [InlineData("https://user:word@receiver.example/", NotHttps)]
    [InlineData("https://receiver.example/#part", NotHttps)]
    [InlineData(" https://receiver.example/", NotHttps)]
    [InlineData("https://127.0.0.1/", NotPublic)]
    [InlineData("https://127.1/", NotPublic)]
    [InlineData("https://0x7f000001/", NotPublic)]
    [InlineData("https://2130706433/", NotPublic)]
    [InlineData("https://0177.0.0.1/", NotPublic)]
    [InlineData("https://[::1]/", NotPublic)]
    [InlineData("https://[::ffff:10.0.0.1]/", NotPublic)]
    [InlineData("https://169.254.169.254/latest/meta-data/", NotPublic)]
    public void Url_Text_IsAPublicHttpsAddress(string url, string? fault) =>
        AssertFault(fault, "url", url, parameter => Assert.Equal(url, WebhookRules.Url(parameter, new ReceiverAddresses([]))));

    [Theory]
    [InlineData("http://receiver.example/", null)]
    [InlineData("http://127.0.0.1:8080/", null)]
    [InlineData("http://10.0.0.1/", NotPublic)]
    [InlineData("ftp://127.0.0.1/", NotHttps)]
    public void Url_WhereANetworkIsAllowed_MayBeHttp(string url, string? fault) =>
        AssertFault(fault, "url", url, parameter => WebhookRules.Url(parameter, new ReceiverAddresses([IPNetwork.Parse("127.0.0.0/8")])));

    [Theory]
    [InlineData(2048, null)]
    [InlineData(2049, "url exceeds maximum length of 2048")]
    public void Url_Text_IsNotLongerThanItMayBe(int length, string? fault) => AssertFault(
        fault, "url", "https://receiver.example/".PadRight(length, 'x'), parameter => WebhookRules.Url(parameter, new ReceiverAddresses([])));

    [Theory]
    [InlineData(23, 'a', false)]
    [InlineData(24, 'a', true)]
    [InlineData(256, '~', true)]
    [InlineData(257, 'a', false)]
    [InlineData(30, ' ', false)]
    [InlineData(30, 'é', false)]
    [InlineData(30, '\t', false)]
    public void Secret_Text_Has24To256AsciiCharacters(int length, char character, bool isTaken) => AssertFault(
        isTaken ? null : "secret must have 24 to 256 characters, each of ASCII from ! to ~", "secret", new string(character, length),
        parameter => WebhookRules.Secret(parameter));

    private static void AssertFault(string? fault, string name, string text, Action<Parameter> check)
    {
        using var json = JsonText.Parse(JsonSerializer.SerializeToUtf8Bytes(text));
        var parameter = new Parameter(json.Root, name);
        if (fault is null)
            check(parameter);
        else
            Assert.Equal(fault, Assert.Throws<ServiceException>(() => check(parameter)).Detail);
    }
}
