using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Templates as callers send and see them.</summary>
internal static class TemplateSchemas
{
    public static readonly string[] Kinds = ["controlled", "user"];

    private static readonly ValueSchema Primitive = new("string", "number", "boolean") { IsNullable = true };

    public static readonly Member Key = new Member("key", Schema.Text(ContractText.MaxNameLength), "A metadata key.").Required();

    public static readonly Member Kind = new Member("kind", Schema.OneOf(Kinds), "In which metadata it stands.").Required();

    public static readonly Member IsRequired = new("required", Schema.Boolean with { IsNullable = true }, "Whether a form is to insist on a value; false when absent or null.");

    public static readonly Member Unit = new(
        "unit", Schema.Text(ContractText.MaxNameLength) with { IsNullable = true }, "The unit that a form is to offer, one that the service knows.");

    public static readonly Member Default = new("default", Primitive, "The value that a form is to begin with.");

    public static readonly Member Help = new(
        "help", Schema.Text(SampleTemplate.MaxHelpLength) with { IsNullable = true }, "What whoever fills the form in is told.");

    private static readonly ObjectSchema NewKey = new(Key, Kind, IsRequired, Unit, Default, Help) { Name = "NewTemplateKey" };

    public static readonly Member Name = new Member(
        "name", Schema.Text(ContractText.MaxNameLength), "Its name, which it has among those of its owner. What is saved under the same name is its next version.").Required();

    public static readonly Member Title = new("title", Schema.Text(ContractText.MaxNameLength) with { IsNullable = true }, "What it is for.");

    public static readonly Member NodeTree = SampleSchemas.NodeTree with
    {
        Description = "Its nodes, each after its parent, as those of a sample; of metadata they need none. Metadata is not validated.",
    };

    public static readonly Member Keys = new(
        "keys", new ArraySchema(NewKey) { Max = SampleTemplate.MaxKeys, IsNullable = true }, "What is to be filled in; each key once of each kind.");

    public static readonly Member Readers = new(
        "readers", new ArraySchema(Params.UserName) { IsNullable = true },
        "Users, and groups as `@name`, who may read it beside its owner; at most 1000.");

    public static readonly Member Public = new(
        "public", Schema.Boolean with { IsNullable = true }, "Whether everybody may read it who has a token; false when absent or null.");

    public static readonly Member IfVersion = OperationMembers.IfVersion with { Description = "Only if the template is in this version." };

    public static readonly Member[] SaveMembers = [Name, Title, NodeTree.Required(), Keys, Readers, Public, IfVersion];

    private static readonly Member Version = new Member("version", Schema.Integer(1), "1, and one more each time it was saved again.").Required();

    private static readonly Member Owner = new Member("owner", Schema.Text(), "Who saved it.").Required();

    public static readonly ObjectSchema Address = new(Owner, Name with { Description = "Its name." }, Version) { Name = "TemplateAddress" };

    private static readonly ObjectSchema ShownKey = new(
        Key, Kind,
        new Member(IsRequired.Name, Schema.Boolean, "Whether a form is to insist on a value.").Required(),
        Unit.Required(), Default.Required(), Help.Required())
    {
        Name = "TemplateKey",
    };

    public static readonly ObjectSchema Template = new(
        Owner, Name with { Description = "Its name." }, Version,
        Title.Required(),
        new Member(NodeTree.Name, new ArraySchema(SampleSchemas.Node), "Its nodes, in the order saved.").Required(),
        new Member(Keys.Name, new ArraySchema(ShownKey), "What is to be filled in, in the order saved.").Required(),
        new Member(Readers.Name, new ArraySchema(Params.UserName), "Who may read it beside its owner.").Required(),
        new Member(Public.Name, Schema.Boolean, "Whether everybody may read it who has a token.").Required(),
        new Member("created", Schema.Integer(), "When it was saved first, in milliseconds since 1970.").Required(),
        new Member("changed", Schema.Integer(), "When it was saved last.").Required())
    {
        Name = "Template",
    };
}
