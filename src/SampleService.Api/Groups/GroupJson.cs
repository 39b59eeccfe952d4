using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Groups in results.</summary>
internal static class GroupJson
{
    /// <summary>Writes a group.</summary>
    /// <param name="result">Where to.</param>
    /// <param name="group">The group.</param>
    /// <param name="changes">What was changed; null if that is not wanted.</param>
    public static void Write(JsonOutput result, UserGroup group, IReadOnlyList<GroupChange>? changes = null)
    {
        result.Raw("{\"name\":"u8);
        result.Text(group.Name.Value);
        result.Raw(",\"title\":"u8);
        result.Text(group.Title);
        result.Raw(",\"owner\":"u8);
        result.Text(group.Owner.Value);
        result.Raw(",\"managers\":"u8);
        Write(result, group.Managers);
        result.Raw(",\"members\":"u8);
        Write(result, group.Members);
        result.Raw(",\"version\":"u8);
        result.Integer(group.Version);
        result.Raw(group.IsRetired ? ",\"retired\":true,\"created\":"u8 : ",\"retired\":false,\"created\":"u8);
        result.Integer(group.Created.Milliseconds);
        result.Raw(",\"changed\":"u8);
        result.Integer(group.Changed.Milliseconds);
        if (changes is not null)
        {
            result.Raw(",\"changes\":"u8);
            JsonList.Write(result, changes, Write);
        }

        result.Raw("}"u8);
    }

    private static void Write(JsonOutput result, GroupChange change)
    {
        result.Raw("{\"version\":"u8);
        result.Integer(change.Version);
        result.Raw(",\"at\":"u8);
        result.Integer(change.At.Milliseconds);
        result.Raw(",\"by\":"u8);
        result.Text(change.By.Value);
        result.Raw(",\"added\":"u8);
        Write(result, change.Added);
        result.Raw(",\"removed\":"u8);
        Write(result, change.Removed);
        result.Raw(",\"managers_added\":"u8);
        Write(result, change.ManagersAdded);
        result.Raw(",\"managers_removed\":"u8);
        Write(result, change.ManagersRemoved);
        result.Raw(",\"owner\":"u8);
        result.Text(change.Owner?.Value);
        result.Raw(change.IsRetired switch
        {
            null => ",\"retired\":null}"u8,
            true => ",\"retired\":true}"u8,
            false => ",\"retired\":false}"u8,
        });
    }

    private static void Write(JsonOutput result, UserSet users) =>
        JsonList.Write(result, [.. users], static (output, user) => output.Text(user.Value));
}
