using System.Text.Json.Nodes;
using SampleService.Domain;
using SampleService.Import.Tests.Support;

namespace SampleService.Import.Tests.Mapping;

/// <summary>The rights of a sample.</summary>
public sealed class AclRuleTests
{
    private readonly Documents _documents = new();

    private JsonObject Acls => _documents.Sample["acls"]!.AsObject();

    [Fact]
    public void Map_AllLists_AreTheirUsers()
    {
        (Acls["admin"], Acls["write"], Acls["read"], Acls["pubread"]) = (Users("c", "b"), Users("d"), Users("f", "e"), true);

        var acls = _documents.MapWhole().Acls;

        Assert.Equal(("b c", "d", "e f", true), (Text(acls.Admin), Text(acls.Write), Text(acls.Read), acls.PublicRead));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    public void Map_NoPublicRead_IsFalse(string? value)
    {
        if (value is null)
            Acls.Remove("pubread");
        else
            Acls["pubread"] = null;

        Assert.False(_documents.MapWhole().Acls.PublicRead);
    }

    [Fact]
    public void Map_UserInSeveralLists_HasTheHighest()
    {
        (Acls["admin"], Acls["write"], Acls["read"]) = (Users("a"), Users("b", "a"), Users("b", "user1"));

        var acls = _documents.Map()!.Acls;

        Assert.Equal(("a", "b", ""), (Text(acls.Admin), Text(acls.Write), Text(acls.Read)));
        Assert.Equal(Enumerable.Repeat("acl_user_twice", 3), _documents.Found.Kinds);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("acls")]
    public void Map_NoOwner_LeavesTheSampleOut(string member)
    {
        if (member == "acls")
            _documents.Sample.Remove("acls");
        else
            Acls["owner"] = "";
        _documents.AddLink();

        Assert.Null(_documents.Map());

        Assert.Equal(["sample_unreadable", "link_without_sample"], _documents.Found.Kinds);
    }

    [Fact]
    public void Map_UsersTooLongForAnIndex_CountAsNone()
    {
        var longest = string.Concat(Enumerable.Repeat("é", 1000));
        Acls["read"] = Users(longest, longest + "x", "b");

        Assert.Equal($"b {longest}", Text(_documents.Map()!.Acls.Read));
        Assert.Equal(["text_unusual", "acl_entry_unreadable"], _documents.Found.Kinds);

        Acls["owner"] = longest + "x";
        Assert.Null(_documents.Map());
    }

    /// <summary>They are in seconds, also where all other times are in milliseconds.</summary>
    [Theory]
    [InlineData("1614958000.123", 1614958000123)]
    [InlineData("1614958000", 1614958000000)]
    [InlineData("1590534565.1234567", 1590534565123)]
    [InlineData("-100.0", -100000)]
    [InlineData("1614958000123", 1614958000123000)]
    public void Map_UpdateOfAcls_IsInSeconds(string seconds, long expected)
    {
        _documents.Sample["aclupdate"] = JsonNode.Parse(seconds);

        Assert.Equal(expected, _documents.MapWhole().AclsChanged.Milliseconds);
    }

    private static JsonArray Users(params string[] users) => new([.. users.Select(user => (JsonNode)user)]);

    private static string Text(UserSet users) => string.Join(' ', users);
}
