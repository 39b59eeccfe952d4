namespace SampleService.JsonRpc.Tests;

/// <summary>Tokens in headers.</summary>
public class AuthorizationHeaderTests
{
    [Fact]
    public void FindToken_BearerOfOneHeader_IsOneStringWithoutGarbage()
    {
        var header = new string("Bearer token");
        var token = AuthorizationHeader.FindToken(header, takesBearer: true);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = AuthorizationHeader.FindToken(header, takesBearer: true);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal("token", token);
        Assert.Same(token, again);
    }

    [Fact]
    public void FindToken_OtherHeaderOfTheSameText_HasTheSameToken() => Assert.Equal(
        AuthorizationHeader.FindToken(new string("bearer  token"), takesBearer: true),
        AuthorizationHeader.FindToken(new string("bearer  token"), takesBearer: true));
}
