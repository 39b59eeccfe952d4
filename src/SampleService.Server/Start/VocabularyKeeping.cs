using System.Text;
using SampleService.Api;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Validation;

namespace SampleService.Server;

/// <summary>
/// Keeps the vocabulary that the process runs with, before it validates anything, and warns of accepted ones that it cannot validate with.
/// </summary>
internal sealed partial class VocabularyKeeping(
    IVocabularyStore store, MetadataValidators validators, AcceptedVocabularies accepted, ValidatorCatalogue catalogue, Settings settings, TimeProvider clock,
    ILogger<VocabularyKeeping> log)
{
    /// <summary>Keeps it.</summary>
    /// <exception cref="ServiceException">The database failed.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var label = settings.Validation.Label is { Length: > 0 } given ? given : null;
        await store.KeepAsync(
            new KeptVocabulary(validators.Vocabulary, label, Timestamp.Now(clock), validators.KeyCount, validators.PrefixCount),
            Encoding.ASCII.GetString(validators.Configuration.Span), cancellation);
        Runs(log, validators.Vocabulary);
        foreach (var other in accepted.Others.Where(id => id != validators.Vocabulary).OrderBy(id => id.Value, StringComparer.Ordinal))
            await CheckAsync(other, cancellation);
    }

    private async Task CheckAsync(VocabularyId id, CancellationToken cancellation)
    {
        if (await store.FindConfigurationAsync(id, cancellation) is not { } configuration)
        {
            IsUnknown(log, id);
            return;
        }

        var report = await ValidatorConfiguration.RestoreAsync(Encoding.ASCII.GetBytes(configuration), catalogue, cancellation);
        if (report.Validators is null)
            IsUnusable(log, id, report.Faults[0].Line);
    }

    [LoggerMessage(3012, LogLevel.Information, "Controlled metadata is validated with vocabulary {Vocabulary}")]
    private static partial void Runs(ILogger log, VocabularyId vocabulary);

    [LoggerMessage(3013, LogLevel.Warning, "Validation:AlsoAccept names vocabulary {Vocabulary}, with which this deployment never ran; calls that name it are refused")]
    private static partial void IsUnknown(ILogger log, VocabularyId vocabulary);

    [LoggerMessage(3014, LogLevel.Warning, "Validation:AlsoAccept names vocabulary {Vocabulary}, which cannot be used here; calls that name it fail: {Fault}")]
    private static partial void IsUnusable(ILogger log, VocabularyId vocabulary, string fault);
}
