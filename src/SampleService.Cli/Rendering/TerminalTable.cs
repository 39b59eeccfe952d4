using Spectre.Console;

namespace SampleService.Cli;

/// <summary>Writes a table for people, in the width of their terminal.</summary>
internal static class TerminalTable
{
    /// <summary>The blanks of a cell, and the line beside it.</summary>
    private const int CellFrame = 3;

    private static readonly Style Title = new(decoration: Decoration.Bold);

    public static void Write(Table table, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Terminal.HasColours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = Terminal.HasColours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Capabilities.Unicode = true;
        foreach (var shown in Fit(table, console.Profile.Width))
            Write(shown, console);
    }

    /// <summary>A table that is too wide for the terminal becomes one for each row, with the titles before the values.</summary>
    private static IEnumerable<Table> Fit(Table table, int width)
    {
        if (table.Header is not { } header || table.Rows.Count == 0)
            return [table];
        var needed = header.Select((title, column) => Math.Max(title.Length, table.Rows.Max(row => row[column].Length)) + CellFrame).Sum() + 1;
        return needed <= width
            ? [table]
            : table.Rows.Select(row => new Table(null, [.. row.Select((cell, column) => (string[])[header[column], cell])]));
    }

    private static void Write(Table table, IAnsiConsole console)
    {
        var shown = new Spectre.Console.Table { Border = TableBorder.Rounded, ShowHeaders = table.Header is not null };
        foreach (var title in table.Header ?? [.. (table.Rows.FirstOrDefault() ?? []).Select(_ => "")])
            shown.AddColumn(new TableColumn(new Text(title.ToUpperInvariant(), Title)));
        foreach (var row in table.Rows)
            shown.AddRow(row.Select((cell, column) => new Text(SafeText.Escape(cell), table.Header is null && column == 0 ? Title : Style.Plain)));
        console.Write(shown);
    }
}
