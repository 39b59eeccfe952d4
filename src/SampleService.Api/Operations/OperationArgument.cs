using System.Globalization;
using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>The parameters of one operation, and the operations before it, whose samples it may name.</summary>
/// <param name="Value">Its members.</param>
/// <param name="Earlier">The names of the operations before it, in their order; null for an operation that is called by itself.</param>
/// <param name="IsStrict">Whether what is probably meant otherwise is refused.</param>
/// <param name="Clock">Tells the time of new ids.</param>
internal readonly record struct OperationArgument(JsonValue Value, ReadOnlyMemory<string>? Earlier, bool IsStrict, TimeProvider Clock)
{
    /// <summary>Its members, for readers that name paths.</summary>
    public Parameter Parameters => new(Value, "");

    /// <summary>A required sample: its id, or a number sign and the number of an operation that saves it.</summary>
    public SampleReference Sample(Member member)
    {
        var value = member.In(Value);
        return FindSaved(value, member.Name) ?? SampleReference.Of(new SampleId(Arguments.Uuid(Value, member)), member.Name);
    }

    /// <summary>A sample within a structure.</summary>
    public SampleReference Sample(Parameter id) => FindSaved(id.Value, id.Path) ?? SampleReference.Of(id.SampleId(), id.Path);

    /// <summary>The sample that gets a new version; null for a new sample.</summary>
    public SampleReference? SavedSample(JsonValue value)
    {
        const string Path = "sample.id";
        return FindSaved(value, Path) ?? (Arguments.SavedSampleId(value) is { } id ? SampleReference.Of(id, Path) : null);
    }

    /// <summary>What has to hold beside rights and existence.</summary>
    /// <param name="version">The newest version, where another parameter tells it.</param>
    public Preconditions Conditions(VersionNumber? version = null)
    {
        if (Parameters.Member(OperationMembers.IfVersion.Name).OrNull is { } required)
            version = new VersionNumber((int)required.Integer(1, int.MaxValue));
        var acls = Parameters.Member(OperationMembers.IfAclVersion.Name).OrNull?.Integer();
        return new Preconditions(version, acls, ReadLink(Parameters.Member(OperationMembers.IfLink.Name)));
    }

    private static RequiredLink? ReadLink(Parameter link)
    {
        if (link.OrNull is null)
            return null;
        if (link.Value.AsString() == RequiredLink.None)
            return new RequiredLink(null);
        return new RequiredLink(new LinkId(link.SampleId().Value));
    }

    private SampleReference? FindSaved(JsonValue value, string path)
    {
        if (Earlier is not { } earlier || value.AsString() is not ['#', .. var number] || number.Length == 0
            || number.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return null;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < earlier.Length
            && earlier.Span[place] == OperationTable.CreateSample
            ? SampleReference.SavedBy(place, path)
            : throw ServiceException.Illegal($"{path} names no earlier {OperationTable.CreateSample} operation");
    }
}
