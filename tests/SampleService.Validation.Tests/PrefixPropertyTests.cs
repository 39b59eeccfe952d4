using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Validation.Tests;

public class PrefixPropertyTests
{
    /// <summary>Short words of few letters, one of them two UTF-16 units, so that many are prefixes of others.</summary>
    private static readonly Gen<string> Word =
        Gen.Elements("a", "b", "ä", "😀", "-").NonEmptyListOf().Select(letters => string.Concat(letters.Take(6)));

    [Fact]
    public void FindPrefixes_AnyPrefixesAndKey_AgreesWithScan()
    {
        var cases = Word.ListOf().Zip(Word).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(cases, one =>
        {
            var prefixes = one.Item1.Distinct(StringComparer.Ordinal).ToList();
            var validators = new MetadataValidators([], prefixes.Select(prefix => new KeyRules(prefix, [], "{}"u8.ToArray())));
            var scanned = prefixes
                .Where(prefix => one.Item2.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(prefix => prefix.Length);
            return validators.FindPrefixes(one.Item2).SequenceEqual(scanned)
                && prefixes.Contains(one.Item2, StringComparer.Ordinal) == validators.TryGetPrefixStaticMetadata(one.Item2, out _);
        }));
    }

    [Fact]
    public async Task Validate_ManyKeysAndPrefixes_RunsOnlyMatchingValidators()
    {
        List<string> calls = [];
        var prefixes = Enumerable.Range(0, 20_000).Select(i => new KeyRules($"p{i}x", [new RecordingValidator($"p{i}x", calls, null)], "{}"u8.ToArray()));
        var validators = new MetadataValidators([], prefixes);

        var findings = await validators.FindAsync(
            $"{{{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"p{i}xyz\": {{\"v\": 1}}"))}}}");

        Assert.Empty(findings);
        // Waiting validators run concurrently, so the order is not defined.
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => $"p{i}x").Order(), calls.Order());
    }
}
