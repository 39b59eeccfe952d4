namespace SampleService.JsonRpc.Tests.Schemas;

/// <summary>Which known name was meant.</summary>
public class NearestNameTests
{
    private static readonly string[] Known = ["id", "read", "write", "admin", "public_read", "at_least"];

    [Theory]
    [InlineData("reader", "read")]
    [InlineData("wirte", "write")]
    [InlineData("admins", "admin")]
    [InlineData("publicread", "public_read")]
    [InlineData("ID", "id")]
    [InlineData("atleast", "at_least")]
    [InlineData("owner", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void Find_NameLikeOne_GivesItAndElseNothing(string name, string? nearest) => Assert.Equal(nearest, NearestName.Find(name, Known));

    [Fact]
    public void Find_LongName_GivesNothing() => Assert.Null(NearestName.Find(new string('x', 65), [new string('x', 64)]));
}
