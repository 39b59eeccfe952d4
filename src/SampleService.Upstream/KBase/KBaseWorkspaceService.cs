using System.Text.Json;
using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>
/// Workspaces of the KBase workspace service. Caches nothing. A response of an unexpected shape is a failure, never a permission.
/// </summary>
internal sealed class KBaseWorkspaceService(KBaseWorkspaceClient client) : IWorkspaceService
{
    private const string Administer = "Workspace.administer";
    private const string Everybody = "*";

    public async ValueTask<WorkspacePermission> FindPermissionAsync(
        WorkspaceId workspace, UserName? user, CancellationToken cancellation)
    {
        try
        {
            return await client.CallAsync(
                Administer,
                writer => WriteCommand(writer, "getPermissionsMass", null, static (w, id) =>
                {
                    w.WriteStartArray("workspaces");
                    w.WriteStartObject();
                    w.WriteNumber("id", id.Value);
                    w.WriteEndObject();
                    w.WriteEndArray();
                }, workspace),
                result => ReadPermission(result, user),
                cancellation).ConfigureAwait(false);
        }
        catch (KBaseWorkspaceException fault)
        {
            var missing = fault.Text.Contains("No workspace", StringComparison.Ordinal)
                || fault.Text.Contains("is deleted", StringComparison.Ordinal);
            throw new ServiceException(
                missing ? ErrorKind.NoSuchWorkspaceData : ErrorKind.UpstreamFailure, fault.Text, fault);
        }
    }

    public async ValueTask<string?> FindObjectTypeAsync(Upa upa, CancellationToken cancellation) =>
        (await FindTypesAsync([upa], cancellation).ConfigureAwait(false))[0];

    public async ValueTask<IReadOnlySet<Upa>> FindMissingAsync(IReadOnlyCollection<Upa> upas, CancellationToken cancellation)
    {
        Upa[] asked = [.. upas];
        var types = await FindTypesAsync(asked, cancellation).ConfigureAwait(false);
        return asked.Where((_, i) => types[i] is null).ToHashSet();
    }

    /// <summary>The types of object versions, null for what is not there.</summary>
    private async ValueTask<string?[]> FindTypesAsync(Upa[] upas, CancellationToken cancellation)
    {
        try
        {
            return await client.CallAsync(
                Administer,
                writer => WriteCommand(writer, "getObjectInfo", null, static (w, references) =>
                {
                    w.WriteStartArray("objects");
                    foreach (var reference in references)
                    {
                        w.WriteStartObject();
                        w.WriteString("ref", reference.ToString());
                        w.WriteEndObject();
                    }

                    w.WriteEndArray();
                    w.WriteNumber("ignoreErrors", 1);
                }, upas),
                result => Enumerable.Range(0, upas.Length).Select(i => ReadType(result, i)).ToArray(),
                cancellation).ConfigureAwait(false);
        }
        catch (KBaseWorkspaceException fault)
        {
            throw new ServiceException(ErrorKind.UpstreamFailure, fault.Text, fault);
        }
    }

    public async ValueTask<IReadOnlySet<WorkspaceId>> FindReadableAsync(UserName? user, CancellationToken cancellation)
    {
        try
        {
            return user is { } name
                ? await client.CallAsync(
                    Administer,
                    writer => WriteCommand(writer, "listWorkspaceIDs", name, static (w, _) =>
                    {
                        w.WriteString("perm", "r");
                        w.WriteNumber("excludeGlobal", 0);
                    }, name),
                    ReadWorkspaces,
                    cancellation).ConfigureAwait(false)
                : await client.CallAsync(
                    "Workspace.list_workspace_ids",
                    static writer =>
                    {
                        writer.WriteStartObject();
                        writer.WriteNumber("onlyGlobal", 1);
                        writer.WriteEndObject();
                    },
                    ReadWorkspaces,
                    cancellation).ConfigureAwait(false);
        }
        catch (KBaseWorkspaceException fault)
        {
            var unknown = fault.Text.Contains("not a valid user", StringComparison.Ordinal);
            throw new ServiceException(unknown ? ErrorKind.NoSuchUser : ErrorKind.UpstreamFailure, fault.Text, fault);
        }
    }

    private static void WriteCommand<T>(
        Utf8JsonWriter writer, string command, UserName? user, Action<Utf8JsonWriter, T> writeParameters, T state)
    {
        writer.WriteStartObject();
        writer.WriteString("command", command);
        if (user is { } name)
            writer.WriteString("user", name.Value);
        writer.WriteStartObject("params");
        writeParameters(writer, state);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static WorkspacePermission ReadPermission(JsonElement result, UserName? user)
    {
        if (result.Member("perms")?.Item(0) is not { ValueKind: JsonValueKind.Object } permissions)
            throw new FormatException("no perms");
        var open = permissions.Member(Everybody) is { } everybody ? ReadLetter(everybody) : WorkspacePermission.None;
        // "*" stands for all users, so a user of that name has no permission of their own.
        var own = user is { } name && name.Value != Everybody && permissions.Member(name.Value) is { } letter
            ? ReadLetter(letter)
            : WorkspacePermission.None;
        return own != WorkspacePermission.None ? own
            : open == WorkspacePermission.None ? WorkspacePermission.None : WorkspacePermission.Read;
    }

    private static WorkspacePermission ReadLetter(JsonElement letter) => letter.Text() switch
    {
        "n" => WorkspacePermission.None,
        "r" => WorkspacePermission.Read,
        "w" => WorkspacePermission.Write,
        "a" => WorkspacePermission.Admin,
        _ => throw new FormatException("a permission that is none"),
    };

    private static string? ReadType(JsonElement result, int index)
    {
        var info = result.Member("infos")?.Item(index) ?? throw new FormatException("no infos");
        return info.ValueKind == JsonValueKind.Null
            ? null
            : info.Item(2)?.Text() is { Length: > 0 } type ? type : throw new FormatException("an info without a type");
    }

    private static IReadOnlySet<WorkspaceId> ReadWorkspaces(JsonElement result)
    {
        var readable = new HashSet<WorkspaceId>();
        foreach (var member in (ReadOnlySpan<string>)["workspaces", "pub"])
        {
            if (result.Member(member) is not { ValueKind: JsonValueKind.Array } ids)
                throw new FormatException($"no {member}");
            foreach (var id in ids.EnumerateArray())
                readable.Add(id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && number >= 1
                    ? new WorkspaceId(number)
                    : throw new FormatException($"a workspace id in {member} that is none"));
        }

        return readable;
    }
}
