using System.Text.Json.Nodes;

namespace SampleService.Cli;

/// <summary>An operation of <c>apply</c>.</summary>
/// <param name="Json">The operation.</param>
/// <param name="Columns">The columns of a table that it was made of; none where there is no table.</param>
internal sealed record Operation(JsonObject Json, IReadOnlyList<string> Columns)
{
    /// <summary>Its name, for people.</summary>
    public string Name => JsonInput.TextOf(Json["op"]) ?? "";
}
