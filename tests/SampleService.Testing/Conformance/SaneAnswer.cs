using SampleService.Testing.Json;

namespace SampleService.Testing.Conformance;

/// <summary>What a good service answers where the golden answer shows a fault of the original one.</summary>
/// <param name="plan">The step's <c>sane_answer</c>.</param>
/// <param name="step">The step.</param>
public sealed class SaneAnswer(JsonMap plan, JsonMap step)
{
    private static readonly string[] Compared = ["status", "headers", "body", "part", "text"];

    /// <summary>What keeps the answer from being the sane one; the shortest list where there is a choice.</summary>
    /// <param name="answer">The normalized answer.</param>
    /// <param name="failedChecks">Says which of the checks do not hold for the answer as it came.</param>
    public IReadOnlyList<string> Differences(JsonMap answer, Func<JsonList, IReadOnlyList<string>>? failedChecks = null)
    {
        if (plan.Find("one_of") is JsonList choices)
            return choices.Select(c => new SaneAnswer((JsonMap)c!, step).Differences(answer, failedChecks)).MinBy(d => d.Count)!;

        var expected = new JsonMap();
        foreach (var name in Compared.Where(plan.ContainsKey))
            expected[name == "part" ? "body" : name] = JsonText.Copy(plan.Find(name));
        var actual = (JsonMap)JsonText.Copy(answer)!;
        actual.Remove("failed_checks");

        // Only the sane answer's own looseness counts: that of the step is for the golden one.
        foreach (var side in new[] { expected, actual })
        {
            Answer.Loosen(side.Find("body"), plan.List("loose"));
            Answer.SortLists(side.Find("body"), step.List("unordered"));
        }

        // What is outside the body counts in full even if only a part of the body does.
        var ordered = step.Find("ordered") is true;
        var found = new List<string>();
        CompareBodies(expected, actual, new AnswerComparer(ordered, partly: plan.ContainsKey("part")), found);
        expected.Remove("body");
        actual.Remove("body");
        found.InsertRange(0, new AnswerComparer(ordered).Differences(expected, actual));
        found.AddRange(answer.List("failed_checks").Cast<string>());
        if (found.Count == 0 && failedChecks is not null)
            found.AddRange(failedChecks(plan.List("check")));
        return found;
    }

    private static void CompareBodies(JsonMap expected, JsonMap actual, AnswerComparer comparer, List<string> found)
    {
        switch (expected.ContainsKey("body"), actual.ContainsKey("body"))
        {
            case (true, true):
                found.AddRange(comparer.Differences(expected["body"], actual["body"], ".body"));
                break;
            case (true, false):
                found.Add($".body: expected {AnswerComparer.Short(expected["body"])}, got nothing");
                break;
            case (false, true):
                found.Add($".body: expected nothing, got {AnswerComparer.Short(actual["body"])}");
                break;
        }
    }
}
