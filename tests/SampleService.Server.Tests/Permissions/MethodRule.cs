using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Permissions;

/// <summary>What the method table says of the caller of a method (docs/api). The matrix holds the service to it.</summary>
internal sealed record MethodRule(MethodEntry Entry)
{
    public string Method => Entry.Name;

    public TokenRule Token => (string)Entry.Rights["token"]! switch
    {
        "none" => TokenRule.NotLookedAt,
        "optional" => TokenRule.Optional,
        _ => TokenRule.Required,
    };

    /// <summary>What <c>as_admin</c> needs; none when the method has no administration mode.</summary>
    public AdministrationRight AsAdminNeeds => (string?)Entry.Rights["administration"] switch
    {
        null => AdministrationRight.None,
        "read" => AdministrationRight.Read,
        _ => AdministrationRight.Full,
    };

    /// <summary>Whether the method is for administrators only, whatever <c>as_admin</c> says.</summary>
    public bool IsForAdministrators => Entry.Rights["administrators-only"] is not null;

    /// <summary>What the messages about administration call the method.</summary>
    public string NameForAdministrators => (string?)Entry.Rights["administrated-as"] ?? Entry.ShortName;

    public SampleLevel Sample => LevelOf("sample") switch
    {
        null => SampleLevel.None,
        "read" => SampleLevel.Read,
        "write" => SampleLevel.Write,
        "owner" => SampleLevel.Owner,
        _ => SampleLevel.Admin,
    };

    public DataNeed Data => (LevelOf("object"), LevelOf("workspace")) switch
    {
        ("read", _) => DataNeed.ReadObject,
        ("write", _) => DataNeed.WriteObject,
        (_, "write") when (string)Entry.Rights["needs"]![0]!["subject"]! == "sample" => DataNeed.WriteLinkedWorkspace,
        (_, "write") => DataNeed.WriteWorkspaceFirst,
        _ => DataNeed.Nothing,
    };

    /// <summary>What else is done, once for each link the caller sees.</summary>
    public MethodRule? ForEachLink => (string?)Entry.Rights["for-each-link"] is { } other ? MethodRules.All.Single(r => r.Method == other) : null;

    /// <summary>Whether the workspace makes a difference.</summary>
    public bool IsAboutData => Data != DataNeed.Nothing || ForEachLink is not null || ShowsLinks;

    /// <summary>Whether it lists the links of the sample whose workspace the caller may read.</summary>
    public bool ShowsLinks => Entry.Rights["shows"] is not null;

    private string? LevelOf(string subject) =>
        (string?)Entry.Rights["needs"]?.AsArray().FirstOrDefault(need => (string)need!["subject"]! == subject)?["level"];
}
