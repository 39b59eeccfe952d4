using System.Globalization;
using System.Security.Cryptography;

namespace SampleService.Server;

/// <summary>Draws the ids under which the log has calls: a part for the process and a count. Never taken from callers.</summary>
internal sealed class CallIds
{
    private readonly string _process = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private long _count;

    public string Next() =>
        string.Create(CultureInfo.InvariantCulture, $"{_process}-{Interlocked.Increment(ref _count):x}");
}
