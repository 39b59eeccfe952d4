using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.Search;

namespace SampleService.Api;

/// <summary>Writes what was found.</summary>
/// <param name="asked">What was asked for.</param>
/// <param name="requester">Who asks.</param>
/// <param name="exempt">Users who are never shown among readers.</param>
internal sealed class HitWriter(FindArguments asked, Requester requester, UserSet exempt)
{
    /// <summary>Writes the answer.</summary>
    public void Write(JsonOutput result, FoundPage page, string? next)
    {
        result.Raw("{\"samples\":"u8);
        JsonList.Write(result, page.Samples, Write);
        result.Raw(",\"next\":"u8);
        result.Text(next);
        result.Raw(",\"examined\":"u8);
        WriteForAdministrators(result, page.Examined);
        result.Raw(",\"count\":"u8);
        if (page.Count is { } count)
        {
            result.Raw("{\"value\":"u8);
            result.Integer(count.Value);
            result.Raw(count.IsExact ? ",\"exact\":true}"u8 : ",\"exact\":false}"u8);
        }
        else
            result.Raw("null"u8);
        result.Raw(",\"facets\":"u8);
        if (page.Facets.IsEmpty)
            result.Raw("null"u8);
        else
            JsonList.Write(result, page.Facets, FacetJson.Write);
        result.Raw(",\"index\":"u8);
        WriteIndex(result, page.Index);
        result.Raw("}"u8);
    }

    private void WriteIndex(JsonOutput result, IndexProgress? index)
    {
        if (index is not { } progress)
        {
            result.Raw("null"u8);
            return;
        }

        result.Raw("{\"complete\":false"u8);
        if (requester.IsAdministrator)
        {
            result.Raw(",\"indexed\":"u8);
            result.Integer(progress.Indexed);
            result.Raw(",\"of\":"u8);
            result.Integer(progress.Of);
        }

        result.Raw("}"u8);
    }

    private void WriteForAdministrators(JsonOutput result, long number)
    {
        if (requester.IsAdministrator)
            result.Integer(number);
        else
            result.Raw("null"u8);
    }

    private void Write(JsonOutput result, FoundMatch hit)
    {
        var facts = hit.Facts;
        result.Raw("{\"id\":"u8);
        result.Uuid(facts.Id.Value);
        result.Raw(",\"version\":"u8);
        result.Integer(hit.Version);
        result.Raw(",\"name\":"u8);
        result.Text(facts.Name);
        result.Raw(",\"owner\":"u8);
        result.Text(facts.Owner.Value);
        result.Raw(",\"saved_by\":"u8);
        result.Text(facts.SavedBy.Value);
        result.Raw(",\"save_date\":"u8);
        result.Integer(facts.Saved.Milliseconds);
        result.Raw(",\"created\":"u8);
        result.Integer(facts.Created.Milliseconds);
        result.Raw(",\"level\":"u8);
        result.Text(requester.IsAdministrator ? null : TitleOf(hit.Level));
        result.Raw(hit.PublicRead ? ",\"public_read\":1,\"acl_version\":"u8 : ",\"public_read\":0,\"acl_version\":"u8);
        result.Integer(hit.AclVersion);
        result.Raw(",\"nodes\":"u8);
        result.Integer(hit.Nodes);
        WriteIncludes(result, hit);
        result.Raw("}"u8);
    }

    private void WriteIncludes(JsonOutput result, FoundMatch hit)
    {
        if (asked.Includes.HasFlag(FindIncludes.Sample))
        {
            result.Raw(",\"sample\":"u8);
            result.Splice(hit.Document!.Utf8);
        }

        if (asked.Includes.HasFlag(FindIncludes.Acls))
        {
            result.Raw(",\"acls\":"u8);
            AclJson.Write(result, hit.Acls!, exempt);
        }

        if (asked.Includes.HasFlag(FindIncludes.Identifiers))
        {
            result.Raw(",\"identifiers\":"u8);
            JsonList.Write(result, hit.Facts.Identifiers, IdentifierJson.Write);
        }

        if (asked.Columns.Length > 0)
        {
            result.Raw(",\"values\":"u8);
            MatchJson.Write(result, hit.Values);
        }

        if (asked.Includes.HasFlag(FindIncludes.Matches))
        {
            result.Raw(",\"matches\":"u8);
            MatchJson.Write(result, hit.Matches);
        }

        if (asked.Withdrawn)
        {
            result.Raw(",\"tombstone\":"u8);
            TombstoneJson.Write(result, hit.Facts.Id, null, hit.Withdrawal!);
        }
    }

    private static string? TitleOf(AccessLevel level) => level switch
    {
        AccessLevel.Owner => "owner",
        AccessLevel.Admin => "admin",
        AccessLevel.Write => "write",
        _ => "read",
    };
}
