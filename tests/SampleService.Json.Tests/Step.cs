using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Json.Tests;

/// <summary>One thing done to an output, and the bytes it should add.</summary>
internal sealed record Step(string What, byte[] Adds, Action<JsonOutput> Do)
{
    /// <summary>Lengths on both sides of where pieces are kept apart and where chunks end.</summary>
    private static readonly Gen<int> Size = Gen.Frequency(
        (40, Gen.Choose(0, 40)),
        (40, Gen.Elements(0, 1, 511, 512, 513, 4095, 4096, 4097, 8191, 8192, 8193)),
        (20, Gen.Choose(0, 20_000)),
        (1, Gen.Elements(65_536, (1 << 20) - 1, 1 << 20, (1 << 20) + 1)));

    private static readonly byte[] Noise = MakeNoise();

    public static readonly Gen<Step> Any = Gen.OneOf(
        Size.Select(RawOf),
        Size.Select(SpliceOf),
        Size.Select(BufferOf),
        JsonTexts.Units.Select(TextOf),
        Gen.Choose(0, 20_000).Select(size => TextOf(new string('t', size))),
        Gen.Constant(new Step("Text(null)", "null"u8.ToArray(), output => output.Text(null))),
        Gen.Elements(0, 1, -1, long.MinValue, long.MaxValue, 1_700_000_000_000).Select(IntegerOf),
        Gen.Choose(0, int.MaxValue).Select(UuidOf));

    public override string ToString() => What;

    public static Step TextOf(string text) => new($"Text({text.Length})", Encoding.ASCII.GetBytes(Escaped(text)), output => output.Text(text));

    private static Step RawOf(int size) => new($"Raw({size})", Bytes(size), output => output.Raw(Bytes(size)));

    private static Step SpliceOf(int size) => new($"Splice({size})", Bytes(size), output => output.Splice(Bytes(size)));

    private static Step BufferOf(int size) => new($"Advance({size})", Bytes(size), output =>
    {
        // Half through each of the two ways of an IBufferWriter.
        var bytes = Bytes(size);
        bytes.AsSpan(0, size / 2).CopyTo(output.GetSpan(size / 2));
        output.Advance(size / 2);
        bytes.AsMemory(size / 2).CopyTo(output.GetMemory(size - (size / 2)));
        output.Advance(size - (size / 2));
    });

    private static Step IntegerOf(long value) =>
        new($"Integer({value})", Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)), output => output.Integer(value));

    private static Step UuidOf(int seed)
    {
        var id = new Guid(seed, (short)seed, (short)(seed >> 8), Bytes(8));
        return new($"Uuid({id})", Encoding.ASCII.GetBytes($"\"{id}\""), output => output.Uuid(id));
    }

    private static byte[] Bytes(int size) => Noise.AsSpan(size & 0xff, size).ToArray();

    private static byte[] MakeNoise()
    {
        var noise = new byte[(1 << 20) + 1000];
        new Random(1).NextBytes(noise);
        return noise;
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder("\"");
        foreach (var unit in text)
            escaped.Append(unit switch
            {
                '"' or '\\' => $"\\{unit}",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                >= ' ' and <= '~' => unit.ToString(),
                _ => $"\\u{(int)unit:x4}",
            });
        return escaped.Append('"').ToString();
    }
}
