namespace SampleService.Conformance.Tests;

/// <summary>The cases that are answered otherwise where <c>Compatibility:Strict</c> is on. A listed case has to fail there.</summary>
internal static class LenientCases
{
    /// <summary>What each rests on, by folder and path of the case.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["cases/get_sample/public"] = "takes a wrong token for none",
        ["cases/rpc/http_1"] = "asks for no text about what is no request",
        ["cases/rpc/id_1"] = "asks for no text about a wrong id",
        ["cases/rpc/method_1"] = "asks for no text about unknown methods",
        ["cases/rpc/optional_token_1"] = "takes a wrong token for none",
        ["cases/rpc/params_1"] = "asks for no text about wrong parameters",
        ["cases/rpc/shape_1"] = "asks for no text about what is no request",
        ["cases/rpc/token_1"] = "takes Bearer for a part of the token",
        ["cases/rpc/version_1"] = "asks for no text about a wrong version",
    };
}
