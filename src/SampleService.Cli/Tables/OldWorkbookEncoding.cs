using System.Text;

namespace SampleService.Cli;

/// <summary>
/// Stands for the code page of workbooks in the format before .xlsx, which the library that reads workbooks asks for as soon as it starts. None is read
/// here, so that any encoding will do, and the tables of all code pages, a twelfth of the program, stay out of it.
/// </summary>
internal sealed class OldWorkbookEncoding : EncodingProvider
{
    private const int Windows1252 = 1252;

    public static readonly OldWorkbookEncoding Instance = new();

    public override Encoding? GetEncoding(int codepage) => codepage == Windows1252 ? Encoding.Latin1 : null;

    public override Encoding? GetEncoding(string name) => null;
}
