using System.Net;

namespace SampleService.JsonRpc.Tests;

/// <summary>Which addresses count as one caller, in what is under way and in connections.</summary>
public class CallerNetworkTests
{
    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("2001:db8::1", "2001:db9::1", false)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.7", "::ffff:192.0.2.8", false)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2.7", "192.1.2.7", false)]
    [InlineData("::1", "127.0.0.1", false)]
    public void Of_TwoAddresses_IsOneIfOneCallerCanHaveBoth(string one, string other, bool isOne) =>
        Assert.Equal(isOne, CallerNetwork.Of(IPAddress.Parse(one)) == CallerNetwork.Of(IPAddress.Parse(other)));

    [Fact]
    public void Of_NoAddress_IsNoneOfAnAddress() => Assert.NotEqual(CallerNetwork.Of(IPAddress.Loopback), CallerNetwork.Of(null));
}
