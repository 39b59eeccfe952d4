using System.Text.Json;

namespace SampleService.Cli;

/// <summary>What became of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Results">The result of each of its operations, as the server sent it.</param>
internal sealed record RowOutcome(Row Row, IReadOnlyList<JsonElement> Results)
{
    public bool IsFailed => !Enumerable.Range(0, Results.Count).All(IsDone);

    /// <summary>Whether some of it was done and some was not.</summary>
    public bool IsDoneInPart => IsFailed && Enumerable.Range(0, Results.Count).Any(IsDone);

    /// <summary>Whether an operation was done.</summary>
    public bool IsDone(int operation) => Cells.Find(Results[operation], "ok").ValueKind == JsonValueKind.True;

    /// <summary>What an operation gave in a word, the sample and version, the link, the identifier, the relation; else why it failed.</summary>
    public string Tell(int operation) => IsDone(operation)
        ? Tell(Cells.Find(Results[operation], "result"))
        : Cells.Member(Cells.Find(Results[operation], "error"), "message");

    /// <summary>The rows of a call with their part of what was answered.</summary>
    /// <exception cref="FailureException">It is no answer to the call.</exception>
    public static IReadOnlyList<RowOutcome> Of(RowCall call, JsonElement answer)
    {
        if (Cells.Find(answer, "results") is not { ValueKind: JsonValueKind.Array } results || results.GetArrayLength() != call.Operations.Count)
            throw new FailureException(ExitCodes.Error, "What came back is no answer to the operations that were sent.");
        JsonElement[] all = [.. results.EnumerateArray()];
        var outcomes = new List<RowOutcome>();
        var first = 0;
        foreach (var row in call.Rows)
        {
            outcomes.Add(new RowOutcome(row, all[first..(first + row.Operations.Count)]));
            first += row.Operations.Count;
        }

        return outcomes;
    }

    private static string Tell(JsonElement result)
    {
        if (Cells.Find(result, "new_link") is { ValueKind: JsonValueKind.Object } link)
            return Cells.Member(link, "linkid");
        if (Cells.Find(result, "namespace").ValueKind == JsonValueKind.String)
            return $"{Cells.Member(result, "namespace")}:{Cells.Member(result, "value")}";
        if (Cells.Find(result, "relation").ValueKind == JsonValueKind.String)
            return Cells.Member(result, "relation");
        return Cells.Find(result, "version").ValueKind == JsonValueKind.Number ? $"{Cells.Member(result, "id")} {Cells.Member(result, "version")}" : Cells.Member(result, "id");
    }
}
