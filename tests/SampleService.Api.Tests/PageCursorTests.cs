using System.Buffers.Text;

namespace SampleService.Api.Tests;

public class PageCursorTests
{
    private const string Method = "SampleService.find_links";

    private static readonly byte[] Key = [.. Enumerable.Range(0, 64).Select(static i => (byte)i)];
    private static readonly byte[] Argument = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly byte[] Position = [1, 2, 3, 0, 255];

    [Fact]
    public void Read_WhatWasWritten_IsThePosition()
    {
        var argument = new byte[32];
        Assert.Equal(Position, PageCursor.Read(Key, Method, Write(), argument));
        Assert.Equal(Argument, argument);
        Assert.Equal([], PageCursor.Read(Key, Method, PageCursor.Write(Key, Method, Argument, []), argument)!);
    }

    [Fact]
    public void Write_TheSame_IsTheSame()
    {
        Assert.Equal(Write(), Write());
        Assert.NotEqual(Write(), PageCursor.Write(Key, Method, Argument, [1, 2, 3, 0, 254]));
    }

    [Fact]
    public void Write_LongestPosition_Fits()
    {
        var text = PageCursor.Write(Key, Method, Argument, new byte[PageCursor.MaxPosition]);
        Assert.Equal(PageCursor.MaxLength, text.Length);
        Assert.NotNull(PageCursor.Read(Key, Method, text, new byte[32]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PageCursor.Write(Key, Method, Argument, new byte[PageCursor.MaxPosition + 1]));
    }

    [Fact]
    public void Write_ShowsNothingOfThePosition()
    {
        var position = "soil core"u8.ToArray();
        var bytes = Base64Url.DecodeFromChars(PageCursor.Write(Key, Method, Argument, position));
        Assert.True(bytes.AsSpan().IndexOf(position) < 0);
        Assert.True(bytes.AsSpan().IndexOf(Argument) < 0);
    }

    [Fact]
    public void Read_AnyCharacterChanged_IsNone()
    {
        var text = Write();
        for (var i = 0; i < text.Length; i++)
            foreach (var other in "Aa-_0")
                if (text[i] != other)
                    Assert.Null(Read($"{text[..i]}{other}{text[(i + 1)..]}"));
    }

    [Fact]
    public void Read_CutOrExtended_IsNone()
    {
        var text = Write();
        for (var i = 0; i < text.Length; i++)
            Assert.Null(Read(text[..i]));
        Assert.Null(Read(text + "A"));
        Assert.Null(Read(text + "AAAA"));
        Assert.Null(Read(text + "="));
        Assert.Null(Read(" " + text));
        Assert.Null(Read(new string('A', 5000)));
        Assert.Null(Read("é"));
    }

    [Fact]
    public void Read_OfAnotherMethodOrKey_IsNone()
    {
        Assert.Null(PageCursor.Read(Key, "SampleService.get_history", Write(), new byte[32]));
        var other = Key.ToArray();
        other[63]++;
        Assert.Null(PageCursor.Read(other, Method, Write(), new byte[32]));
    }

    private static string Write() => PageCursor.Write(Key, Method, Argument, Position);

    private static byte[]? Read(string text) => PageCursor.Read(Key, Method, text, new byte[32]);
}
