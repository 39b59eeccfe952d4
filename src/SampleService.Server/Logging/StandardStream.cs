using Microsoft.Win32.SafeHandles;

namespace SampleService.Server;

/// <summary>
/// Standard output and error, as streams that say so when nobody reads them any more. Those of <see cref="Console"/> take
/// what is written to a pipe without a reader, and it is gone.
/// </summary>
internal static class StandardStream
{
    private const int Output = 1;
    private const int Error = 2;

    /// <summary>Standard output.</summary>
    public static Stream OpenOutput() => Open(Output, Console.IsOutputRedirected, Console.OpenStandardOutput);

    /// <summary>Standard error.</summary>
    public static Stream OpenError() => Open(Error, Console.IsErrorRedirected, Console.OpenStandardError);

    private static Stream Open(int descriptor, bool isRedirected, Func<Stream> console)
    {
        if (OperatingSystem.IsWindows() || !isRedirected)
            return console();
        var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // In a file the other writers of it would not be seen: a stream of files keeps a place of its own.
        return stream.CanSeek ? console() : stream;
    }
}
