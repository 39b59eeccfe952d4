using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The checks that <see cref="Domain.ParameterReaders"/> makes, as descriptors name them.</summary>
internal static class StrictChecks
{
    public static readonly MethodCheck KnownMembers = new("No member that is not known, at any depth", Illegal("{path} is not known here"));

    public static MethodCheck Id(string name = "id") => new($"`{name}` is a UUID", Missing(name), Illegal($"{name} {{value}} must be a UUID string"));

    public static MethodCheck RequiredVersion(string name) =>
        new($"`{name}` is an integer from 1 on", Missing(name), Illegal("Illegal version argument: {value}"));

    public static MethodCheck OptionalVersion(string name) =>
        new($"`{name}`, unless absent or null, is an integer from 1 on", Illegal("Illegal version argument: {value}"));

    public static MethodCheck Flag(string name) => new($"`{name}`, unless absent or null, is true or false", Illegal($"{name} must be true or false"));

    public static MethodCheck Time(string name) => new(
        $"`{name}`, unless absent or null, is an integer from -62135596800000 to 253402300799999 (years 1 to 9999)",
        Illegal($"key '{name}' value of '{{value}}' is not a valid epoch millisecond timestamp"));

    public static MethodCheck Choice(string name, params string[] choices) =>
        new($"`{name}`, unless absent or null, is one of: {string.Join(", ", choices)}", Illegal($"{name} must be one of: {string.Join(", ", choices)}"));

    public static MethodCheck Choices(string name, int min, int max, params string[] choices) => new(
        $"`{name}`, unless absent or null, is a list of {min} to {max} of: {string.Join(", ", choices)}",
        Illegal($"{name} must be a list"), Illegal($"{name} must have {min} to {max} items"),
        Illegal($"{name}[{{index}}] must be one of: {string.Join(", ", choices)}"));

    public static MethodCheck RequestId { get; } = new(
        "`request_id`, unless absent or null, is a string of 1 to 128 code points without control characters",
        Illegal("request_id must be a string"), Missing("request_id"), Illegal("request_id contains control characters"), Illegal("request_id exceeds maximum length of 128"));

    /// <summary>What was done under it before is not done again.</summary>
    public static MethodCheck RequestIdFree { get; } = new(
        "The caller has not used `request_id` for another call (the same call is answered as it was)",
        Error(Domain.ErrorKind.RequestIdUsed, "{request_id}"));

    /// <summary>Of what is withdrawn, those who could read it are told who did it.</summary>
    public static MethodCheck Present { get; } = new(
        "Neither the version nor the sample is withdrawn",
        Error(Domain.ErrorKind.SampleWithdrawn, "{id} was withdrawn by {by} at {at}: {reason}"),
        Error(Domain.ErrorKind.SampleWithdrawn, "{id} ver {version} was withdrawn by {by} at {at}: {reason}"));

    public static MethodCheck Limit { get; } = new("`limit`, unless absent or null, is an integer from 1 to 1000", Illegal("limit must be an integer from 1 to 1000"));

    public static MethodCheck Cursor { get; } = new(
        "`cursor`, unless absent or null, is the `next` of a call with the same other parameters",
        Illegal("cursor must be a string"), Illegal("cursor is not valid here"), Illegal("cursor belongs to a call with other arguments"));

    public static MethodCheck KnownToWorkspaces { get; } = new(
        "The workspace service knows the caller, if links are wanted", Error(Domain.ErrorKind.NoSuchUser, "User {user} is not a valid user"));
}
