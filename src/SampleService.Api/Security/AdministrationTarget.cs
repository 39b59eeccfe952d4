using SampleService.Domain;

namespace SampleService.Api;

/// <summary>
/// What administration rights are used on, for the log: ids, never names that users chose. The text is made only when it
/// is logged.
/// </summary>
internal readonly struct AdministrationTarget
{
    private const int MaxNamed = 10;

    private readonly SampleId? _sample;
    private readonly Upa? _upa;
    private readonly IEnumerable<SampleId>? _samples;
    private readonly string? _text;

    private AdministrationTarget(SampleId? sample, Upa? upa, IEnumerable<SampleId>? samples, string? text) =>
        (_sample, _upa, _samples, _text) = (sample, upa, samples, text);

    public static AdministrationTarget Of(SampleId sample) => new(sample, null, null, null);

    public static AdministrationTarget Of(Upa upa) => new(null, upa, null, null);

    public static AdministrationTarget Of(Upa upa, SampleId sample) => new(sample, upa, null, null);

    public static AdministrationTarget Of(IEnumerable<SampleId> samples) => new(null, null, samples, null);

    public static AdministrationTarget Of(LinkId link) => new(null, null, null, $"link={link}");

    /// <summary>No sample in particular.</summary>
    public static AdministrationTarget None => default;

    /// <summary>Text that is safe to log.</summary>
    public static AdministrationTarget Of(string text) => new(null, null, null, text);

    public override string ToString()
    {
        if (_text is not null)
            return _text;
        if (_samples is not null)
            return Many(_samples);
        var sample = _sample is { } id ? $"sample={id}" : null;
        return _upa is { } upa ? sample is null ? $"upa={upa}" : $"upa={upa} {sample}" : sample ?? "";
    }

    private static string Many(IEnumerable<SampleId> samples)
    {
        var ids = samples.Distinct().ToList();
        var more = ids.Count > MaxNamed ? $" and {ids.Count - MaxNamed} more" : "";
        return $"samples={string.Join(',', ids.Take(MaxNamed))}{more}";
    }
}
