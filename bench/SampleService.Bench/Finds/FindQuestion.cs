using System.Globalization;

namespace SampleService.Bench;

/// <summary>A find that is measured.</summary>
/// <param name="Name">Its class, and what is asked.</param>
/// <param name="Reader">Who asks.</param>
/// <param name="Argument">The argument of find_samples.</param>
/// <param name="Raw">SQL that gives the ordinals of the samples that are looked at, in their order; null for none.</param>
/// <param name="RawHasTrees">Whether the trees of these samples have to be read.</param>
/// <param name="Goal">How many times the time of raw SQL it may take; empty for no goal.</param>
internal sealed record FindQuestion(string Name, string Reader, string Argument, string? Raw = null, bool RawHasTrees = true, string Goal = "")
{
    /// <summary>Entries of the range that is gathered, however many samples there are.</summary>
    public const int RangeSize = 2000;

    /// <summary>The dearest: samples are looked at up to the limit, and none of them matches. All samples have been saved since 1970.</summary>
    public const string Walked = """{"filter":{"all":[{"on":"saved","from":0},{"on":"meta","key_prefix":"no sample has this"}]}}""";

    /// <summary>The page that has most in it.</summary>
    public const string LargestPage = """{"limit":1000,"include":["sample"]}""";

    private const string RangeKey = "latitude";

    private const string Frequent = """{"filter":{"on":"meta","key":"gold","eq":"soil"}}""";

    /// <summary>The questions to a database.</summary>
    /// <param name="filled">What was filled in.</param>
    public static FindQuestion[] Of(FilledPostings filled)
    {
        var (low, high) = filled.MiddleOf(RangeKey, RangeSize);
        var (lowText, highText) = (low.ToString("R", CultureInfo.InvariantCulture), high.ToString("R", CultureInfo.InvariantCulture));
        var frequent = $"SELECT ordinal FROM search_text WHERE key_id = {KeyOf(filled, "gold")} AND value = 'soil' ORDER BY ordinal DESC";
        return
        [
            new("list, a fifth is seen", FilledSample.FifthReader, "{}", RawList(FilledSample.FifthReader), RawHasTrees: false, "2"),
            new("list, all are seen", FilledSample.AllReader, "{}", RawList(FilledSample.AllReader), RawHasTrees: false, "2"),
            new(
                "list by name, a fifth is seen", FilledSample.FifthReader, """{"sort":{"by":"name","order":"asc"}}""",
                "SELECT ordinal FROM search_text WHERE key_id = 1 ORDER BY value, ordinal", RawHasTrees: false, "2"),
            new("ordered, value of 31 %, a fifth is seen", FilledSample.FifthReader, Frequent, frequent, Goal: "2"),
            new("ordered, value of 31 %, all are seen", FilledSample.AllReader, Frequent, frequent, Goal: "2"),
            new("ordered, value of 31 %, a hundred are seen", FilledSample.HundredReader, Frequent, RawList(FilledSample.HundredReader), Goal: "2"),
            new(
                $"gathered, range of {RangeSize} entries, a fifth is seen", FilledSample.FifthReader,
                $$$"""{"filter":{"on":"meta","key":"{{{RangeKey}}}","gte":{{{lowText}}},"lte":{{{highText}}} } }""",
                $"""
                SELECT ordinal FROM search_numbers WHERE key_id = {KeyOf(filled, RangeKey)} AND dimension = 0 AND value BETWEEN {lowText} AND {highText}
                ORDER BY ordinal DESC
                """),
            new(
                $"gathered or ordered, word of {FilledSample.LotSize}, all are seen", FilledSample.AllReader,
                $$"""{"filter":{"on":"text","words":"{{RealSamples.LotWord(7)}}"} }"""),
            new(
                "walked or ordered, word of 27 %, a fifth is seen", FilledSample.FifthReader, """{"filter":{"on":"text","words":"groundwater"}}"""),
            new(
                "walked or ordered, two words of 27 %, all are seen", FilledSample.AllReader, """{"filter":{"on":"text","words":"filtered groundwater"}}"""),
            new("walked to the limit, all are seen", FilledSample.AllReader, Walked, $"{RawList(FilledSample.AllReader)} LIMIT 10000"),
        ];
    }

    private static string RawList(string reader) => $"SELECT ordinal FROM sample_acls WHERE user_name = '{reader}' ORDER BY ordinal DESC";

    private static int KeyOf(FilledPostings filled, string key) => filled.Keys[Search.SearchKey.Of(key, "value")];
}
