namespace SampleService.Testing.Json;

/// <summary>A JSON array.</summary>
public sealed class JsonList : List<object?>
{
    public JsonList()
    {
    }

    public JsonList(IEnumerable<object?> items)
        : base(items)
    {
    }
}
