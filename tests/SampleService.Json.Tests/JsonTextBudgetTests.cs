using System.Text;

namespace SampleService.Json.Tests;

/// <summary>What a text needs beside itself is counted, and given back.</summary>
public sealed class JsonTextBudgetTests
{
    private const int Items = 100_000;

    private readonly Budget _budget = new();

    public static TheoryData<string, string, string, int> Large => new()
    {
        { "[", "1,", "1]", 16 },
        { "{", "\"\":1,", "\"\":1}", 2 * 16 },
        { "[", "{},", "{}]", 16 },
    };

    [Theory]
    [MemberData(nameof(Large))]
    public void Parse_ManyValues_CountsTheirTable(string begin, string item, string end, int bytesOfItem)
    {
        var body = Body(begin, item, end);

        using (JsonText.Parse(body, budget: _budget))
            Assert.InRange(_budget.Taken, (long)Items * bytesOfItem, long.MaxValue);

        Assert.Equal(0, _budget.Taken);
    }

    [Theory]
    [MemberData(nameof(Large))]
    public void Parse_NoRoomForTheTable_IsRefusedAndNothingIsKept(string begin, string item, string end, int bytesOfItem)
    {
        _budget.Max = (long)Items * bytesOfItem / 2;

        Assert.Throws<ByteBudgetException>(() => JsonText.Parse(Body(begin, item, end), budget: _budget));

        Assert.Equal(0, _budget.Taken);
    }

    [Fact]
    public void Parse_MemoryRunsOutWhileTheTableGrows_NothingIsKept()
    {
        _budget.Memory = Items * 8;

        Assert.Throws<OutOfMemoryException>(() => JsonText.Parse(Body("[", "1,", "1]"), budget: _budget));

        Assert.Equal(0, _budget.Taken);
    }

    [Fact]
    public void GetString_Long_IsCounted()
    {
        using (var text = JsonText.Parse(Body("\"", "x", "\""), budget: _budget))
        {
            Assert.Equal(0, _budget.Taken);
            Assert.Equal(Items, text.Root.GetString().Length);
            Assert.Equal(2 * Items, _budget.Taken);
        }

        Assert.Equal(0, _budget.Taken);
    }

    [Fact]
    public void Parse_SmallText_CountsNothing()
    {
        _budget.Max = 0;

        using var text = JsonText.Parse("""{"a":["b",1,null]}"""u8.ToArray(), budget: _budget);

        Assert.Equal("b", text.Root["a"u8].Items.GetEnumerator() is var items && items.MoveNext() ? items.Current.GetString() : null);
    }

    private static byte[] Body(string begin, string item, string end) =>
        Encoding.UTF8.GetBytes(new StringBuilder(begin).Insert(begin.Length, item, Items).Append(end).ToString());

    private sealed class Budget : IByteBudget
    {
        public long Max { get; set; } = long.MaxValue;

        /// <summary>There is no memory beyond it.</summary>
        public long Memory { get; set; } = long.MaxValue;

        public long Taken { get; private set; }

        public bool TryReserve(long bytes)
        {
            if (Taken + bytes > Memory)
                throw new OutOfMemoryException();
            if (Taken + bytes > Max)
                return false;
            Reserve(bytes);
            return true;
        }

        public void Reserve(long bytes) => Taken += bytes;

        public void Release(long bytes) => Taken -= bytes;
    }
}
