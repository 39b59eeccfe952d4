using SampleService.Json;

namespace SampleService.Api;

/// <summary>A thing that a document of linked data tells of: what it is called, what it is, and what is said of it in a fixed order.</summary>
/// <param name="id">Its IRI, or <c>#</c> and a name where it has none outside the document.</param>
/// <param name="types">What it is; one at least.</param>
internal sealed class LinkedEntity(string id, params string[] types)
{
    private readonly List<(string Name, LinkedValue Value)> _members = [];

    /// <summary>What it is called.</summary>
    public string Id => id;

    /// <summary>What it is.</summary>
    public IReadOnlyList<string> Types => types;

    /// <summary>What is said of it.</summary>
    public IReadOnlyList<(string Name, LinkedValue Value)> Members => _members;

    /// <summary>Whether it has a name within the document alone.</summary>
    public bool IsLocal => id[0] == '#';

    /// <summary>Says something of it.</summary>
    public LinkedEntity Say(string name, LinkedValue value)
    {
        _members.Add((name, value));
        return this;
    }

    /// <summary>Says something of it that is a text.</summary>
    public LinkedEntity Say(string name, string text) => Say(name, new LinkedText(text));

    /// <summary>Says several things of it, which have no order; nothing if there are none.</summary>
    public LinkedEntity SayAll(string name, IEnumerable<LinkedValue> values)
    {
        LinkedValue[] all = [.. values];
        return all.Length switch
        {
            0 => this,
            1 => Say(name, all[0]),
            _ => Say(name, new LinkedSet(all)),
        };
    }
}

/// <summary>What is said of a thing.</summary>
internal abstract record LinkedValue;

/// <summary>A text.</summary>
internal sealed record LinkedText(string Text) : LinkedValue;

/// <summary>An integer.</summary>
internal sealed record LinkedNumber(long Number) : LinkedValue;

/// <summary>A string, number or boolean as it is stored.</summary>
internal sealed record LinkedPrimitive(JsonValue Value) : LinkedValue;

/// <summary>Another thing of which the document tells.</summary>
internal sealed record LinkedReference(string Id) : LinkedValue;

/// <summary>Something of which only the address is told.</summary>
internal sealed record LinkedAddress(string Iri) : LinkedValue;

/// <summary>Another thing, which is told of here.</summary>
internal sealed record LinkedPart(LinkedEntity Entity) : LinkedValue;

/// <summary>Several, in the order in which they are written.</summary>
internal sealed record LinkedSet(IReadOnlyList<LinkedValue> Values) : LinkedValue;
