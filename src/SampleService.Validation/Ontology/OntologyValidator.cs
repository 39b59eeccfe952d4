using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Validation;

/// <summary><c>ontology_has_ancestor</c>: values are terms that stand below a given one (section 8.8).</summary>
internal sealed class OntologyValidator : IAskingValidator, ICheckedAtStart
{
    private readonly IOntologySource _source;
    private readonly string _ontology;
    private readonly string _ancestor;
    private volatile bool _isChecked;

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
                _isChecked = true;
                break;
        }
    }

    public async ValueTask<Finding?> ValidateAsync(JsonValue value, CancellationToken cancellation)
    {
        using var questions = new SemaphoreSlim(WaitLimits.AtOnce);
        return await ValidateAsync(value, questions, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<Finding?> ValidateAsync(JsonValue value, SemaphoreSlim questions, CancellationToken cancellation)
    {
        if (!_isChecked)
            await CheckInUseAsync(cancellation).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Finding? finding = null;
        var terms = new OrderedWork<JsonValue, bool>(WaitLimits.AtOnce, (name, isBelow) =>
        {
            if (isBelow)
                return true;
            var key = name.GetString();
            finding = new($"Metadata value at key {key} does not have {_ontology} ancestor term {_ancestor}", key);
            return false;
        });
        try
        {
            foreach (var member in value.Members)
                if (!await terms.AddAsync(member.Name, IsBelowAsync(member.Value.AsString(), questions, stop.Token)).ConfigureAwait(false))
                    return finding;
            await terms.EndAsync().ConfigureAwait(false);
            return finding;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await terms.AbandonAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> IsBelowAsync(string? term, SemaphoreSlim questions, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(term))
            return false;
        await questions.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await _source.HasAncestorAsync(_ontology, term, _ancestor, cancellation).ConfigureAwait(false);
        }
        finally
        {
            questions.Release();
        }
    }

    /// <summary>What could not be asked at the start.</summary>
    private async ValueTask CheckInUseAsync(CancellationToken cancellation)
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
