namespace SampleService.Upstream.Tests;

public sealed class TokenFormTests
{
    [Theory]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", TokenKind.KBase)]
    [InlineData("a.b.c", TokenKind.KBase)]
    [InlineData("e30.e30.e30", TokenKind.KBase)]
    [InlineData("W10.e30.c2ln", TokenKind.KBase)]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.c2ln", TokenKind.JsonWebToken)]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.", TokenKind.JsonWebToken)]
    [InlineData(".e30.c2ln", TokenKind.KBase)]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.c2ln.x", TokenKind.KBase)]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e3+.c2ln", TokenKind.KBase)]
    [InlineData("sst_anything", TokenKind.Standalone)]
    // A member name that is half a surrogate pair, after alg, before it, and without it; and alg with an escape.
    [InlineData("eyJhbGciOiJSUzI1NiIsIlx1ZDgwMCI6MX0.e30.c2ln", TokenKind.JsonWebToken)]
    [InlineData("eyJcdWQ4MDAiOjEsImFsZyI6IlJTMjU2In0.e30.c2ln", TokenKind.JsonWebToken)]
    [InlineData("eyJcdWQ4MDAiOjF9.e30.c2ln", TokenKind.KBase)]
    [InlineData("eyJcdTAwNjFsZyI6IlJTMjU2In0.e30.c2ln", TokenKind.JsonWebToken)]
    public void KindOf_Token_DependsOnItsForm(string token, TokenKind kind) => Assert.Equal(kind, TokenForm.KindOf(token));

    [Fact]
    public void IsSendable_Token_IsPrintableAsciiOfLimitedLength()
    {
        Assert.True(TokenForm.IsSendable("a b~!"));
        Assert.True(TokenForm.IsSendable(new string('a', 8192)));
        Assert.All(new[] { "", " a", "a ", "a\t", "a\u007f", "é", new string('a', 8193) }, token => Assert.False(TokenForm.IsSendable(token)));
    }
}
