using System.Globalization;
using System.Text.RegularExpressions;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>Samples and data units on which drawn operations work. Two worlds are alike: what is drawn from the same numbers means the same in both.</summary>
internal sealed partial class OperationWorld
{
    private static readonly string[] Nodes = ["a", "b", "none"];

    private static readonly string[] Users = ["bob", "carol", "alice"];

    private readonly long _workspace;
    private readonly List<SampleId> _samples = [];
    private readonly List<OperationAnswer> _answers = [];

    private OperationWorld(long workspace) => _workspace = workspace;

    public static async Task<OperationWorld> CreateAsync(ISampleStore samples, long workspace)
    {
        var world = new OperationWorld(workspace);
        for (var i = 0; i < 2; i++)
        {
            var sample = Make.Sample("a", "b");
            await samples.CreateAsync(sample, default);
            world._samples.Add(sample.Id);
        }

        return world;
    }

    public bool Has(SampleId id) => _samples.Contains(id);

    public int NumberOf(SampleId id) => _samples.IndexOf(id);

    /// <summary>Operations, each from a number.</summary>
    public List<WriteOperation> Draw(IReadOnlyList<int> numbers)
    {
        var drawn = new List<WriteOperation>();
        foreach (var number in numbers)
            drawn.Add(Draw(new Numbers(number), drawn));
        return drawn;
    }

    /// <summary>Takes note of samples that were made.</summary>
    public void Note(IEnumerable<OperationAnswer> answers)
    {
        foreach (var answer in answers)
            Note(answer);
    }

    public void Note(OperationAnswer answer)
    {
        _answers.Add(answer);
        if (answer.Result is SavedVersion(var saved) && !Has(saved.Sample))
            _samples.Add(saved.Sample);
    }

    /// <summary>The operation without names of earlier ones; null if the one that is named has failed.</summary>
    public WriteOperation? Resolve(WriteOperation operation)
    {
        var reference = operation switch
        {
            SaveNextVersion next => next.Sample,
            AclOperation acls => acls.Sample,
            CreateDataLink link => link.Sample,
            _ => default,
        };
        if (reference.Operation is not { } number)
            return operation;
        if (_answers[number].Result is not SavedVersion(var saved))
            return null;
        var resolved = SampleReference.Of(saved.Sample);
        return operation switch
        {
            SaveNextVersion next => next with { Sample = resolved },
            UpdateSampleAcls update => update with { Sample = resolved },
            ReplaceSampleAcls replacement => replacement with { Sample = resolved },
            CreateDataLink link => link with { Sample = resolved, Version = link.Version ?? new VersionNumber(saved.Version) },
            _ => operation,
        };
    }

    /// <summary>All there is to see of it, without ids.</summary>
    public async Task<string> DescribeAsync(ISampleStore samples, ILinkStore links)
    {
        var lines = new List<string>();
        lines.AddRange(_answers.Select(Describe));
        foreach (var id in _samples)
        {
            var header = (await samples.FindAsync(id, default))!;
            var acls = header.Acls;
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{NumberOf(id)}: {header.Head} {header.AclVersion} {acls.PublicRead} [{string.Join(' ', acls.Admin)}|{string.Join(' ', acls.Write)}|{string.Join(' ', acls.Read)}]"));
            for (var version = 1; version <= header.Head; version++)
                lines.Add((await samples.FindVersionAsync(new SampleVersionId(id, version), default))!.Name!);
        }

        foreach (var unit in Units())
            if (await links.FindActiveAsync(unit, default) is { } active)
                lines.Add(Describe(active));
        return string.Join('\n', lines);
    }

    private string Describe(OperationAnswer answer) => answer switch
    {
        { Error: { } error } => string.Concat(error.Kind.ToString(), " ", Anonymous(error.Detail)),
        { Result: SavedVersion(var saved) } => string.Create(CultureInfo.InvariantCulture, $"{NumberOf(saved.Sample)}/{saved.Version}"),
        { Result: MadeLink(var link) } => Describe(link),
        _ => answer.Result is null ? "untried" : "done",
    };

    private string Describe(DataLink link) => string.Create(
        CultureInfo.InvariantCulture,
        $"{link.Unit.Upa.Version}:{link.Unit.DataId} -> {NumberOf(link.Sample.Sample)}/{link.Sample.Version}/{link.Node} {link.CreatedBy} {link.Created}");

    private string Anonymous(string text)
    {
        foreach (var id in _samples)
            text = text.Replace(id.ToString(), $"sample {NumberOf(id)}", StringComparison.Ordinal);
        return LinkIds().Replace(text.Replace($"{_workspace}/", "W/", StringComparison.Ordinal), "link");
    }

    private IEnumerable<DataUnit> Units() =>
        from version in new[] { 1, 2 }
        from part in new[] { "", "x" }
        select Make.Unit(_workspace, 1, version, part);

    private WriteOperation Draw(Numbers draw, List<WriteOperation> earlier)
    {
        switch (draw.Next(6))
        {
            case 0:
                return Operate.New("a", "b");
            case 1:
                return new SaveNextVersion(Sample(draw, earlier), Make.Content($"v{draw.Next(5)}", "a"), null)
                {
                    Conditions = new Preconditions(draw.Next(3) == 0 ? new VersionNumber(1 + draw.Next(3)) : null, null, null),
                };
            case 2:
                return new UpdateSampleAcls(
                    Sample(draw, earlier),
                    new AclDelta(
                        Pick(draw, Users), UserSet.Empty, UserSet.Empty, draw.Next(3) == 0 ? Make.Users("dave") : UserSet.Empty,
                        draw.Next(2) == 0 ? null : draw.Next(2) == 0, draw.Next(2) == 0))
                {
                    Conditions = new Preconditions(null, draw.Next(4) == 0 ? 1 + draw.Next(3) : null, null),
                };
            case 3:
                return new ReplaceSampleAcls(Sample(draw, earlier), new AclReplacement(Make.Users("bob"), UserSet.Empty, Pick(draw, ["carol", "dave"]), draw.Next(2) == 0));
            case 4:
                return new ExpireDataLink(Unit(draw));
            default:
                var sample = Sample(draw, earlier);
                return new CreateDataLink(
                    Unit(draw), sample, sample.Operation is not null && draw.Next(2) == 0 ? null : new VersionNumber(1 + draw.Next(2)),
                    new NodeId(Nodes[draw.Next(3)]), draw.Next(2) == 0)
                {
                    Conditions = new Preconditions(null, null, draw.Next(5) == 0 ? new RequiredLink(null) : null),
                };
        }
    }

    private SampleReference Sample(Numbers draw, List<WriteOperation> earlier)
    {
        var saves = Enumerable.Range(0, earlier.Count).Where(i => earlier[i] is SaveNewSample or SaveNextVersion).ToList();
        return saves.Count > 0 && draw.Next(2) == 0
            ? SampleReference.SavedBy(saves[draw.Next(saves.Count)])
            : SampleReference.Of(_samples[draw.Next(2)]);
    }

    private DataUnit Unit(Numbers draw) => Units().ElementAt(draw.Next(4));

    private static UserSet Pick(Numbers draw, string[] users) => Make.Users(users[draw.Next(users.Length)]);

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex LinkIds();

    /// <summary>Takes choices out of a number.</summary>
    private sealed class Numbers(int seed)
    {
        private readonly Random _random = new(seed);

        public int Next(int count) => _random.Next(count);
    }
}
