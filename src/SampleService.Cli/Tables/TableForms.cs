namespace SampleService.Cli;

/// <summary>How the forms of tables are named.</summary>
internal static class TableForms
{
    private static readonly Dictionary<string, TableForm> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tsv"] = TableForm.Tsv,
        ["csv"] = TableForm.Csv,
        ["xlsx"] = TableForm.Xlsx,
        ["jsonl"] = TableForm.JsonLines,
    };

    /// <summary>The form that an option asks for, else the one that the name of a file ends with; null where neither says it.</summary>
    public static TableForm? Find(string? asked, string file) =>
        Names.TryGetValue(asked ?? Path.GetExtension(file).TrimStart('.'), out var form) ? form : null;

    /// <summary>What stands between the cells of a form of text.</summary>
    public static char DelimiterOf(TableForm form) => form == TableForm.Csv ? ',' : '\t';
}
