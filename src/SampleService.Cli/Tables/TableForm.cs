namespace SampleService.Cli;

/// <summary>The forms that tables have in files.</summary>
internal enum TableForm
{
    /// <summary>Tabs between the cells.</summary>
    Tsv,

    /// <summary>Commas between the cells.</summary>
    Csv,

    /// <summary>A workbook of a spreadsheet program.</summary>
    Xlsx,

    /// <summary>Lines of JSON.</summary>
    JsonLines,
}
