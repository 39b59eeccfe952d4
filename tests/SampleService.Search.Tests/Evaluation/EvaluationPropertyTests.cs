using FsCheck.Fluent;
using SampleService.Search.Tests.Support;
using SampleService.Units;

namespace SampleService.Search.Tests.Evaluation;

/// <summary>Random filters on random samples, against loops that say the same in another way.</summary>
public class EvaluationPropertyTests
{
    private static readonly TestTerms Terms = new();

    [Fact]
    public void Holds_AnyCondition_IsWhatTheOracleSays() => AssertOracle(Generated.Condition, runs: 1500);

    [Fact]
    public void Holds_AnyFilter_IsWhatTheOracleSays() => AssertOracle(Generated.Filter, runs: 1500);

    [Fact]
    public void Drivers_OfAFilterThatHolds_AllProposeTheSample() => Properties.ForAll(
        Generated.Filter.Zip(Generated.Sample),
        pair =>
        {
            var (filter, sample) = pair;
            var context = Terms.ContextOf(filter);
            if (!sample.Matches(filter, context))
                return;
            var postings = SamplePostings.Of(sample.Facts, sample.Tree);
            foreach (var driver in FilterDrivers.Of(Filters.Read(filter)))
                Assert.True(Proposes(driver, postings, context), $"{driver}\n{filter}\n{sample.TreeText}");
        },
        runs: 1500);

    [Fact]
    public void Drivers_OfAConditionThatHolds_ProposeTheSample() => Properties.ForAll(
        Generated.OnMetadata.Zip(Generated.Sample),
        pair =>
        {
            var (filter, sample) = pair;
            var context = Terms.ContextOf(filter);
            if (sample.Matches(filter, context))
                foreach (var driver in FilterDrivers.Of(Filters.Read(filter)))
                    Assert.True(Proposes(driver, SamplePostings.Of(sample.Facts, sample.Tree), context), $"{driver}\n{filter}\n{sample.TreeText}");
        },
        runs: 1500);

    [Fact]
    public void Explain_AMatch_IsAMatchOnItsOwn() => Properties.ForAll(
        Generated.OnMetadata.Zip(Generated.Sample),
        pair =>
        {
            var (filter, sample) = pair;
            var context = Terms.ContextOf(filter);
            var matches = new FilterEvaluator(Filters.Read(filter), context).Explain(sample.Facts, sample.Tree);
            Assert.Equal(sample.Matches(filter, context), matches.Length == 1);
            foreach (var match in matches)
                AssertAlone(match, filter, context);
        },
        runs: 1500);

    [Fact]
    public void Explain_AQuantity_IsWithinItsBoundsWhenComputedAnew() => Properties.ForAll(
        Generated.OnMetadata.Where(filter => filter.Contains("\"unit\":")).Zip(Generated.Sample),
        pair =>
        {
            foreach (var match in new FilterEvaluator(Filters.Read(pair.Item1), EvaluationContext.Empty).Explain(pair.Item2.Facts, pair.Item2.Tree))
            {
                var unit = UnitRegistry.Default.Parse(match.Unit);
                var number = unit.Convert(Number(match.Value), UnitRegistry.Default.Parse(match.Comparison!.Unit));
                Assert.Equal(number, Number(match.Comparison.As), Math.Abs(number) * 1e-12);
                var bounds = match.Comparison.Bounds!.Value;
                var slack = Math.Abs(number) * 2e-12;
                Assert.True(bounds.Lower is null || number >= Number(bounds.Lower) - slack);
                Assert.True(bounds.Upper is null || number <= Number(bounds.Upper) + slack);
            }
        },
        runs: 1500);

    [Fact]
    public void Holds_ABoundInAnotherUnit_IsTheSameSet()
    {
        var units = Gen.Elements("m|ft|in|cm|mile", "degC|degF|K", "g/L|kg/m^3|mg/L").SelectMany(names =>
            Gen.Elements(names.Split('|')).Zip(Gen.Elements(names.Split('|'))));
        Properties.ForAll(
            units.Zip(Gen.Elements(0.0, 1, 2.5, 10, 120, 3.048, 100)).Zip(Gen.Elements("gt", "gte", "lt", "lte", "eq")).Zip(Generated.Sample),
            drawn =>
            {
                var ((((one, other), number), bound), sample) = drawn;
                // A difference converts into kelvin and not into degrees: of kelvin it is not said which of the two it is.
                if (sample.TreeText.Contains("delta"))
                    return;
                var converted = UnitRegistry.Default.Parse(one).Convert(number, UnitRegistry.Default.Parse(other));
                Assert.Equal(sample.Matches(Condition(number, one)), sample.Matches(Condition(converted, other)));

                string Condition(double value, string unit) =>
                    FormattableString.Invariant($$"""{"on":"meta","key":"depth","{{bound}}":{"value":{{value:R}},"unit":"{{unit}}"} }""");
            },
            runs: 1500);
    }

    private static void AssertOracle(FsCheck.Gen<string> filters, int runs) => Properties.ForAll(
        filters.Zip(Generated.Sample),
        pair => Assert.True(
            Oracle.Holds(pair.Item1, pair.Item2) == pair.Item2.Matches(pair.Item1, Terms.ContextOf(pair.Item1)),
            $"{pair.Item1}\n{pair.Item2.Facts.Name}\n{pair.Item2.TreeText}"),
        runs);

    /// <summary>The place that is named makes the condition hold in a sample that has nothing else.</summary>
    private static void AssertAlone(Match match, string filter, EvaluationContext context)
    {
        var unit = match.Unit is null || match.Comparison?.AssumedUnit is not null || match.ValueKey == "\"units\"" ? "" : $",\"units\":{Generated.Quoted(match.Unit)}";
        var kind = match.Kind == SearchedMetadata.Controlled ? "meta_controlled" : "meta_user";
        var alone = Sample.Of($$"""[{"id":{{match.Node}},"type":"BioReplicate","{{kind}}":{ {{match.Key}}:{ {{match.ValueKey}}:{{match.Value}}{{unit}} } } }]""");
        Assert.True(alone.Matches(filter, context), $"{match}\n{filter}");
    }

    private static bool Proposes(Driver driver, SamplePostings postings, EvaluationContext context) => driver switch
    {
        ConditionDriver one => PostingQueries.Of(one.Condition, context.Terms) is not { } query || query.Proposes(postings),
        UnionDriver union => union.Members.Any(drivers => drivers.All(one => Proposes(one, postings, context))),
        _ => false,
    };

    private static double Number(string json) => double.Parse(json, System.Globalization.CultureInfo.InvariantCulture);
}
