namespace SampleService.Server.Tests.Permissions;

/// <summary>What a call is to be answered with, by the rules of the contract (docs/api/README.md) alone.</summary>
internal static class AccessRules
{
    /// <summary>The message the call is refused with; null when it is let in.</summary>
    public static string? Refusal(MethodRule rule, Situation at)
    {
        if (rule.Token == TokenRule.Required && !at.Caller.SendsToken)
            return "Authentication required for SampleService but no authentication header was passed";
        // A stand-alone deployment is strict: a wrong token is refused where none is required, too.
        if (rule.Token != TokenRule.NotLookedAt && at.Caller is { SendsToken: true, IsKnown: false })
            return "Token validation failed: Invalid token";
        var refusal = IsInAdministrationMode(rule, at) ? OfAdministration(rule, at.Caller)
            : rule.Data == DataNeed.WriteLinkedWorkspace && !KnowsLink(at) ? $"Sample service error code 50050 No such data link: {at.Sample.LinkId}"
            // Whose an identifier is, only those learn who may take it away.
            : rule.Entry.ShortName == "remove_identifier" && at.Caller.Level < SampleLevel.Write
                ? $"Sample service error code 50100 No such identifier: doi:{at.Sample.Identifier}"
            : rule.Entry.ShortName == "end_relation" && at.Caller.Level < SampleLevel.Read && !at.Sample.IsPublic
                ? $"Sample service error code 50090 No such relation: {at.Sample.RelationId}"
            : rule.Entry.ShortName is "update_group" or "get_group" && at.Caller.Level < SampleLevel.Owner
                ? Unauthorized($"{at.Caller.Title} cannot {(rule.Entry.ShortName == "get_group" ? "read" : "administrate")} group @{PermissionServer.ManagedGroup}")
            : rule.Data == DataNeed.WriteWorkspaceFirst ? OfData(rule.Data, at) ?? OfSample(rule.Sample, at)
            : OfSample(rule.Sample, at) ?? OfData(rule.Data, at);
        return refusal ?? (rule.ForEachLink is { } made && SeesLink(rule, at) ? Refusal(made, at) : null);
    }

    /// <summary>Whether the link of the sample is shown to a caller who was let in.</summary>
    public static bool SeesLink(MethodRule rule, Situation at) =>
        IsInAdministrationMode(rule, at) || at.Workspace.IsPublic || at.Right >= DataRight.Read;

    private static bool KnowsLink(Situation at) =>
        at.Caller.Level >= SampleLevel.Read || at.Sample.IsPublic || at.Workspace.IsPublic || at.Right >= DataRight.Read;

    private static bool IsInAdministrationMode(MethodRule rule, Situation at) =>
        rule.AsAdminNeeds != AdministrationRight.None && (at.AsAdmin || rule.IsForAdministrators);

    private static string? OfAdministration(MethodRule rule, Caller caller) =>
        !caller.IsKnown ? Unauthorized("Anonymous users may not act as service administrators.")
        : caller.Administration >= rule.AsAdminNeeds ? null
        : Unauthorized($"{caller.Title} does not have the necessary administration privileges to run method {rule.NameForAdministrators}");

    private static string? OfSample(SampleLevel needed, Situation at)
    {
        var level = at.Sample.IsPublic && at.Caller.Level == SampleLevel.None ? SampleLevel.Read : at.Caller.Level;
        var what = needed switch
        {
            SampleLevel.Read => "read",
            SampleLevel.Write => "write to",
            _ => "administrate",
        };
        return level >= needed ? null
            : Unauthorized(needed == SampleLevel.Owner ? $"{at.Caller.Title} does not own sample {at.Sample.Id}" : $"{at.Caller.Title} cannot {what} sample {at.Sample.Id}");
    }

    private static string? OfData(DataNeed needed, Situation at) => needed switch
    {
        DataNeed.ReadObject when at.Right < DataRight.Read && !at.Workspace.IsPublic =>
            Unauthorized($"{at.Caller.Title} cannot read upa {at.Workspace.Upa}"),
        DataNeed.WriteObject when at.Right < DataRight.Write =>
            Unauthorized($"{at.Caller.Title} cannot write to upa {at.Workspace.Upa}"),
        DataNeed.WriteWorkspaceFirst or DataNeed.WriteLinkedWorkspace when at.Right < DataRight.Write =>
            Unauthorized($"{at.Caller.Title} cannot write to workspace {at.Workspace.Id}"),
        _ => null,
    };

    private static string Unauthorized(string detail) => "Sample service error code 20000 Unauthorized: " + detail;
}
