using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Writes what happened to a sample.</summary>
/// <param name="exempt">Users who are never shown among readers.</param>
internal sealed class HistoryWriter(UserSet exempt)
{
    /// <summary>Writes an entry.</summary>
    public void Write(JsonOutput result, HistoryEntry entry)
    {
        result.Raw("{\"at\":"u8);
        result.Integer(entry.At.Milliseconds);
        result.Raw(",\"by\":"u8);
        result.Text(entry.By?.Value);
        switch (entry)
        {
            case VersionSaved(var version):
                WriteVersion(result, version);
                break;
            case AclsChanged(var change):
                WriteChange(result, change);
                break;
            case LinkChanged(var link):
                result.Raw(link.Expired is null
                    ? ",\"kind\":\"links\",\"what\":\"created\",\"link\":"u8 : ",\"kind\":\"links\",\"what\":\"ended\",\"link\":"u8);
                LinkJson.Write(result, link);
                break;
            case RelationChanged(var relation):
                result.Raw(relation.Relation.Ended is null
                    ? ",\"kind\":\"relations\",\"what\":\"added\",\"relation\":"u8 : ",\"kind\":\"relations\",\"what\":\"ended\",\"relation\":"u8);
                RelationJson.Write(result, relation);
                break;
            case IdentifierChanged(var identifier):
                result.Raw(identifier.Removed is null
                    ? ",\"kind\":\"identifiers\",\"what\":\"added\",\"identifier\":"u8
                    : ",\"kind\":\"identifiers\",\"what\":\"removed\",\"identifier\":"u8);
                IdentifierJson.Write(result, identifier);
                break;
            case WithdrawalChanged(var withdrawal):
                WriteWithdrawal(result, withdrawal);
                break;
        }

        result.Raw("}"u8);
    }

    private static void WriteVersion(JsonOutput result, VersionEntry version)
    {
        result.Raw(",\"kind\":\"versions\",\"what\":\"saved\",\"version\":"u8);
        result.Integer(version.Version);
        result.Raw(",\"name\":"u8);
        result.Text(version.Name);
        result.Raw(",\"nodes\":"u8);
        result.Integer(version.Nodes);
        result.Raw(",\"vocabulary\":"u8);
        result.Text(version.Vocabulary);
        result.Raw(version.IsWithdrawn ? ",\"withdrawn\":true"u8 : ",\"withdrawn\":false"u8);
    }

    private void WriteChange(JsonOutput result, AclChange change)
    {
        result.Raw(",\"kind\":\"acls\",\"what\":"u8);
        result.Text(change.IsFirstState ? "recorded_since" : change.Before is { } before && before.Owner != change.After.Owner ? "owner_changed" : "changed");
        result.Raw(",\"acl_version\":"u8);
        result.Integer(change.AclVersion);
        result.Raw(change.IsAdministrator ? ",\"as_admin\":true,\"users\":"u8 : ",\"as_admin\":false,\"users\":"u8);
        JsonList.Write(result, AclDifference.Of(change.Before, change.After, exempt), static (output, user) =>
        {
            output.Raw("{\"user\":"u8);
            output.Text(user.User.Value);
            output.Raw(",\"from\":"u8);
            output.Text(user.From);
            output.Raw(",\"to\":"u8);
            output.Text(user.To);
            output.Raw("}"u8);
        });
        var wasPublic = change.Before?.PublicRead == true;
        result.Raw(wasPublic == change.After.PublicRead ? ",\"public_read\":null"u8
            : wasPublic ? ",\"public_read\":[1,0]"u8 : ",\"public_read\":[0,1]"u8);
    }

    private static void WriteWithdrawal(JsonOutput result, WithdrawalEntry withdrawal)
    {
        result.Raw(withdrawal.IsRestored
            ? ",\"kind\":\"withdrawal\",\"what\":\"restored\",\"version\":"u8 : ",\"kind\":\"withdrawal\",\"what\":\"withdrawn\",\"version\":"u8);
        if (withdrawal.Version is { } version)
            result.Integer(version);
        else
            result.Raw("null"u8);
        result.Raw(",\"reason\":"u8);
        result.Text(withdrawal.Reason);
    }
}
