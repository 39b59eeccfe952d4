namespace SampleService.Server.Tests.Permissions;

/// <summary>The table: every method and what its caller needs, written down from the contract.</summary>
internal static class MethodRules
{
    private static readonly MethodRule CreateLink = Writing("create_data_link") with { Sample = SampleLevel.Admin, Data = DataNeed.WriteObject };

    public static IReadOnlyList<MethodRule> All { get; } =
    [
        Open("status"),
        Open("get_metadata_key_static_metadata"),
        new("ServiceWizard.get_service_status", TokenRule.NotLookedAt),
        new("SampleService.validate_samples", TokenRule.Required),

        Reading("get_sample") with { Sample = SampleLevel.Read },
        Reading("get_samples") with { Sample = SampleLevel.Read, NameForAdministrators = "get_sample" },
        Reading("get_sample_acls") with { Sample = SampleLevel.Read },
        Writing("create_sample") with { Sample = SampleLevel.Write },
        Writing("update_sample_acls") with { Sample = SampleLevel.Admin },
        Writing("update_samples_acls") with { Sample = SampleLevel.Admin, NameForAdministrators = "update_sample_acls" },
        Writing("replace_sample_acls") with { Sample = SampleLevel.Admin },

        Reading("get_data_links_from_sample") with { Sample = SampleLevel.Read, ShowsLinks = true },
        Reading("get_data_links_from_sample_set") with
        {
            Sample = SampleLevel.Read, ShowsLinks = true, NameForAdministrators = "get_data_links_from_sample",
        },
        Reading("get_data_links_from_data") with { Data = DataNeed.ReadObject },
        new("SampleService.get_sample_via_data", TokenRule.Optional) { Data = DataNeed.ReadObject },
        new("SampleService.get_data_link", TokenRule.Required) { AsAdminNeeds = AdministrationRight.Read, IsForAdministrators = true },
        CreateLink,
        Writing("expire_data_link") with { Sample = SampleLevel.Admin, Data = DataNeed.WriteWorkspaceFirst },
        new("SampleService.propagate_data_links", TokenRule.Required)
        {
            AsAdminNeeds = AdministrationRight.Read, NameForAdministrators = "get_data_links_from_sample",
            Sample = SampleLevel.Read, ForEachLink = CreateLink,
        },

        new("Standalone.whoami", TokenRule.Required),
        new("Standalone.list_visible_workspaces", TokenRule.Optional),
        Administrating("list_accounts"),
        Administrating("list_workspaces"),
        Administrating("create_account"),
        Administrating("disable_account"),
        Administrating("enable_account"),
        Administrating("set_roles"),
        Administrating("issue_token"),
        Administrating("list_tokens"),
        Administrating("revoke_token"),
        Administrating("create_workspace"),
        Administrating("get_workspace"),
        Administrating("set_workspace_public"),
        Administrating("set_permission"),
        Administrating("delete_workspace"),
        Administrating("undelete_workspace"),
        Administrating("create_object"),
        Administrating("create_object_version"),
        Administrating("delete_object"),
        Administrating("undelete_object"),
    ];

    private static MethodRule Open(string name) => new("SampleService." + name, TokenRule.NotLookedAt);

    private static MethodRule Reading(string name) =>
        new("SampleService." + name, TokenRule.Optional) { AsAdminNeeds = AdministrationRight.Read };

    private static MethodRule Writing(string name) =>
        new("SampleService." + name, TokenRule.Required) { AsAdminNeeds = AdministrationRight.Full };

    private static MethodRule Administrating(string name) => new("Standalone." + name, TokenRule.Required)
    {
        AsAdminNeeds = AdministrationRight.Full,
        IsForAdministrators = true,
    };
}
