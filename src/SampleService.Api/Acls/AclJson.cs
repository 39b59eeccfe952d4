using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>ACLs in results.</summary>
internal static class AclJson
{
    /// <summary>Writes ACLs.</summary>
    /// <param name="result">Where to.</param>
    /// <param name="acls">The ACLs.</param>
    /// <param name="exempt">Users who are never shown among the readers.</param>
    public static void Write(JsonOutput result, SampleAcls acls, UserSet exempt)
    {
        result.Raw("{\"owner\":"u8);
        result.Text(acls.Owner.Value);
        WriteUsers(result, ",\"admin\":["u8, acls.Admin);
        WriteUsers(result, ",\"write\":["u8, acls.Write);
        WriteUsers(result, ",\"read\":["u8, acls.Read.Except(exempt));
        result.Raw(acls.PublicRead ? ",\"public_read\":1}"u8 : ",\"public_read\":0}"u8);
    }

    private static void WriteUsers(JsonOutput result, ReadOnlySpan<byte> opening, UserSet set)
    {
        result.Raw(opening);
        var first = true;
        foreach (var user in set)
        {
            if (!first)
                result.Raw(","u8);
            first = false;
            result.Text(user.Value);
        }

        result.Raw("]"u8);
    }
}
