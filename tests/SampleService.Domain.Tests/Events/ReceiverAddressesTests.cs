using System.Net;

namespace SampleService.Domain.Tests.Events;

/// <summary>Events are sent to addresses that everybody reaches, and to no others.</summary>
public class ReceiverAddressesTests
{
    private static readonly ReceiverAddresses Strict = new([]);

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("93.184.216.34")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("::ffff:1.1.1.1")]
    public void Allows_PublicAddress_IsTrue(string address) => Assert.True(Strict.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Allows_AddressThatIsNotPublic_IsFalse(string address) => Assert.False(Strict.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("127.0.1.1", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fd00::1%2", true)]
    [InlineData("10.0.0.1", false)]
    public void Allows_NetworkOfAnOperator_IsTrueWithinItAlone(string address, bool isAllowed)
    {
        var addresses = new ReceiverAddresses([IPNetwork.Parse("127.0.0.0/24"), IPNetwork.Parse("fd00::/8")]);

        Assert.Equal((isAllowed, isAllowed), (addresses.Allows(IPAddress.Parse(address)), addresses.IsAllowedByOperator(IPAddress.Parse(address))));
        Assert.True(addresses.Allows(IPAddress.Parse("1.1.1.1")));
        Assert.False(addresses.IsAllowedByOperator(IPAddress.Parse("1.1.1.1")));
    }
}
