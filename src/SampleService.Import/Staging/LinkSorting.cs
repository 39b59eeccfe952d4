using System.Globalization;
using System.Text;
using SampleService.Json;

namespace SampleService.Import;

/// <summary>
/// Holds links against one another, which they are not sorted for in the dump: first those of one id, then the unexpired ones of one data unit. What
/// is found goes with each document, to the sample it belongs to.
/// </summary>
internal sealed class LinkSorting(StagingFolder staging, ImportProgress progress, RunBuffer buffer)
{
    /// <summary>Does what an earlier process has not done.</summary>
    public void Run(CancellationToken cancellation)
    {
        RunOnce(StagedSet.LinksByUnit, SortByUnit, cancellation);
        RunOnce(StagedSet.LinksBySample, SortBySample, cancellation);
    }

    private void RunOnce(StagedSet set, Action<SetWriter, CancellationToken> sort, CancellationToken cancellation)
    {
        if (staging.Manifest.SetsDone.Contains(set))
            return;
        // Half of it is of no use: where it ended is not known.
        staging.Remove(set);
        var writer = new SetWriter(staging, set, buffer);
        sort(writer, cancellation);
        writer.EndRun();
        staging.Manifest.SetsDone.Add(set);
        staging.Commit();
    }

    private void SortByUnit(SetWriter writer, CancellationToken cancellation)
    {
        using var links = new MergedRuns(staging, StagedSet.Links);
        foreach (var group in Groups(links, cancellation))
            foreach (var link in LinkRivals.OfOneId(group))
                Add(writer, UnitOf(link), link);
    }

    private void SortBySample(SetWriter writer, CancellationToken cancellation)
    {
        using var links = new MergedRuns(staging, StagedSet.LinksByUnit);
        foreach (var group in Groups(links, cancellation))
            foreach (var link in LinkRivals.OfOneUnit(group))
                Add(writer, SampleOf(link), link);
    }

    private static void Add(SetWriter writer, byte[] key, StagedLink link)
    {
        writer.Add(key, (byte)link.Verdict, link.Document);
        if (writer.IsFull)
            writer.EndRun();
    }

    /// <summary>Those with equal keys together; those without a key one by one.</summary>
    private IEnumerable<List<StagedLink>> Groups(MergedRuns links, CancellationToken cancellation)
    {
        var (group, key, count) = (new List<StagedLink>(), Array.Empty<byte>(), 0L);
        while (links.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (group.Count > 0 && (key[0] == StagedDocument.Malformed[0] || !links.Key.SequenceEqual(key)))
            {
                yield return group;
                group = [];
            }

            if (group.Count == 0)
                key = links.Key.ToArray();
            group.Add(new StagedLink((LinkVerdict)links.Mark, links.Document.ToArray()));
            progress.Tell(() => string.Create(CultureInfo.InvariantCulture, $"Sorting links: {count}"));
            count++;
        }

        if (group.Count > 0)
            yield return group;
    }

    /// <summary>Only unexpired links that count have to be held against those of their unit; each other one is alone.</summary>
    private static byte[] UnitOf(StagedLink link)
    {
        using var json = LinkRivals.TryParse(link.Document);
        if (json is null || LinkDocument.Read(json.Root) is not { } document)
            return StagedDocument.Malformed;
        var counts = link.Verdict is LinkVerdict.Counts or LinkVerdict.CountsOfSeveral;
        return Encoding.UTF8.GetBytes(
            counts && document.Expired is null
                ? string.Create(CultureInfo.InvariantCulture, $"u{document.Unit.Upa}\0{document.Unit.DataId}")
                : string.Create(CultureInfo.InvariantCulture, $"x{document.Id}\0{(byte)link.Verdict}\0{document.Key}"));
    }

    private static byte[] SampleOf(StagedLink link)
    {
        using var json = LinkRivals.TryParse(link.Document);
        return json is null || LinkDocument.Read(json.Root) is not { } document
            ? StagedDocument.Malformed
            : StagedDocument.Join(document.Sample, document.Id.ToString());
    }
}
