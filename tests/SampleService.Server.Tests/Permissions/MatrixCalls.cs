using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Permissions;

/// <summary>The argument with which each method is called, the same for everybody and good for who is let in.</summary>
internal static class MatrixCalls
{
    public static async Task<string?> ArgumentAsync(PermissionServer server, MethodRule rule, Situation at)
    {
        var name = rule.Method[(rule.Method.IndexOf('.', StringComparison.Ordinal) + 1)..];
        if (name is "status" or "whoami" or "list_visible_workspaces" or "list_accounts" or "list_workspaces")
            return null;
        var members = rule.Method.StartsWith("Standalone.", StringComparison.Ordinal)
            ? await AdministrationCalls.MembersAsync(server, name)
            : name == "expire_data_link"
            ? Unit(at, AccessRules.Refusal(rule, at) is null ? await NewLinkAsync(server, at.Sample) : at.Sample.DataId)
            : Members(name, server, at);
        return $$"""{{{members}}{{(members.Length > 0 ? "," : "")}}"as_admin":{{(at.AsAdmin ? "true" : "false")}}}""";
    }

    private static string Members(string name, PermissionServer server, Situation at)
    {
        var id = $"\"id\":\"{at.Sample.Id}\"";
        const string Delta = $"\"read\":[\"{PermissionServer.Bystander}\"]";
        return name switch
        {
            "get_service_status" => "\"module_name\":\"SampleService\"",
            "get_metadata_key_static_metadata" => "\"keys\":[]",
            "validate_samples" => $"\"samples\":[{SampleText.Small()}]",
            "get_sample" => id + ",\"version\":1",
            "get_samples" => $$"""
                "samples":[{{{id}}},{{{id}},"version":1}]
                """,
            "get_sample_acls" => id,
            "create_sample" => $"\"sample\":{SampleText.Next(at.Sample.Id)}",
            "update_sample_acls" => $"{id},{Delta}",
            "update_samples_acls" => $"\"ids\":[\"{at.Sample.Id}\"],{Delta}",
            "replace_sample_acls" => $"{id},\"acls\":{PermissionServer.Acls(at.Sample.IsPublic)}",
            "get_data_links_from_sample" => id + ",\"version\":1",
            "get_data_links_from_sample_set" => $$"""
                "sample_ids":[{{{id}},"version":1}],"effective_time":null
                """,
            "get_data_links_from_data" => $"\"upa\":\"{at.Workspace.Upa}\"",
            "get_sample_via_data" => $"{id},\"version\":2,\"upa\":\"{at.Workspace.Upa}\"",
            "get_data_link" => $"\"linkid\":\"{at.Sample.LinkId}\"",
            "create_data_link" => $"{id},\"version\":2,\"node\":\"root\",{Unit(at, server.NewDataId())}",
            "propagate_data_links" => id + ",\"version\":2,\"previous_version\":1,\"update\":true",
            _ => throw new ArgumentException($"no argument for {name}", nameof(name)),
        };
    }

    private static string Unit(Situation at, string dataId) => $"\"upa\":\"{at.Workspace.Upa}\",\"dataid\":\"{dataId}\"";

    /// <summary>A link that may be expired; gives its data id.</summary>
    private static async Task<string> NewLinkAsync(PermissionServer server, MatrixSample sample)
    {
        var dataId = server.NewDataId();
        await server.Admin.ResultAsync(
            "SampleService.create_data_link",
            $$"""{"id":"{{sample.Id}}","version":2,"node":"root","upa":"{{sample.Workspace.Upa}}","dataid":"{{dataId}}","as_admin":true}""");
        return dataId;
    }
}
