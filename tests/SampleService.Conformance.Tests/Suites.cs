using SampleService.Testing.Conformance;

namespace SampleService.Conformance.Tests;

/// <summary>The folders of cases; each wants a server of its own.</summary>
internal static class Suites
{
    public const string Plain = "cases";
    public const string LinkLimit = "cases_limit5";
    public const string Serial = "cases_serial";
    public const string Ontology = "cases_ontology";

    public static IReadOnlyList<string> All { get; } = [Plain, LinkLimit, Serial, Ontology];

    public static string PathOf(string fileOrFolder) => Path.Combine(AppContext.BaseDirectory, fileOrFolder);

    /// <summary>One row for each case of a folder.</summary>
    public static TheoryData<string> Rows(string folder) =>
        new(ConformanceCase.Find(PathOf(folder)).Select(path => $"{folder}/{path}"));
}
