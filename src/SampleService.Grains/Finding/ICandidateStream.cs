namespace SampleService.Grains;

/// <summary>Candidates in the order that was asked for, each once.</summary>
internal interface ICandidateStream
{
    /// <summary>The next ones; fewer than asked for only at the end.</summary>
    Task<IReadOnlyList<CandidateKey>> NextAsync(int count, CancellationToken cancellation);

    /// <summary>Whether it may give a sample in a place that it had in a former version, which is then to be passed over.</summary>
    bool GivesFormerPlaces { get; }
}
