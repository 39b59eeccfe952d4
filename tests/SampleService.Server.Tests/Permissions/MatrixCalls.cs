using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Permissions;

/// <summary>
/// The argument with which each method is called, the same for everybody and good for who is let in: that of its first example, unless
/// something has to be made for the call or must not change for the calls that follow.
/// </summary>
internal static class MatrixCalls
{
    public static async Task<string?> ArgumentAsync(PermissionServer server, MethodRule rule, Situation at)
    {
        if (rule.Entry.Parameters is null)
            return null;
        var name = rule.Entry.ShortName;
        var members = rule.Method.StartsWith("Standalone.", StringComparison.Ordinal)
            ? await AdministrationCalls.MembersAsync(server, name)
            : ChangesForOthers.TryGetValue(name, out var make) && AccessRules.Refusal(rule, at) is null ? await make(server, at)
            : Members(rule.Entry, server, at);
        return rule.Entry.HasParameter("as_admin")
            ? $$"""{{{members}},"as_admin":{{(at.AsAdmin ? "true" : "false")}}}"""
            : $$"""{{{members}}}""";
    }

    /// <summary>Those whose success changes what the next caller finds: each who is let in has something of their own.</summary>
    private static readonly Dictionary<string, Func<PermissionServer, Situation, Task<string>>> ChangesForOthers = new()
    {
        ["expire_data_link"] = async (server, at) => Unit(at, (await NewLinkAsync(server, at.Sample)).RequiredText("dataid")),
        ["remove_identifier"] = async (server, at) => Doi(await NewIdentifierAsync(server, at.Sample)),
        ["end_relation"] = async (server, at) => Relation(await server.NewRelationAsync(at.Sample.Id)),
        ["end_link"] = async (server, at) => $"\"linkid\":\"{(await NewLinkAsync(server, at.Sample)).RequiredText("linkid")}\"",
        ["offer_sample"] = async (_, at) => Offered(await NewSampleAsync(at)),
        ["cancel_offer"] = async (server, at) => await OfferAsync(server, await NewSampleAsync(at), PermissionServer.Bystander),
        ["accept_offer"] = async (server, at) => await OfferAsync(server, await NewSampleOfOthersAsync(server), at.Caller.Name),
        ["decline_offer"] = async (server, at) => await OfferAsync(server, await NewSampleOfOthersAsync(server), at.Caller.Name),
        ["leave_sample"] = async (server, at) =>
        {
            var id = await NewSampleOfOthersAsync(server);
            await server.Admin.ResultAsync("SampleService.update_sample_acls", $$"""{"id":"{{id}}","read":["{{at.Caller.Name}}"],"as_admin":true}""");
            return $"\"id\":\"{id}\"";
        },
        ["withdraw_sample"] = async (_, at) => $"\"id\":\"{await NewSampleAsync(at)}\",\"reason\":\"a mistake\"",
        ["restore_sample"] = async (server, at) =>
        {
            var id = $"\"id\":\"{await NewSampleAsync(at)}\"";
            await server.Admin.ResultAsync("SampleService.withdraw_sample", $$"""{{{id}},"reason":"a mistake","as_admin":true}""");
            return id;
        },
    };

    private static string Members(MethodEntry method, PermissionServer server, Situation at)
    {
        var id = $"\"id\":\"{at.Sample.Id}\"";
        const string Delta = $"\"read\":[\"{PermissionServer.Bystander}\"]";
        return method.ShortName switch
        {
            "get_service_status" => "\"module_name\":\"SampleService\"",
            "get_node" => id + ",\"version\":1,\"node\":\"root\"",
            "get_metadata_key_static_metadata" => "\"keys\":[]",
            "create_sample" => $"\"sample\":{SampleText.Next(at.Sample.Id)}",
            "update_sample_acls" => $"{id},{Delta}",
            "update_samples_acls" => $"\"ids\":[\"{at.Sample.Id}\"],{Delta}",
            "replace_sample_acls" => $"{id},\"acls\":{PermissionServer.Acls(at.Sample.IsPublic)}",
            "expire_data_link" => Unit(at, at.Sample.DataId),
            "offer_sample" => Offered(at.Sample.Id),
            "accept_offer" or "decline_offer" or "cancel_offer" or "leave_sample" => id,
            "withdraw_sample" => id + ",\"reason\":\"a mistake\"",
            "restore_sample" => id,
            "remove_identifier" => Doi(at.Sample.Identifier),
            "end_relation" => Relation(at.Sample.RelationId),
            "end_link" => $"\"linkid\":\"{at.Sample.LinkId}\"",
            "create_data_link" => $"{id},\"version\":2,\"node\":\"root\",{Unit(at, server.NewDataId())}",
            // Who may do what is told in the place of each operation; here it is who may call it at all.
            "apply" => $"\"operations\":[{{\"op\":\"update_sample_acls\",{id},{Delta}}}],\"validate_only\":true",
            "add_relation" => $"\"type\":\"related_to\",\"from\":{{{id}}},\"to\":{{\"id\":\"{server.PublicSample}\"}}",
            "create_group" => $"\"name\":\"g{server.NewDataId()}\"",
            "save_template" => "\"name\":\"soil-core\",\"node_tree\":[{\"id\":\"core\",\"type\":\"BioReplicate\"}]",
            "list_templates" => "\"limit\":10",
            "update_group" or "get_group" => $"\"name\":\"{PermissionServer.ManagedGroup}\"",
            "export_samples" => $"\"samples\":[{{{id}}}],\"include\":[\"links\",\"relations\"]",
            "get_lineage" => $"\"ids\":[\"{at.Sample.Id}\"]",
            "add_identifier" => $"{id},{Doi(at.Sample.Identifier)}",
            "propagate_data_links" => id + ",\"version\":2,\"previous_version\":1,\"update\":true",
            _ => (method.ExampleArgument(at.Sample.Id, at.Sample.LinkId, at.Workspace.Upa) ?? "{}")[1..^1],
        };
    }

    private static string Unit(Situation at, string dataId) => $"\"upa\":\"{at.Workspace.Upa}\",\"dataid\":\"{dataId}\"";

    /// <summary>A sample of the caller's own.</summary>
    private static async Task<string> NewSampleAsync(Situation at) => (await at.Caller.Client.SaveAsync(SampleText.Small())).Id;

    /// <summary>A sample of somebody who calls nothing.</summary>
    private static async Task<string> NewSampleOfOthersAsync(PermissionServer server) =>
        (await server.Admin.SaveAsync(SampleText.Small(), $"\"as_admin\":true,\"as_user\":\"{PermissionServer.Keeper}\"")).Id;

    private static string Offered(string id) => $"\"id\":\"{id}\",\"to\":\"{PermissionServer.Bystander}\"";

    /// <summary>An offer that may be answered or taken back.</summary>
    private static async Task<string> OfferAsync(PermissionServer server, string id, string to)
    {
        await server.Admin.ResultAsync("SampleService.offer_sample", $$"""{"id":"{{id}}","to":"{{to}}","as_admin":true}""");
        return $"\"id\":\"{id}\"";
    }

    private static string Relation(string id) => $"\"relation\":\"{id}\"";

    private static string Doi(string value) => $"\"namespace\":\"doi\",\"value\":\"{value}\"";

    /// <summary>An identifier that may be removed.</summary>
    private static async Task<string> NewIdentifierAsync(PermissionServer server, MatrixSample sample)
    {
        var value = $"10.1234/{server.NewDataId()}";
        await server.Admin.ResultAsync("SampleService.add_identifier", $$"""{"id":"{{sample.Id}}",{{Doi(value)}},"as_admin":true}""");
        return value;
    }

    /// <summary>A link that may be ended.</summary>
    private static async Task<JsonMap> NewLinkAsync(PermissionServer server, MatrixSample sample)
    {
        var dataId = server.NewDataId();
        var made = await server.Admin.MapAsync(
            "SampleService.create_data_link",
            $$"""{"id":"{{sample.Id}}","version":2,"node":"root","upa":"{{sample.Workspace.Upa}}","dataid":"{{dataId}}","as_admin":true}""");
        return made.Map("new_link")!;
    }
}
