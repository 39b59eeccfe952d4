using System.Globalization;
using SampleService.Domain;

namespace SampleService.Api;

/// <summary>What makes a document a detached RO-Crate: its descriptor, its root, and what the profile of its samples is.</summary>
internal static class CrateEntities
{
    private const string Root = "./";

    /// <summary>The things.</summary>
    /// <param name="samples">What the samples are called, in their order.</param>
    /// <param name="name">The name of a sample where there is one alone.</param>
    /// <param name="newest">When the newest of their versions was saved. The time of the export would make each document another one.</param>
    public static IEnumerable<LinkedEntity> Of(IReadOnlyCollection<string> samples, string name, Timestamp newest)
    {
        yield return new LinkedEntity("ro-crate-metadata.json", "CreativeWork")
            .Say("about", new LinkedReference(Root))
            .Say("dct:conformsTo", new LinkedReference("https://w3id.org/ro/crate/1.2"));
        yield return new LinkedEntity(Root, "Dataset")
            .Say("name", samples.Count == 1 ? $"Sample {name}" : string.Create(CultureInfo.InvariantCulture, $"{samples.Count} samples"))
            .Say("description", "Descriptions of samples, as a Sample Service gave them to somebody who may read them.")
            .Say("datePublished", ExportIris.Time(newest))
            .Say("license", "No licence is recorded with the samples: their owners tell how they may be used.")
            .SayAll("mentions", samples.Select(static id => new LinkedReference(id)));
        if (samples.Count > 0)
            yield return new LinkedEntity(ExportIris.SampleProfile, "CreativeWork").Say("name", "Bioschemas Sample").Say("version", "0.3-DRAFT");
    }
}
