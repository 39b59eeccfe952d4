using System.Text.Json;

namespace SampleService.Cli;

/// <summary>A column of a table, or a row of one that shows a single object.</summary>
/// <param name="Title">What stands above or before it.</param>
/// <param name="Cell">Its text for an object.</param>
internal sealed record Column(string Title, Func<JsonElement, string> Cell)
{
    public static Column Text(string member, string? title = null) => new(title ?? member, item => Cells.Member(item, member));

    public static Column Time(string member, string? title = null) => new(title ?? member, item => Cells.Time(Cells.Find(item, member)));

    public static Column State(string member) => new(member, item => Cells.State(Cells.Find(item, member)));

    /// <summary>A flag that is a number.</summary>
    public static Column Flag(string member) => new(member, item => Cells.Member(item, member) is "0" ? "no" : "yes");
}
