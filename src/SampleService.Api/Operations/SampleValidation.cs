using SampleService.Domain;
using SampleService.Json;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>Validates the metadata of samples that operations save, each with the vocabulary that it names.</summary>
internal sealed class SampleValidation(VocabularyValidators vocabularies)
{
    /// <summary>Callers may name the vocabulary of an operation.</summary>
    /// <exception cref="ServiceException">They may not.</exception>
    public void RequireAccepted(RequestedOperation operation)
    {
        if (operation.Vocabulary is { } named && !(VocabularyId.TryParse(named, null, out var id) && vocabularies.IsAccepted(id)))
            throw NotAccepted(named);
    }

    /// <summary>Validates all samples, those of one vocabulary in one run, which may wait as long as that of one sample.</summary>
    /// <param name="read">The operations; their samples remember the vocabulary afterwards.</param>
    /// <param name="faults">Takes the first fault of each.</param>
    /// <param name="cancellation">Ends it.</param>
    public async ValueTask RunAsync(RequestedOperation?[] read, ServiceException?[] faults, CancellationToken cancellation)
    {
        foreach (var group in Enumerable.Range(0, read.Length).Where(i => read[i]?.Tree is not null).GroupBy(i => read[i]!.Vocabulary))
            if (await FindAsync(group, faults, cancellation) is { } validators)
                await ValidateAsync(validators, [.. group], read, faults, cancellation);
    }

    /// <summary>The validators of a vocabulary that operations name; if there are none, that is their fault.</summary>
    private async ValueTask<MetadataValidators?> FindAsync(IGrouping<string?, int> group, ServiceException?[] faults, CancellationToken cancellation)
    {
        if (group.Key is not { } named)
            return vocabularies.Current;
        ServiceException fault;
        try
        {
            // The operator may accept what this deployment never ran with.
            if (await vocabularies.FindAsync(VocabularyId.Parse(named), cancellation) is { } found)
                return found;
            fault = NotAccepted(named);
        }
        catch (ServiceException e) when (e.Kind == ErrorKind.ValidatorUnavailable)
        {
            fault = e;
        }

        foreach (var operation in group)
            faults[operation] = fault;
        return null;
    }

    private static async ValueTask ValidateAsync(
        MetadataValidators validators, int[] operations, RequestedOperation?[] read, ServiceException?[] faults, CancellationToken cancellation)
    {
        var nodes = new List<(int Operation, int Node)>();
        var metadata = new List<JsonValue>();
        foreach (var operation in operations)
        {
            var tree = read[operation]!.Tree!;
            for (var node = 0; node < tree.Nodes.Count; node++)
            {
                nodes.Add((operation, node));
                metadata.Add(tree.Nodes[node].Controlled);
            }

            read[operation] = read[operation]!.ValidatedWith(validators.Vocabulary);
        }

        await validators.ValidateAsync(
            metadata,
            stopAtFirst: false,
            (index, finding) =>
            {
                var (operation, node) = nodes[index];
                faults[operation] ??= new ServiceException(ErrorKind.MetadataValidation, finding.SaveDetail(node));
            },
            cancellation);
    }

    private static ServiceException NotAccepted(string vocabulary) =>
        ServiceException.Illegal($"Vocabulary {ContractText.Echo(vocabulary)} is not accepted here");
}
