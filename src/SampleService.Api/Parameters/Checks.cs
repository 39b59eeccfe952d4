using SampleService.Domain;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The checks that several methods make, as their descriptors name them. <see cref="Arguments"/> makes most of them.</summary>
internal static class Checks
{
    private const string Blank = "userid";

    public static readonly MethodCheck RequiredToken = new(
        "A valid token",
        Token("Authentication required for SampleService but no authentication header was passed"),
        Token("Token validation failed: {reason}"));

    /// <summary>In strict mode alone; otherwise such a caller is anonymous.</summary>
    public static readonly MethodCheck OptionalToken = new(
        "A token, where one is sent, is valid (strict; else its caller is anonymous), and could be checked", Token("Token validation failed: {reason}"));

    public static readonly MethodCheck KnownMembers = new(
        "No member that is not known, at any depth (strict)", Illegal("{path} is not known here"));

    public static readonly MethodCheck NotNull = new("The argument is not null", Plain("params cannot be None"));

    public static readonly MethodCheck RequiredVersion = new("`version` is an integer from 1 on", Missing("version"), Illegal("Illegal version argument: {value}"));

    public static readonly MethodCheck OptionalVersion = new(
        "`version`, unless absent or null, is an integer from 1 on", Illegal("Illegal version argument: {value}"));

    public static readonly MethodCheck EffectiveTime = new(
        "`effective_time`, unless absent or null, is an integer from -62135596800000 to 253402300799999 (years 1 to 9999)",
        Illegal("key 'effective_time' value of '{value}' is not a valid epoch millisecond timestamp"));

    public static readonly MethodCheck IsUpa = new(
        "`upa` is three integers from 1 on between two slashes",
        Missing("upa"), Illegal("upa key is not a string as required"), Illegal("Illegal workspace ID: None"), Illegal("{value} is not a valid UPA"));

    public static readonly MethodCheck DataId = new(
        "`dataid`, unless absent, null or blank, is a string of at most 256 code points without control characters",
        Illegal("dataid key is not a string as required"), Illegal("dataid contains control characters"), Illegal("dataid exceeds maximum length of 256"));

    public static readonly MethodCheck SampleExists = new("The sample exists", Error(ErrorKind.NoSuchSample, "{id}"));

    public static readonly MethodCheck VersionExists = new("The version exists", Error(ErrorKind.NoSuchSampleVersion, "{id} ver {version}"));

    public static readonly MethodCheck AsUser = new(
        "With `as_admin`: `as_user`, unless absent or null, is a user name",
        Illegal("as_user must be a string if present"), Missing(Blank), Illegal("userid contains control characters"), Illegal("userid exceeds maximum length of 256"));

    public static readonly MethodCheck Disjoint = new("No user is in two of the lists", Illegal("User {user} appears in two ACLs"));

    public static MethodCheck Id(string name = "id") => new($"`{name}` is a UUID", Missing(name), Illegal($"{name} {{value}} must be a UUID string"));

    public static MethodCheck AsAdmin(string level, string method, bool withAsUser = false)
    {
        MethodError refusal = Error(
            ErrorKind.Unauthorized, $"User {{user}} does not have the necessary administration privileges to run method {method}");
        MethodError anonymous = Error(ErrorKind.Unauthorized, "Anonymous users may not act as service administrators.");
        return withAsUser
            ? new($"With `as_admin`: the caller has {level} administration, and `as_user` exists", refusal, Error(ErrorKind.NoSuchUser, "{as_user}"))
            : new($"With `as_admin`: the caller has {level} administration", anonymous, refusal);
    }

    public static MethodCheck Readable { get; } = new(
        "The caller may read the sample",
        Error(ErrorKind.NoSuchSample, "{id}"),
        Error(ErrorKind.Unauthorized, "User {user} cannot read sample {id}"),
        Error(ErrorKind.Unauthorized, "Anonymous users cannot read sample {id}"));

    public static MethodCheck Writable { get; } = new(
        "The caller may write to the sample",
        Error(ErrorKind.NoSuchSample, "{id}"), Error(ErrorKind.Unauthorized, "User {user} cannot write to sample {id}"));

    public static MethodCheck Administrable { get; } = new(
        "The caller may administrate the sample",
        Error(ErrorKind.NoSuchSample, "{id}"), Error(ErrorKind.Unauthorized, "User {user} cannot administrate sample {id}"));

    public static MethodCheck ObjectReadable { get; } = new(
        "Workspace and object exist, and the caller may read the workspace",
        Error(ErrorKind.NoSuchWorkspaceData, "No workspace with id {workspace} exists"),
        Error(ErrorKind.NoSuchWorkspaceData, "Workspace {workspace} is deleted"),
        Error(ErrorKind.Unauthorized, "User {user} cannot read upa {upa}"),
        Error(ErrorKind.Unauthorized, "Anonymous users cannot read upa {upa}"),
        Error(ErrorKind.NoSuchWorkspaceData, "Object {upa} does not exist"));

    public static MethodCheck ObjectWritable { get; } = new(
        "Workspace and object exist, and the caller may write to the workspace",
        Error(ErrorKind.NoSuchWorkspaceData, "No workspace with id {workspace} exists"),
        Error(ErrorKind.NoSuchWorkspaceData, "Workspace {workspace} is deleted"),
        Error(ErrorKind.Unauthorized, "User {user} cannot write to upa {upa}"),
        Error(ErrorKind.NoSuchWorkspaceData, "Object {upa} does not exist"));

    public static MethodCheck UsersExist { get; } = new(
        "All users who are named exist",
        Error(ErrorKind.NoSuchUser, "{user}, {user} (the first five)"));

    public static MethodCheck UserLists(string lists) => new(
        $"{lists}, unless absent or null, are lists of user names",
        Illegal("{list} ACL must be a list"), Illegal("Index {i} of {list} ACL does not contain a string"),
        Missing(Blank), Illegal("userid contains control characters"), Illegal("userid exceeds maximum length of 256"));

    public static MethodError Error(ErrorKind kind, string detail)
    {
        var entry = ErrorCatalogue.Find(kind)!.Value;
        return new MethodError(entry.Code, entry.Type, detail) { IsPlain = entry.IsPlain };
    }

    /// <summary>The argument has the wrong form.</summary>
    public static MethodError Plain(string message) => Error(ErrorKind.IllegalArgument, message);

    private static MethodError Token(string message) => Error(ErrorKind.AuthenticationFailed, message);

    public static MethodError Missing(string name) => Error(ErrorKind.MissingParameter, name);

    public static MethodError Illegal(string detail) => Error(ErrorKind.IllegalParameter, detail);
}
