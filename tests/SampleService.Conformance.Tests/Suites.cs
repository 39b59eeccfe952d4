using SampleService.Testing.Conformance;

namespace SampleService.Conformance.Tests;

/// <summary>The folders of cases, by the settings that they need.</summary>
public static class Suites
{
    public const string UsualValidators = "validators.yml";
    public const string SpecialValidators = "validators_ontology.yml";
    public const int SpecialLinkLimit = 5;

    private const string Plain = "cases";
    private const string Serial = "cases_serial";
    private const string LinkLimit = "cases_limit5";
    private const string Ontology = "cases_ontology";

    /// <summary>The cases for a service with the usual settings.</summary>
    public static TheoryData<string> Usual => [.. UsualPaths];

    /// <summary>The cases for a service with a limit of five links, and validators that ask the ontology service.</summary>
    public static TheoryData<string> Special => [.. Find(LinkLimit, Ontology)];

    public static IEnumerable<string> UsualPaths => Find(Plain, Serial);

    public static IEnumerable<string> All => Find(Plain, Serial, LinkLimit, Ontology);

    public static string PathOf(string fileOrFolder) => Path.Combine(AppContext.BaseDirectory, fileOrFolder);

    public static ConformanceCase Read(string path) => ConformanceCase.Read(PathOf(path + ".json"));

    private static IEnumerable<string> Find(params string[] folders) =>
        folders.SelectMany(folder => ConformanceCase.Find(PathOf(folder)).Select(path => $"{folder}/{path}"));
}
