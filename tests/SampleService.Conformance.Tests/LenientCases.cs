namespace SampleService.Conformance.Tests;

/// <summary>The cases that are answered otherwise where <c>Compatibility:Strict</c> is on. A listed case has to fail there.</summary>
internal static class LenientCases
{
    /// <summary>What each rests on, by folder and path of the case.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["cases/create_sample/prior_1"] = "ignores the condition on a new sample",
        ["cases/create_sample/prior_2"] = "ignores the condition on a new sample",
        ["cases/create_sample/source_2"] = "ignores unknown members of source metadata",
        ["cases/create_sample/top_1"] = "ignores unknown members of a sample",
        ["cases/get_data_link/get_1"] = "takes a misspelt parameter for a missing one",
        ["cases/get_sample/get_3"] = "ignores unknown parameters",
        ["cases/get_sample/public"] = "takes a wrong token for none",
        ["cases/replace_sample_acls/lists_6"] = "ignores unknown members of ACLs",
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
