using SampleService.Json;

namespace SampleService.Import;

/// <summary>Takes what the rules find; the default takes nothing.</summary>
internal class FindingSink
{
    /// <summary>Takes nothing.</summary>
    public static readonly FindingSink None = new();

    /// <summary>Takes a finding.</summary>
    public virtual void Add(Finding finding)
    {
    }

    /// <summary>Takes the name of a member that is not known, once for each document that has it.</summary>
    public virtual void Ignore(string collection, string member)
    {
    }

    /// <summary>Looks for members that are not known.</summary>
    /// <param name="document">The document.</param>
    /// <param name="collection">Its collection.</param>
    /// <param name="known">The names that are known, beside those that every document of a dump has.</param>
    public void LookForUnknown(JsonValue document, string collection, IReadOnlySet<string> known)
    {
        if (this == None)
            return;
        foreach (var member in document.Members)
            if (member.Name.GetString() is var name && name is not ("_key" or "_id" or "_rev" or "_from" or "_to") && !known.Contains(name))
                Ignore(collection, name);
    }
}

/// <summary>Writes findings into the report.</summary>
internal sealed class ReportSink(ReportWriter report) : FindingSink
{
    /// <inheritdoc/>
    public override void Add(Finding finding) => report.Add(finding);

    /// <inheritdoc/>
    public override void Ignore(string collection, string member) => report.Ignore(collection, member);
}
