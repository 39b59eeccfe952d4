using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>Counts the values of one facet.</summary>
internal sealed class ValueCounter(Facet facet)
{
    /// <summary>Different values that are remembered. Of so many none is frequent.</summary>
    private const int MaxValues = 10_000;

    /// <summary>Characters of all of them together.</summary>
    private const int MaxCharacters = 1_000_000;

    /// <summary>Stands for a value that is not remembered.</summary>
    private const int Forgotten = -1;

    private readonly Dictionary<FacetValue, int> _numbers = [];
    private readonly List<(FacetValue Value, string Json, int Samples)> _values = [];
    private readonly HashSet<int> _ofSample = [];

    /// <summary>The values of each sample that has some, sample after sample; each ends with its count.</summary>
    private readonly List<int> _samples = [];
    private int _missing, _characters;
    private bool _hasForgotten;

    public Facet Facet => facet;

    /// <summary>Takes the values of a metadata entry that it is about.</summary>
    public void Take(in StoredEntry entry)
    {
        for (var i = 0; i < entry.Count; i++)
            if (facet.IsAbout(entry.Name(i)) && FacetValue.Of(entry.Value(i)) is { } value)
                _ofSample.Add(NumberOf(value, entry.Value(i)));
    }

    /// <summary>The sample has no more entries.</summary>
    public void EndSample()
    {
        if (_ofSample.Count == 0)
        {
            _missing++;
            return;
        }

        foreach (var number in _ofSample)
            if (number != Forgotten)
                _values[number] = _values[number] with { Samples = _values[number].Samples + 1 };
        _samples.AddRange(_ofSample);
        _samples.Add(_ofSample.Count);
        _ofSample.Clear();
    }

    /// <summary>What was counted.</summary>
    public FacetCounts ToCounts(bool isComplete)
    {
        int[] told =
        [
            .. Enumerable.Range(0, _values.Count)
                .OrderByDescending(number => _values[number].Samples).ThenBy(number => _values[number].Value)
                .Take(facet.Size),
        ];
        return new FacetCounts(
            facet, [.. told.Select(number => new FacetCount(_values[number].Json, _values[number].Samples))], CountOthers([.. told]), _missing,
            isComplete && !_hasForgotten);
    }

    private int NumberOf(FacetValue value, in StoredValue stored)
    {
        if (_numbers.TryGetValue(value, out var number))
            return number;
        _characters += stored.Content.Length;
        if (_values.Count == MaxValues || _characters > MaxCharacters)
        {
            _hasForgotten = true;
            return Forgotten;
        }

        _numbers[value] = number = _values.Count;
        _values.Add((value, stored.Json, 0));
        return number;
    }

    private int CountOthers(HashSet<int> told)
    {
        var others = 0;
        for (var end = _samples.Count - 1; end > 0; end -= _samples[end] + 1)
        {
            var isTold = false;
            for (var i = end - _samples[end]; i < end; i++)
                isTold |= told.Contains(_samples[i]);
            if (!isTold)
                others++;
        }

        return others;
    }
}
