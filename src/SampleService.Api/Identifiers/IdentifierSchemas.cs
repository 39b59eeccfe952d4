using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Identifiers as callers see and write them.</summary>
internal static class IdentifierSchemas
{
    public static readonly Member Namespace = new Member(
        "namespace", Schema.Text(), "`igsn`, `biosample`, `doi`, `ark`, or `~` and the name of the user, or `@` and that of the group, whose names they are.").Required();

    public static readonly Member Value = new Member("value", Schema.Text(), "The value, in any form of the namespace.").Required();

    public static readonly ObjectSchema Identifier = new(
        Namespace,
        Value with { Description = "The value, in the form in which it is kept." },
        new Member("id", Schema.Uuid, "The sample.").Required(),
        new Member("node", HistorySchemas.NullableText, "The node; null for the sample itself.").Required(),
        new Member("added", Schema.Integer(), "When it was added, in milliseconds since 1970.").Required(),
        new Member("addedby", Schema.Text(), "Who added it.").Required(),
        new Member("removed", HistorySchemas.NullableTime, "When it was removed; null for an active one.").Required(),
        new Member("removedby", HistorySchemas.NullableText, "Who removed it; null for an active one.").Required())
    {
        Name = "Identifier",
    };
}
