namespace SampleService.JsonRpc;

/// <summary>
/// All there is to know of a method before it is called. The reference in docs/api, <c>rpc.discover</c>, <c>system.describe</c>, the
/// check for unknown members, and the tests of rights, of hostile calls and of secrecy are made from it; a method without it does
/// not compile.
/// </summary>
/// <param name="Name">Its full name, <c>Module.name</c>.</param>
/// <param name="Group">The page of the reference that it is on.</param>
/// <param name="Summary">What it does, in one sentence without a full stop.</param>
public sealed record MethodDescriptor(string Name, string Group, string Summary)
{
    /// <summary>The name without the module.</summary>
    public string ShortName { get; } = Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The doors it can be called on.</summary>
    public Doors Doors { get; init; } = Doors.All;

    /// <summary>What it does to the platform.</summary>
    public MethodEffect Effect { get; init; } = MethodEffects.Of(Name[..Math.Max(0, Name.LastIndexOf('.'))], Name[(Name.LastIndexOf('.') + 1)..]);

    /// <summary>
    /// Whether the Unix socket holds the argument against <see cref="Parameters"/> before it calls the method. The methods of the KBase
    /// Sample Service, and those that are like them, have checks and messages of their own instead.
    /// </summary>
    public bool IsCheckedBySchema { get; init; } =
        Name[..Math.Max(0, Name.LastIndexOf('.'))] is "" or "PlatformState" or "Cluster" or "Node" or "rpc";

    /// <summary>Who may call it.</summary>
    public required MethodRights Rights { get; init; }

    /// <summary>The one argument, an object; null when it takes none.</summary>
    public ObjectSchema? Parameters { get; init; }

    /// <summary>Whether the argument may be left out or null, which then is an empty object.</summary>
    public bool IsArgumentOptional { get; init; }

    /// <summary>The result; null when it has none.</summary>
    public Schema? Result { get; init; }

    /// <summary>What is checked, in this order; the first failure is the answer.</summary>
    public required IReadOnlyList<MethodCheck> Checks { get; init; }

    /// <summary>
    /// Calls as a user makes them, and what they are answered with. Those of all methods tell one story, in the order of the table: a
    /// test runs it, and takes each id, time and token for what stood in its place before.
    /// </summary>
    public required IReadOnlyList<MethodExample> Examples { get; init; }

    /// <summary>What else is to be known, as Markdown; null for nothing.</summary>
    public string? Notes { get; init; }
}

/// <summary>Who may call a method, about what.</summary>
/// <param name="Token">Whether it needs a token.</param>
public sealed record MethodRights(TokenRequirement Token)
{
    /// <summary>The right that <c>as_admin</c> needs; none where the method has no administration mode.</summary>
    public AdministrationNeed Administration { get; init; }

    /// <summary>Whether only administrators may call it, whatever <c>as_admin</c> says.</summary>
    public bool IsForAdministrators { get; init; }

    /// <summary>Whether any user of the machine may call it on the Unix socket, where that is open to all; else operators alone.</summary>
    public bool IsOpenToLocalUsers { get; init; }

    /// <summary>Whether whoever administers the workspace that the argument names may call it too.</summary>
    public bool IsOpenToWorkspaceAdministrators { get; init; }

    /// <summary>What messages about administration call the method, where that is not its own name.</summary>
    public string? AdministratedAs { get; init; }

    /// <summary>What the caller needs of samples and data, in the order of the checks. Administration mode skips it.</summary>
    public IReadOnlyList<SubjectNeed> Needs { get; init; } = [];

    /// <summary>The method whose rights are needed too, for each link the caller sees; null for none.</summary>
    public string? ForEachLink { get; init; }

    /// <summary>Whether its result leaves out links whose workspace the caller cannot read.</summary>
    public bool ShowsReadableLinks { get; init; }
}

/// <summary>What administration mode needs.</summary>
public enum AdministrationNeed
{
    /// <summary>The method has no administration mode.</summary>
    None,

    /// <summary>The right to read everything.</summary>
    Read,

    /// <summary>The right to do everything.</summary>
    Full,
}

/// <summary>What a caller needs of the thing a method is about.</summary>
/// <param name="Subject">The thing: <c>sample</c>, <c>object</c>, <c>workspace</c>.</param>
/// <param name="Level"><c>read</c>, <c>write</c>, <c>admin</c>.</param>
public sealed record SubjectNeed(string Subject, string Level);

/// <summary>A check of a method.</summary>
/// <param name="Condition">What has to hold, as Markdown.</param>
/// <param name="Errors">What the caller is told where it does not hold.</param>
public sealed record MethodCheck(string Condition, params MethodError[] Errors);

/// <summary>An error of a method. Values that are put in stand in braces.</summary>
/// <param name="Code">The code of the catalogue.</param>
/// <param name="Type">The fixed text of the code.</param>
/// <param name="Detail">The text that follows it.</param>
public sealed record MethodError(int Code, string Type, string Detail)
{
    /// <summary>Whether the KBase door shows the detail alone.</summary>
    public bool IsPlain { get; init; }
}

/// <summary>A call and its answer.</summary>
/// <param name="Caller">Whose token it is made with: one of the first accounts of a stand-alone deployment; null for none.</param>
/// <param name="Argument">The argument as JSON; null for none.</param>
/// <param name="Result">The result as JSON; null for none.</param>
public sealed record MethodExample(string? Caller, string? Argument, string? Result)
{
    /// <summary>What it shows, in a few words; null where it is the plain case.</summary>
    public string? Title { get; init; }

    /// <summary>Whether the result shows the form alone, since deployments differ in it.</summary>
    public bool IsForm { get; init; }

    /// <summary>What it needs beyond a new deployment with the settings it has by itself, as Markdown; null for nothing.</summary>
    public string? Needs { get; init; }
}
