using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Relations as callers see them.</summary>
internal static class RelationSchemas
{
    private static readonly ObjectSchema End = new(
        new Member("id", Schema.Uuid, "The sample."),
        new Member("version", Schema.Integer(1) with { IsNullable = true }, "A version of it; null for the sample as such."),
        new Member("node", HistorySchemas.NullableText, "A node of that version; null for all of it."),
        new Member("hidden", Schema.Boolean, "True, alone, in the place of a sample that the caller may not read."))
    {
        Name = "RelatedSample",
    };

    public static Schema Type => Schema.OneOf([.. RelationTypes.Names]);

    public static readonly ObjectSchema Relation = new(
        new Member("relation", Schema.Uuid, "The relation.").Required(),
        new Member("type", Type, "What it says of `from`.").Required(),
        new Member("from", End, "The sample that it says something of.").Required(),
        new Member("to", End, "The other one.").Required(),
        new Member("created", Schema.Integer(), "When it was made, in milliseconds since 1970.").Required(),
        new Member("createdby", Schema.Text(), "Who made it.").Required(),
        new Member("ended", HistorySchemas.NullableTime, "When it ended; null for an active one.").Required(),
        new Member("endedby", HistorySchemas.NullableText, "Who ended it; null for an active one.").Required())
    {
        Name = "Relation",
    };
}
