using System.Buffers;

namespace SampleService.Json;

/// <summary>
/// Finds members of an object that have the same name: the first gets the value of the last, the others are left
/// out. Up to eight names are compared pairwise, more go through a hash table.
/// </summary>
internal static class RepeatedNames
{
    private const int MaxComparedNames = 8;

    /// <summary>Larger tables are left to the garbage collector: the pool would keep a huge one for ever.</summary>
    private const int MaxPooledTable = 1 << 18;

    public static void Resolve(JsonText text, Span<Token> tokens, int objectIndex)
    {
        var count = 0;
        for (var i = objectIndex + 1; i < tokens.Length; i = tokens[i + 1].Next)
            count++;
        if (count > MaxComparedNames)
            ResolveMany(text, tokens, objectIndex, count);
        else if (count > 1)
            ResolveFew(text.Utf8, tokens, objectIndex);
    }

    private static void ResolveFew(ReadOnlySpan<byte> utf8, Span<Token> tokens, int objectIndex)
    {
        for (var i = tokens[objectIndex + 2].Next; i < tokens.Length; i = tokens[i + 1].Next)
            for (var first = objectIndex + 1; first < i; first = tokens[first + 1].Next)
                if (SameName(utf8, in tokens[first], in tokens[i]))
                {
                    Redirect(tokens, first, i);
                    break;
                }
    }

    private static void ResolveMany(JsonText text, Span<Token> tokens, int objectIndex, int count)
    {
        var utf8 = text.Utf8;
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count * 2);
        text.Count((long)size * sizeof(int));
        var slots = size <= MaxPooledTable ? ArrayPool<int>.Shared.Rent(size) : new int[size];
        slots.AsSpan(0, size).Clear();
        for (var i = objectIndex + 1; i < tokens.Length; i = tokens[i + 1].Next)
        {
            var slot = HashOf(utf8, in tokens[i]) & (size - 1);
            while (slots[slot] != 0 && !SameName(utf8, in tokens[slots[slot]], in tokens[i]))
                slot = (slot + 1) & (size - 1);
            if (slots[slot] == 0)
                slots[slot] = i;
            else
                Redirect(tokens, slots[slot], i);
        }

        if (size <= MaxPooledTable)
            ArrayPool<int>.Shared.Return(slots);
    }

    private static void Redirect(Span<Token> tokens, int first, int repeated)
    {
        tokens[first].Next = repeated + 1;
        tokens[repeated].Repeated = true;
    }

    private static bool SameName(ReadOnlySpan<byte> utf8, in Token left, in Token right)
    {
        if (!left.Escaped && !right.Escaped)
            return utf8.Slice(left.Start, left.Length).SequenceEqual(utf8.Slice(right.Start, right.Length));
        return JsonStrings.Decode(utf8.Slice(left.Start, left.Length), left.Escaped)
            == JsonStrings.Decode(utf8.Slice(right.Start, right.Length), right.Escaped);
    }

    private static int HashOf(ReadOnlySpan<byte> utf8, in Token name)
    {
        // These hashes are seeded for each process, so a caller cannot choose names that collide.
        var text = utf8.Slice(name.Start, name.Length);
        Span<char> few = stackalloc char[128];
        if (!name.Escaped && text.Length <= few.Length)
            return string.GetHashCode(few[..System.Text.Encoding.UTF8.GetChars(text, few)]);
        return string.GetHashCode(JsonStrings.Decode(text, name.Escaped).AsSpan());
    }
}
