namespace SampleService.Server;

/// <summary>Names and values of the labels of a measurement; at most three, more are left out.</summary>
internal readonly record struct LabelSet
{
    private LabelSet(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length > 0)
            First = Label(tags[0]);
        if (tags.Length > 1)
            Second = Label(tags[1]);
        if (tags.Length > 2)
            Third = Label(tags[2]);
    }

    public (string? Name, string? Value) First { get; }

    public (string? Name, string? Value) Second { get; }

    public (string? Name, string? Value) Third { get; }

    public static LabelSet Of(ReadOnlySpan<KeyValuePair<string, object?>> tags) => new(tags);

    public bool Equals(LabelSet other) =>
        First.Value == other.First.Value && Second.Value == other.Second.Value && Third.Value == other.Third.Value
        && First.Name == other.First.Name && Second.Name == other.Second.Name && Third.Name == other.Third.Name;

    // Of one instrument the names are mostly the same.
    public override int GetHashCode() => HashCode.Combine(First.Value, Second.Value, Third.Value);

    private static (string?, string?) Label(KeyValuePair<string, object?> tag) => (tag.Key, tag.Value as string ?? tag.Value?.ToString());
}
