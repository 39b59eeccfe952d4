using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace SampleService.Server;

/// <summary>Makes the ids of calls: a random part for the process and a count. Never taken from callers.</summary>
internal sealed class CallIds
{
    private readonly string _process = $"{RandomNumberGenerator.GetHexString(8, lowercase: true)}-";
    private long _count;

    public string Next()
    {
        var count = Interlocked.Increment(ref _count);
        var digits = (BitOperations.Log2((ulong)count) / 4) + 1;
        return string.Create(_process.Length + digits, (_process, count), static (id, parts) =>
        {
            parts._process.CopyTo(id);
            parts.count.TryFormat(id[parts._process.Length..], out _, "x", CultureInfo.InvariantCulture);
        });
    }
}
