using System.Text;
using SampleService.Json;

namespace SampleService.JsonRpc.Tests.Schemas;

/// <summary>Members that are not known: where they stand.</summary>
public class UnknownMemberTests
{
    private static readonly ObjectSchema Node = new(
        new("id", Schema.Text(), "Name."), new("type", Schema.Text(), "Type."),
        new("meta_user", new MapSchema(new MapSchema(Schema.Any)), "Metadata."));

    private static readonly ObjectSchema Save = new(
        new("sample", new ObjectSchema(new("name", Schema.Text(), "Name."), new("node_tree", new ArraySchema(Node), "Nodes.")), "Sample."),
        new("prior_version", Schema.Integer(), "Version."),
        new("by_name", new MapSchema(new ObjectSchema(new Member("value", Schema.Any, "Value."))), "Objects under names of the caller's."),
        new("as_admin", Schema.Flag, "Flag."));

    [Theory]
    [InlineData("""{"foo": 1}""", "foo is not known here")]
    [InlineData("""{"prior_versoin": 1}""", "prior_versoin is not known here")]
    [InlineData("""{"Prior_Version": 1}""", "Prior_Version is not known here")]
    [InlineData("""{"sample": {"prior_version": 1}}""", "sample.prior_version is not known here")]
    [InlineData("""{"node_tree": []}""", "node_tree is not known here")]
    [InlineData("""{"sample": {"node_tree": [{"id": "a"}, {"type": "b", "meta_usr": {}}]}}""", "sample.node_tree[1].meta_usr is not known here")]
    [InlineData("""{"by_name": {"a": {"value": 1, "other": 2}}}""", "by_name.a.other is not known here")]
    [InlineData("""{"": 1}""", " is not known here")]
    public void Refuse_MemberThatIsNotKnown_NamesIt(string argument, string message) =>
        Assert.Equal(message, Assert.Throws<UnknownMemberException>(() => Refuse(argument)).Message);

    /// <summary>All of an object come before what is in it, and each in the order sent.</summary>
    [Theory]
    [InlineData("""{"sample": {"zzz": 1}, "yyy": 2, "xxx": 3}""", "yyy")]
    [InlineData("""{"as_admin": 1, "sample": {"node_tree": [{"zzz": 1}], "yyy": 2}}""", "sample.yyy")]
    public void Refuse_SeveralThatAreNotKnown_NamesTheFirstOfTheOutermost(string argument, string path) =>
        Assert.StartsWith(path + " is not known here", Assert.Throws<UnknownMemberException>(() => Refuse(argument)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"as_admin": {"anything": 1}, "sample": {"name": 1, "node_tree": [{"id": "a", "meta_user": {"any": {"thing": {"deep": 1}}}}]}}""")]
    [InlineData("""{"sample": [{"foo": 1}]}""")]
    [InlineData("""{"sample": {"node_tree": {"foo": 1}}, "prior_version": {"foo": 1}}""")]
    [InlineData("""{"\u0073ample": {}, "sample": null}""")]
    public void Refuse_MembersThatAreKnownOrOfTheWrongType_LetsThemPass(string argument) => Refuse(argument);

    [Fact]
    public void Refuse_LongName_IsCut()
    {
        var name = string.Concat(Enumerable.Repeat("\U0001F600", 1001));

        var message = Assert.Throws<UnknownMemberException>(() => Refuse($$"""{"{{name}}": 1}""")).Message;

        Assert.Equal(name[..2000] + "... is not known here", message);
    }

    private static void Refuse(string argument)
    {
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(argument), 64);
        UnknownMember.Refuse(text.Root, Save);
    }
}
