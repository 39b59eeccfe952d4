using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Tells of samples in the terms of Bioschemas, schema.org, SOSA and PROV (docs/exporting.md).</summary>
/// <param name="vocabulary">What is known of metadata keys.</param>
internal sealed class SampleEntities(ExportVocabulary vocabulary)
{
    private static readonly string[] SampleTypes = ["Sample", "sosa:Sample"];

    /// <summary>A sample, which comes first, and its nodes, each made when it is asked for.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="document">Its document, which is in use until they are written.</param>
    public IEnumerable<LinkedEntity> Of(ExportedSample sample, JsonValue document)
    {
        var statements = new Statements(sample);
        var whole = Begin(sample.Sample, null)
            .Say("name", NameOf(sample.Sample, document))
            .SayAll("identifier", [new LinkedText(sample.Sample.ToString()), .. statements.IdentifiersOf(null)])
            .Say("version", new LinkedNumber(sample.Id.Version))
            .Say("dateModified", ExportIris.Time(TimeOf(document)))
            .Say("creator", Person(new UserName(document["user"u8].GetString())));
        statements.AddTo(whole, null);
        yield return whole;
        var nodes = new List<JsonValue>();
        foreach (var node in SampleSchemas.NodeTree.In(document).Items)
            nodes.Add(node);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var json in nodes)
        {
            var node = NodeOf(sample.Sample, json, statements);
            known.Add(node.Id);
            yield return node;
        }

        // What is said of a node that this version has not got is said of it all the same.
        foreach (var node in statements.NodesWithout(known))
        {
            var other = Stub(sample.Sample, node).SayAll("identifier", statements.IdentifiersOf(node));
            statements.AddTo(other, node);
            yield return other;
        }
    }

    /// <summary>When a version was saved.</summary>
    public static Timestamp TimeOf(JsonValue document) =>
        document["save_date"u8].TryGetInt64(out var saved) ? new Timestamp(saved) : throw new InvalidOperationException("A document has no time.");

    /// <summary>What a sample is called; as every sample is to have a name, one without is called by its id.</summary>
    public static string NameOf(SampleId id, JsonValue document) => SampleSchemas.Name.In(document).AsString() ?? id.ToString();

    /// <summary>What relations say of a sample. One that starts elsewhere is the other's to tell, unless it says the same of both.</summary>
    public static IEnumerable<(NodeId? Node, RelationType Type, RelatedSample Other)> RelationsOf(ExportedSample sample)
    {
        foreach (var (relation, hidesFrom, hidesTo) in sample.Relations)
        {
            if (relation.From.Sample == sample.Sample && !hidesTo)
                yield return (relation.From.Node, relation.Type, relation.To);
            else if (relation.To.Sample == sample.Sample && relation.Type.IsSymmetric() && !hidesFrom)
                yield return (relation.To.Node, relation.Type, relation.From);
        }
    }

    /// <summary>A sample or a node of which no more is told.</summary>
    public static LinkedEntity Stub(SampleId sample, NodeId? node)
    {
        var entity = new LinkedEntity(ExportIris.Sample(sample, node), SampleTypes);
        return node is null ? entity : entity.Say("isPartOf", new LinkedReference(ExportIris.Sample(sample)));
    }

    private static LinkedEntity Begin(SampleId sample, NodeId? node) =>
        new LinkedEntity(ExportIris.Sample(sample, node), SampleTypes).Say("dct:conformsTo", new LinkedReference(ExportIris.SampleProfile));

    private LinkedEntity NodeOf(SampleId sample, JsonValue json, Statements statements)
    {
        var node = new NodeId(SampleSchemas.NodeId.In(json).GetString());
        var parent = json["parent"u8].AsString() is { } id ? new NodeId(id) : (NodeId?)null;
        var entity = Begin(sample, node)
            .Say("additionalType", json["type"u8].GetString())
            .Say("name", node.Value)
            .SayAll("identifier", [new LinkedText(node.Value), .. statements.IdentifiersOf(node)])
            .Say("isPartOf", new LinkedReference(ExportIris.Sample(sample, parent)));
        entity.SayAll("additionalProperty", new MetadataEntities(vocabulary, entity.Id).Of(json).OrderBy(static value => value.Id, StringComparer.Ordinal).Select(static value => new LinkedPart(value)));
        statements.AddTo(entity, node);
        return entity;
    }

    private static LinkedPart Person(UserName user) => new(new LinkedEntity(ExportIris.User(user), "Person").Say("name", user.Value));

    /// <summary>What is said of a sample and its nodes beside the document.</summary>
    private sealed class Statements(ExportedSample sample)
    {
        private readonly ILookup<NodeId?, SampleIdentifier> _identifiers = sample.Identifiers.ToLookup(static identifier => identifier.Node);
        private readonly ILookup<NodeId?, DataLink> _links = sample.Links.ToLookup(static link => (NodeId?)link.Node);
        private readonly ILookup<NodeId?, (RelationType Type, string Other)> _relations = RelationsOf(sample)
            .ToLookup(static one => one.Node, static one => (one.Type, ExportIris.Sample(one.Other.Sample, one.Other.Node)));

        /// <summary>The nodes of which something is said and that are not among these.</summary>
        public IEnumerable<NodeId> NodesWithout(HashSet<string> known) => _identifiers.Select(static group => group.Key)
            .Concat(_links.Select(static group => group.Key)).Concat(_relations.Select(static group => group.Key))
            .OfType<NodeId>().Distinct().Where(node => !known.Contains(ExportIris.Sample(sample.Sample, node)));

        public IEnumerable<LinkedValue> IdentifiersOf(NodeId? node) => _identifiers[node]
            .Select(identifier => new LinkedEntity(
                    ExportIris.Part(ExportIris.Sample(sample.Sample, node), "identifier", identifier.Namespace, identifier.Value), "PropertyValue")
                .Say("propertyID", identifier.Namespace).Say("name", identifier.Name.ToString()).Say("value", identifier.Value))
            .OrderBy(static identifier => identifier.Id, StringComparer.Ordinal).Select(static identifier => new LinkedPart(identifier));

        /// <summary>Says of a sample or a node what is known of it.</summary>
        public void AddTo(LinkedEntity entity, NodeId? node)
        {
            entity.SayAll("prov:wasDerivedFrom", Others(node, RelationType.DerivedFrom, RelationType.PooledFrom));
            entity.SayAll("sosa:isSampleOf", Others(node, RelationType.AliquotOf, RelationType.PartOf));
            entity.SayAll("sameAs",
            [
                .. _identifiers[node].Select(static identifier => ExportIris.Resolver(identifier.Name)).OfType<string>().Distinct()
                    .Order(StringComparer.Ordinal).Select(static iri => new LinkedAddress(iri)),
                .. Others(node, RelationType.SameAs),
            ]);
            entity.SayAll("dct:relation", Others(node, RelationType.RelatedTo));
            entity.SayAll("subjectOf", _links[node].OrderBy(static link => link.Id.ToString(), StringComparer.Ordinal).Select(DatasetOf));
        }

        private IEnumerable<LinkedValue> Others(NodeId? node, params RelationType[] types) => _relations[node]
            .Where(one => types.Contains(one.Type)).Select(static one => one.Other).Distinct()
            .Order(StringComparer.Ordinal).Select(static other => new LinkedReference(other));

        private static LinkedPart DatasetOf(DataLink link)
        {
            var dataset = new LinkedEntity(ExportIris.Link(link.Id), "Dataset")
                .Say("name", link.Unit.ToString())
                .Say("identifier", link.Unit.Upa.ToString());
            if (link.Unit.DataId.Length > 0)
                dataset.Say("alternateName", link.Unit.DataId);
            return new LinkedPart(dataset.Say("dateCreated", ExportIris.Time(link.Created)).Say("creator", Person(link.CreatedBy)));
        }
    }
}
