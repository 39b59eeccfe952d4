using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage;

/// <summary>What is read of all candidates at once; null for what was not asked for.</summary>
internal sealed class CandidateDetails
{
    public CandidateEntries<Upa>? Links { get; set; }

    public ILookup<SampleId, SampleIdentifier>? Identifiers { get; set; }

    public CandidateEntries<SampleRelation>? Relations { get; set; }

    public IReadOnlyDictionary<SampleId, SampleAcls>? Acls { get; set; }

    /// <summary>An active identifier from its row.</summary>
    public static (SampleId, SampleIdentifier) Identifier(Guid sample, string space, string value, string? node, long added, string addedBy)
    {
        var id = new SampleId(sample);
        return (id, new SampleIdentifier(space, value, id, node is null ? null : new NodeId(node), new Timestamp(added), new UserName(addedBy), null, null));
    }

    /// <summary>A relation from its row.</summary>
    /// <param name="type">The name of its type.</param>
    /// <param name="leadsTo">Whether it leads to the other sample.</param>
    /// <param name="other">The other sample.</param>
    public static SampleRelation Relation(string type, bool leadsTo, SampleId other) =>
        new((RelationType)RelationTypes.Names.IndexOf(type), leadsTo ? RelationEnd.To : RelationEnd.From, other);

    /// <summary>Puts everything in the place of the candidate it belongs to.</summary>
    public void AddTo(List<Candidate> candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var (candidate, id) = (candidates[i], candidates[i].Facts.Id);
            candidates[i] = candidate with
            {
                Facts = candidate.Facts with
                {
                    Links = Links is null ? [] : [.. Links.ShownOf(id).Distinct()],
                    Identifiers = Identifiers is null ? [] : [.. Identifiers[id]],
                    Relations = Relations is null ? [] : [.. Relations.ShownOf(id)],
                },
                IsLeftOut = candidate.IsLeftOut || Links?.IsLeftOut(id) == true || Relations?.IsLeftOut(id) == true,
                Entries = (Links?.CountOf(id) ?? 0) + (Relations?.CountOf(id) ?? 0),
                Acls = Acls?.GetValueOrDefault(id),
            };
        }
    }
}
