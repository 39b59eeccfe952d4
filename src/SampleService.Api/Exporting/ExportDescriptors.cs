using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>Samples for other programs.</summary>
internal static class ExportDescriptors
{
    /// <summary>The most samples that are named.</summary>
    public const int MaxSamples = 1000;

    public static readonly string[] Formats = ["json-ld", "ro-crate"];

    public static readonly string[] Includes = ["links", "relations"];

    public static readonly Member Samples = new(
        "samples", new ArraySchema(new ObjectSchema(Params.Id.Required(), Params.OptionalVersion)) { Min = 1, Max = MaxSamples, IsNullable = true },
        "The samples; without a version the newest. In their place `filter` and `scope` may say which.");

    public static readonly Member Filter = FindDescriptors.Filter;

    public static readonly Member Scope = FindDescriptors.Scope;

    public static readonly Member Format = new(
        "format", Schema.OneOf(Formats) with { IsNullable = true }, "The form of the document: JSON-LD (also when absent or null), or the metadata document of a detached RO-Crate 1.2.");

    public static readonly Member Include = new(
        "include", new ArraySchema(Schema.OneOf(Includes)) { Max = Includes.Length, IsNullable = true },
        "What is told of each sample beside its content and its identifiers: the active links of the version whose workspace the caller may read, the relations of the sample to samples that the caller may read.");

    public static readonly Member Limit = Pages.Limit with { Description = "How many samples a document has at most: 1 to 1000; 1000 when absent or null." };

    public static readonly MethodDescriptor ExportSamples = new("SampleService.export_samples", "exporting", "Gives samples as linked data: JSON-LD, or an RO-Crate")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read, Needs = [new("sample", "read")] },
        Parameters = new(Samples, Filter, Scope, Format, Include, Limit, Pages.Cursor, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("media_type", Schema.Text(), "What the document is.").Required(),
            new Member("document", new ValueSchema("object"), "The document: see [exporting](../exporting.md).").Required(),
            new Member("next", Schema.Text() with { IsNullable = true }, "The cursor of the next document; null: that was all. A document may have few or no samples and a next one.").Required())
        {
            Name = "Export",
        },
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers,
            new("`samples`, unless absent or null, is a list of 1 to 1000 structures",
                Illegal("samples must be a list"), Illegal("samples must have 1 to 1000 items"), Illegal("samples[{index}] must be a structure")),
            new("Each `id` is a UUID", Missing("samples[{index}].id"), Illegal("samples[{index}].id {value} must be a UUID string")),
            new("Each `version`, unless absent or null, is an integer from 1 on", Illegal("Illegal version argument: {value}")),
            new("No sample is named in two versions", Illegal("samples[{index}] names another version of a sample that is named before")),
            new("`filter` is one", Illegal("{path} must have exactly one of: all, any, not, same_node, on")),
            StrictChecks.Choice("scope", "mine", "shared", "public", "readable", "all"),
            new("`samples` stands alone", Illegal("samples goes with neither scope nor filter")),
            StrictChecks.Choice("format", Formats), StrictChecks.Choices("include", 0, Includes.Length, Includes),
            StrictChecks.Limit, StrictChecks.Cursor, StrictChecks.Flag("as_admin"), AsAdmin("read", "export_samples"),
            new("`scope` `all` is asked for in administration mode", Illegal("scope all needs as_admin")),
            new("`scope` `mine` and `shared` are asked for with a token", Error(ErrorKind.Unauthorized, "Anonymous users have no samples of their own")),
            new("An index serves the filter, unless `scope` is `mine` or `shared`", Illegal("filter has no condition that an index serves; add one, or take scope mine or shared")),
            new("The caller may read the workspaces that conditions name",
                Error(ErrorKind.NoSuchWorkspaceData, "No workspace with id {workspace} exists"), Error(ErrorKind.NoSuchWorkspaceData, "Workspace {workspace} is deleted"),
                Error(ErrorKind.Unauthorized, "User {user} cannot read workspace {workspace}"), Error(ErrorKind.Unauthorized, "Anonymous users cannot read workspace {workspace}")),
            new("Ontologies and terms that conditions name are known",
                Illegal("{path}: ontology {ontology} is not known"), Illegal("{path}: term {term} is not known"), Illegal("{path}: term {term} has more than 1000 descendants")),
            StrictChecks.KnownToWorkspaces,
            Readable with { Condition = "Of `samples`: the caller may read each" },
            VersionExists with { Condition = "Of `samples`: each version exists" },
            new("Of 25 samples that follow one another, the links shown are at most 10000", Illegal("samples have more than 10000 links: ask for fewer, or use find_links")),
            new("Of `samples`: what is told of one is not too much", Illegal("The answer would have more than {n} bytes; ask for fewer samples at a time")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"samples": [{"id": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31"}], "format": "ro-crate", "include": ["relations"]}""",
                """{"media_type": "application/ld+json;profile=\"http://www.w3.org/ns/json-ld#flattened http://www.w3.org/ns/json-ld#compacted https://w3id.org/ro/crate\"", "document": {"@context": ["https://w3id.org/ro/crate/1.2/context", {"Sample": "https://bioschemas.org/Sample", "sosa": "http://www.w3.org/ns/sosa/"}], "@graph": [{"@id": "#user/alice", "@type": "Person", "name": "alice"}, {"@id": "./", "@type": "Dataset", "name": "Sample soil core, aliquot", "description": "Descriptions of samples, as a Sample Service gave them to somebody who may read them.", "datePublished": "2026-11-21T23:03:45.470Z", "license": "No licence is recorded with the samples: their owners tell how they may be used.", "mentions": {"@id": "urn:uuid:01a2008e-5b10-7a44-8c02-6f1d9e2b7a31"}}, {"@id": "https://bioschemas.org/profiles/Sample/0.3-DRAFT", "@type": "CreativeWork", "name": "Bioschemas Sample", "version": "0.3-DRAFT"}, {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"}}, {"@id": "urn:uuid:01a2008e-1fe0-754b-a18a-a90e9734fdff", "@type": ["Sample", "sosa:Sample"]}, {"@id": "urn:uuid:01a2008e-1fe0-754b-a18a-a90e9734fdff#core-1", "@type": ["Sample", "sosa:Sample"], "isPartOf": {"@id": "urn:uuid:01a2008e-1fe0-754b-a18a-a90e9734fdff"}}, {"@id": "urn:uuid:01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "@type": ["Sample", "sosa:Sample"], "conformsTo": {"@id": "https://bioschemas.org/profiles/Sample/0.3-DRAFT"}, "name": "soil core, aliquot", "identifier": "01a2008e-5b10-7a44-8c02-6f1d9e2b7a31", "version": 1, "dateModified": "2026-11-21T23:03:45.470Z", "creator": {"@id": "#user/alice"}, "sosa:isSampleOf": {"@id": "urn:uuid:01a2008e-1fe0-754b-a18a-a90e9734fdff#core-1"}}, {"@id": "urn:uuid:01a2008e-5b10-7a44-8c02-6f1d9e2b7a31#a1", "@type": ["Sample", "sosa:Sample"], "conformsTo": {"@id": "https://bioschemas.org/profiles/Sample/0.3-DRAFT"}, "additionalType": "BioReplicate", "name": "a1", "identifier": "a1", "isPartOf": {"@id": "urn:uuid:01a2008e-5b10-7a44-8c02-6f1d9e2b7a31"}}]}, "next": null}"""),
        ],
        Notes = "The same state gives the same bytes: things stand in the order of their `@id`, and what is said of each in a fixed order. A document has at most 16 MB, but for its first sample; a sample that takes more than 64 MB is, "
            + "if it was found and not named, told of without its nodes. What is withdrawn is not found. [docs/exporting.md](../exporting.md) tells what becomes what.",
    };
}
