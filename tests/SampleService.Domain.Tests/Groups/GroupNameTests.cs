namespace SampleService.Domain.Tests;

/// <summary>Names of groups, and entries of ACLs that are such.</summary>
public sealed class GroupNameTests
{
    [Theory]
    [InlineData("ab", true)]
    [InlineData("soil-lab_2", true)]
    [InlineData("a", false)]
    [InlineData("", false)]
    [InlineData("Soil", false)]
    [InlineData("2soil", false)]
    [InlineData("-soil", false)]
    [InlineData("soil lab", false)]
    [InlineData("@soil", false)]
    [InlineData("söil", false)]
    [InlineData("soil\n", false)]
    public void Parse_Name_IsTakenIfItHasTheForm(string name, bool isTaken)
    {
        if (isTaken)
            Assert.Equal(name, GroupName.Parse(name).Value);
        else
            Assert.Equal(
                "name must be 2 to 64 of a-z, 0-9, _ and -, and begin with a letter",
                Assert.Throws<ServiceException>(() => GroupName.Parse(name)).Detail);
    }

    [Fact]
    public void Parse_LongestName_IsTaken()
    {
        Assert.Equal(64, GroupName.Parse(new string('a', 64)).Value.Length);
        Assert.Throws<ServiceException>(() => GroupName.Parse(new string('a', 65)));
    }

    [Fact]
    public void Entry_OfAName_LeadsBackToIt()
    {
        var name = new GroupName("soil-lab");
        Assert.Equal("@soil-lab", name.Entry.Value);
        Assert.True(GroupName.IsEntry(name.Entry));
        Assert.Equal(name, GroupName.OfEntry(name.Entry));
        Assert.False(GroupName.IsEntry(new UserName("soil-lab")));
    }
}
