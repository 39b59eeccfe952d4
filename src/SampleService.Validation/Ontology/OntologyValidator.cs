using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary><c>ontology_has_ancestor</c>: values are terms with a given ancestor (docs/validators.md).</summary>
internal sealed class OntologyValidator : IRemoteValidator, IStartupCheck
{
    private readonly IOntologySource _source;
    private readonly string _ontology;
    private readonly string _ancestor;
    private volatile bool _isConfirmed;

    private OntologyValidator(IOntologySource source, string ontology, string ancestor)
    {
        _source = source;
        _ontology = ontology;
        _ancestor = ancestor;
    }

    public static IMetadataValidator Build(ValidatorSettings settings, IOntologySource source)
    {
        settings.RefuseOthersThan("ontology", "ancestor_term");
        var ontology = settings.RequireText("ontology", "ontology must be a string");
        return new OntologyValidator(source, ontology, settings.RequireText("ancestor_term", "ancestor_term must be a string"));
    }

    public async ValueTask CheckAsync(CancellationToken cancellation)
    {
        switch (await _source.FindTermAsync(_ontology, _ancestor, cancellation).ConfigureAwait(false))
        {
            case OntologyTermStatus.NoSuchOntology:
                throw new ValidatorSettingsException($"ontology {_ontology} doesn't exist");
            case OntologyTermStatus.NoSuchTerm:
                throw new ValidatorSettingsException($"ancestor_term {_ancestor} is not found in {_ontology}");
            default:
                _isConfirmed = true;
                break;
        }
    }

    public async ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation)
    {
        using var throttle = new SemaphoreSlim(WaitLimits.MaxConcurrency);
        return await ValidateAsync(value, throttle, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<Finding?> ValidateAsync(JsonValue value, SemaphoreSlim throttle, CancellationToken cancellation)
    {
        if (!_isConfirmed)
            await CheckLateAsync(cancellation).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Finding? finding = null;
        var terms = new OrderedTaskQueue<JsonValue, bool>(WaitLimits.MaxConcurrency, (name, hasAncestor) =>
        {
            if (hasAncestor)
                return true;
            var key = name.GetString();
            finding = new($"Metadata value at key {key} does not have {_ontology} ancestor term {_ancestor}", key);
            return false;
        });
        try
        {
            foreach (var member in value.Members)
                if (!await terms.AddAsync(member.Name, HasAncestorAsync(member.Value.AsString(), throttle, stop.Token)).ConfigureAwait(false))
                    return finding;
            await terms.CompleteAsync().ConfigureAwait(false);
            return finding;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await terms.AbandonAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> HasAncestorAsync(string? term, SemaphoreSlim throttle, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(term))
            return false;
        await throttle.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await _source.HasAncestorAsync(_ontology, term, _ancestor, cancellation).ConfigureAwait(false);
        }
        finally
        {
            throttle.Release();
        }
    }

    /// <summary>Repeats a startup check that could not be made, when the validator is used.</summary>
    private async ValueTask CheckLateAsync(CancellationToken cancellation)
    {
        try
        {
            await CheckAsync(cancellation).ConfigureAwait(false);
        }
        catch (ValidatorSettingsException e)
        {
            throw new ServiceException(ErrorKind.ValidatorUnavailable, $"A validator is configured wrongly: {e.Message}", e);
        }
    }
}
