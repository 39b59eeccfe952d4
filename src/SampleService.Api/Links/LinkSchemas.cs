using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Links as callers see them.</summary>
internal static class LinkSchemas
{
    public static readonly ObjectSchema Link = new(
        new Member("linkid", Schema.Uuid, "The link.").Required(),
        new Member("upa", Schema.Text(), Params.Upa.Description).Required(),
        new Member("dataid", Schema.Text() with { IsNullable = true }, "The part of the object; null for the whole.").Required(),
        new Member("id", Schema.Uuid, "The sample.").Required(),
        new Member("version", Schema.Integer(1), "The version of the sample.").Required(),
        new Member("node", Schema.Text(), "The node of that version.").Required(),
        new Member("createdby", Schema.Text(), "Who made the link.").Required(),
        new Member("created", Schema.Integer(), "When, in milliseconds since 1970.").Required(),
        new Member("expiredby", Schema.Text() with { IsNullable = true }, "Who ended it; null for an active link.").Required(),
        new Member("expired", Schema.Integer() with { IsNullable = true }, "When it ended; null for an active link.").Required())
    {
        Name = "DataLink",
    };

    private static readonly Member Links = new Member("links", new ArraySchema(Link), "By the time they were made, then by id.").Required();

    public static readonly ObjectSchema Made = new(new Member("new_link", Link, "The link that was made.").Required());

    public static readonly ObjectSchema ManyMade = new(Links with { Description = "The links that were made." });

    public static readonly ObjectSchema Listing = new(
        Links,
        new Member("effective_time", Schema.Integer(), "The moment the answer is for: the one asked for, else now.").Required())
    {
        Name = "DataLinkListing",
    };
}
