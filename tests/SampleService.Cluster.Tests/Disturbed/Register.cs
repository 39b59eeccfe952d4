namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>
/// A value that one caller writes, one write after the other, and that everybody reads. A reader asks for
/// <see cref="Floor"/> before its call: what was acknowledged by then has to be seen, or something newer. A writer that
/// does not learn what became of a write leaves the register, for that write may still come into effect at any time.
/// </summary>
internal sealed class Register<T>(T first)
{
    private readonly Lock _gate = new();
    private readonly List<T> _values = [first];
    private int _floor;

    /// <summary>Number of the newest value that was acknowledged, or that somebody saw.</summary>
    public int Floor
    {
        get
        {
            lock (_gate)
                return _floor;
        }
    }

    /// <summary>The value as its writer knows it between two writes.</summary>
    public T Value
    {
        get
        {
            lock (_gate)
                return _values[^1];
        }
    }

    /// <summary>Whether the newest value was acknowledged, or seen.</summary>
    public bool IsKnown
    {
        get
        {
            lock (_gate)
                return _floor == _values.Count - 1;
        }
    }

    public void Begin(T value)
    {
        lock (_gate)
            _values.Add(value);
    }

    public void Acknowledge()
    {
        lock (_gate)
            _floor = _values.Count - 1;
    }

    /// <summary>Takes back what was begun; false if somebody saw it all the same.</summary>
    public bool Refuse()
    {
        lock (_gate)
        {
            if (_floor == _values.Count - 1)
                return false;
            _values.RemoveAt(_values.Count - 1);
            return true;
        }
    }

    /// <summary>Whether a reader that began at this floor may see what it saw.</summary>
    public bool MayBe(int floor, Predicate<T> seen)
    {
        lock (_gate)
        {
            var number = _values.FindIndex(floor, seen);
            if (number < 0)
                return false;
            if (_values.FindIndex(number + 1, seen) < 0)
                _floor = Math.Max(_floor, number);
            return true;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_gate)
            return $"[{string.Join(", ", _values.TakeLast(5))}], {_values.Count - 1 - _floor} of them not acknowledged";
    }
}
