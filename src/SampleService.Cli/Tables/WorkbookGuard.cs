using System.IO.Compression;

namespace SampleService.Cli;

/// <summary>
/// Looks at a workbook before it is parsed. It is a zip file, and a few bytes of one can be told to be terabytes: what its parts say they unpack to
/// is bounded, and what they really unpack to, since they may lie.
/// </summary>
internal static class WorkbookGuard
{
    /// <summary>A million rows of ten cells.</summary>
    public const long MaxUnpacked = 512_000_000;

    private const int MaxParts = 10_000;

    /// <exception cref="FailureException">It is no zip file, or too much.</exception>
    public static void Check(string name, Stream workbook)
    {
        try
        {
            if (workbook.Length > MaxUnpacked)
                throw TooMuch(name);
            using var parts = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
            if (parts.Entries.Count > MaxParts)
                throw new FailureException(ExitCodes.Error, $"{name} has more than {MaxParts} parts; no workbook has.");
            var said = 0L;
            foreach (var part in parts.Entries)
                if (part.Length > MaxUnpacked || (said += part.Length) > MaxUnpacked)
                    throw TooMuch(name);
            Unpack(name, parts);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new FailureException(ExitCodes.Error, $"{name} is no .xlsx workbook, or is broken or has a password: {e.Message}");
        }
    }

    private static void Unpack(string name, ZipArchive parts)
    {
        var buffer = new byte[1 << 16];
        var unpacked = 0L;
        foreach (var part in parts.Entries)
        {
            using var content = part.Open();
            for (int read; (read = content.Read(buffer)) > 0;)
                if ((unpacked += read) > MaxUnpacked)
                    throw TooMuch(name);
        }
    }

    private static FailureException TooMuch(string name) => new(
        ExitCodes.Error, $"{name} unpacks to more than {MaxUnpacked} bytes. Nothing of it was read. A table of that size can be given as .tsv or .csv.");
}
