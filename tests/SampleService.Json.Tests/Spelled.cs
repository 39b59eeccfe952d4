namespace SampleService.Json.Tests;

/// <summary>A text and one of the ways to write it between the quotes of a JSON string.</summary>
internal readonly record struct Spelled(string Meaning, string Spelling)
{
    public static Spelled Join(IReadOnlyCollection<Spelled> parts) =>
        new(string.Concat(parts.Select(part => part.Meaning)), string.Concat(parts.Select(part => part.Spelling)));

    public string Quoted => $"\"{Spelling}\"";

    public override string ToString() => Quoted;
}
