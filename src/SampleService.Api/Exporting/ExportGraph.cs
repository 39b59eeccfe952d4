using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>How much documents hold.</summary>
/// <param name="MaxBytes">Bytes of the things in one, but for the first sample.</param>
/// <param name="MaxSampleBytes">Bytes of those of one sample.</param>
/// <param name="RefusesTooLarge">Whether a sample with more is refused; else it is told of without its nodes.</param>
internal sealed record ExportLimits(long MaxBytes, long MaxSampleBytes, bool RefusesTooLarge);

/// <summary>
/// A document under construction: things by what they are called, each written once. It holds texts and no trees, and of those as many bytes as it
/// may.
/// </summary>
/// <param name="format">The form of the document.</param>
/// <param name="entities">Tells of samples.</param>
/// <param name="limits">How much it may hold.</param>
/// <param name="budget">What its memory is counted against; null for no bound.</param>
internal sealed class ExportGraph(LinkedDataFormat format, SampleEntities entities, ExportLimits limits, IByteBudget? budget) : IDisposable
{
    /// <summary>What two things take that are only referred to, such as a node and its sample.</summary>
    private const int StubBytes = 400;

    private readonly SortedDictionary<string, byte[]> _written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkedEntity> _stubs = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _samples = new(StringComparer.Ordinal);
    private long _bytes;
    private Timestamp _newest = new(0);
    private string _name = "";

    /// <summary>Adds a sample with all that belongs to it; false, and nothing is added, if it does not fit and is not the first.</summary>
    /// <exception cref="ServiceException">It is too much for any document.</exception>
    /// <exception cref="ByteBudgetException">There is no room for it at the moment.</exception>
    public bool TryAdd(ExportedSample sample)
    {
        using var text = JsonText.Parse(sample.Document, budget: budget);
        var isFirst = _samples.Count == 0;
        if (TryAdd(sample, text.Root, withNodes: true, isFirst ? limits.MaxSampleBytes : Math.Min(limits.MaxSampleBytes, limits.MaxBytes - _bytes)))
            return true;
        if (!isFirst)
            return false;
        if (limits.RefusesTooLarge)
            throw ServiceException.Illegal($"The answer would have more than {limits.MaxSampleBytes} bytes; ask for fewer samples at a time");
        // Whoever looks through the samples of others is not stopped by what one of them has saved.
        return TryAdd(sample, text.Root, withNodes: false, long.MaxValue);
    }

    private bool TryAdd(ExportedSample sample, JsonValue document, bool withNodes, long most)
    {
        var added = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var todo = new Queue<LinkedEntity>();
        var taken = 0L;
        try
        {
            Take((long)StubBytes * sample.Relations.Count);
            foreach (var entity in entities.Of(sample, document).Take(withNodes ? int.MaxValue : 1))
            {
                todo.Enqueue(entity);
                while (todo.TryDequeue(out var next))
                {
                    // Of what several samples have, such as a user, the same is told each time.
                    if (_written.ContainsKey(next.Id) || added.ContainsKey(next.Id))
                        continue;
                    var written = Write(next, todo);
                    Take(written.Length);
                    added.Add(next.Id, written);
                    if (taken > most)
                        return false;
                }
            }

            foreach (var (id, written) in added)
                _written.Add(id, written);
            AddStubs(sample);
            _samples.Add(ExportIris.Sample(sample.Sample));
            _newest = Timestamp.Max(_newest, SampleEntities.TimeOf(document));
            _name = SampleEntities.NameOf(sample.Sample, document);
            _bytes += taken;
            taken = 0;
            return true;
        }
        finally
        {
            budget?.Release(taken);
        }

        void Take(long bytes)
        {
            if (budget?.TryReserve(bytes) == false)
                throw new ByteBudgetException();
            taken += bytes;
        }
    }

    /// <summary>Writes the document.</summary>
    public void Write(JsonOutput output)
    {
        foreach (var (id, stub) in _stubs)
            if (!_written.ContainsKey(id))
                _written.Add(id, Write(stub, new()));
        if (format.IsFlat)
            foreach (var entity in CrateEntities.Of(_samples, _name, _newest))
                _written.Add(entity.Id, Write(entity, new()));
        output.Raw("{\"@context\":"u8);
        output.Raw(format.Context.Span);
        output.Raw(",\"@graph\":"u8);
        JsonList.Write(output, [.. _written.Values], static (list, entity) => list.Splice(entity));
        output.Raw("}"u8);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        budget?.Release(_bytes);
        _bytes = 0;
        _written.Clear();
    }

    private void AddStubs(ExportedSample sample)
    {
        foreach (var (_, _, other) in SampleEntities.RelationsOf(sample))
        {
            AddStub(other.Sample, null);
            if (other.Node is { } node)
                AddStub(other.Sample, node);
        }
    }

    private void AddStub(SampleId sample, NodeId? node) => _stubs.TryAdd(ExportIris.Sample(sample, node), SampleEntities.Stub(sample, node));

    private byte[] Write(LinkedEntity entity, Queue<LinkedEntity> parts)
    {
        using var output = new JsonOutput();
        var own = new List<LinkedEntity>();
        format.Write(output, entity, own);
        foreach (var part in own)
            parts.Enqueue(part);
        return output.ToArray();
    }
}
