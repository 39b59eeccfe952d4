using System.Globalization;
using SampleService.Json;

namespace SampleService.Domain;

/// <summary>
/// A value of an argument and where it stands: messages about it begin with its path. The checks are those of the methods that the
/// KBase Sample Service does not have (docs/api/README.md): null counts as missing, members that are not known are refused.
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="Path">Such as <c>filter.all[1].gte</c>; empty for the argument itself.</param>
public readonly record struct Parameter(JsonValue Value, string Path)
{
    /// <summary>Itself, or null if it is missing.</summary>
    public Parameter? OrNull => Value.IsNullOrAbsent ? null : this;

    /// <summary>Itself, if it is there.</summary>
    /// <exception cref="ServiceException">It is missing.</exception>
    public Parameter Required => Value.IsNullOrAbsent ? throw ServiceException.Missing(Path) : this;

    /// <summary>A member of a structure; missing if it is none or has no such member.</summary>
    /// <param name="name">Of an ASCII text without quotes and backslashes.</param>
    public Parameter Member(string name)
    {
        foreach (var member in Value.Members)
            if (IsNamed(member, name))
                return new Parameter(member.Value, Join(name));
        return new Parameter(default, Join(name));
    }

    /// <summary>Whether a structure has a member of that name, null included.</summary>
    public bool HasMember(string name) => Member(name).Value.Kind != JsonKind.Absent;

    /// <summary>STRUCT: a structure that has no other members than these.</summary>
    /// <exception cref="ServiceException">It is none, or has another member.</exception>
    public Parameter Structure(params ReadOnlySpan<string> known)
    {
        RequireStructure().RequireKnown(known);
        return this;
    }

    /// <summary>STRUCT.</summary>
    public Parameter RequireStructure() => Value.Kind == JsonKind.Object ? this : throw Illegal("must be a structure");

    /// <summary>UNKNOWN: a structure has no other members than these.</summary>
    public void RequireKnown(params ReadOnlySpan<string> known)
    {
        foreach (var member in Value.Members)
        {
            var isKnown = false;
            foreach (var name in known)
                isKnown |= IsNamed(member, name);
            if (!isKnown)
                throw ServiceException.Illegal($"{Join(ContractText.Echo(member.Name.GetString()))} is not known here");
        }
    }

    /// <summary>ONE_OF: the one of these members that is there.</summary>
    /// <exception cref="ServiceException">None of them is there, or more than one.</exception>
    public string ExactlyOne(params ReadOnlySpan<string> names) =>
        AtMostOne($"must have exactly one of: {string.Join(", ", names)}", names)
            ?? throw Illegal($"must have exactly one of: {string.Join(", ", names)}");

    /// <summary>The one of these members that is there, or null.</summary>
    /// <param name="fault">What is said if there are more.</param>
    /// <param name="names">The names.</param>
    /// <exception cref="ServiceException">There are more.</exception>
    public string? AtMostOne(string fault, params ReadOnlySpan<string> names)
    {
        string? only = null;
        foreach (var name in names)
            if (Member(name).OrNull is not null)
                only = only is null ? name : throw Illegal(fault);
        return only;
    }

    /// <summary>An item of a list.</summary>
    internal Parameter Item(JsonValue value, int index) => new(value, string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]"));

    /// <summary>A fault of this value.</summary>
    /// <param name="fault">What follows its path.</param>
    public ServiceException Illegal(string fault) => ServiceException.Illegal($"{(Path.Length == 0 ? "parameters" : Path)} {fault}");

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private static bool IsNamed(JsonMember member, string name)
    {
        if (member.Name.HasEscapes)
            return member.Name.GetString() == name;
        var text = member.Name.RawContent;
        return text.Length == name.Length && System.Text.Ascii.Equals(text, name);
    }
}
