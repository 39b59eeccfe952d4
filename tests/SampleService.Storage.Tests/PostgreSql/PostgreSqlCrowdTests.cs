using SampleService.Domain;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>Many callers on several processes, each with connections of its own.</summary>
[NeedsPostgres]
public sealed class PostgreSqlCrowdTests : PostgresTest
{
    private readonly ListLogger _logger = new();
    private PostgreSqlDatabase[] _databases = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _databases = [await OpenAsync(logger: _logger), await OpenAsync(logger: _logger), await OpenAsync(logger: _logger)];
    }

    [StoreFact]
    public async Task Create_OfOneObjectVersion_NeverMoreThanTheLimit()
    {
        var limits = new LinkLimits(10, 1000);
        var samples = new List<SampleVersionId>();
        for (var i = 0; i < 8; i++)
            samples.Add(await StoreSampleAsync(_databases[0]));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () => await LinksOf(i).CreateAsync(
            Make.Link(Make.Unit(1, 1, 1, $"d{i}"), samples[i % 8]) with { Limits = limits }, default))));
        Assert.Equal(10, outcomes.Count(outcome => outcome.Status == LinkStatus.Created));
        Assert.Equal(50, outcomes.Count(outcome => outcome.Status == LinkStatus.TooManyFromObject));
        Assert.Equal(0, await ScalarAsync<long>(PostgresStores.WrongCounters));
    }

    [StoreFact]
    public async Task LinksInAllDirections_CountersAndLimitsHoldAndNothingFails()
    {
        var limits = new LinkLimits(6, 8);
        var targets = new List<SampleVersionId>();
        for (var i = 0; i < 4; i++)
            targets.Add(await StoreSampleAsync(_databases[0]));

        await Task.WhenAll(Enumerable.Range(0, 24).Select(worker => Task.Run(() => WorkAsync(worker, targets, limits))));

        Assert.Empty(_logger.Lines.Where(line => line.Id == 3200));
        Assert.Equal(0, await ScalarAsync<long>(PostgresStores.WrongCounters));
        Assert.True(await ScalarAsync<int>("SELECT max(active) FROM object_link_counts") <= limits.PerObjectVersion);
        Assert.True(await ScalarAsync<int>("SELECT max(active) FROM sample_link_counts") <= limits.PerSampleVersion);
        Assert.Equal(0, await ScalarAsync<long>(
            """
            SELECT count(*) FROM data_links AS l JOIN data_links AS m
            ON (l.workspace_id, l.object_id, l.object_version, l.data_id) = (m.workspace_id, m.object_id, m.object_version, m.data_id)
            AND l.id <> m.id AND l.created_at <= m.created_at AND coalesce(l.expired_at, m.created_at) > m.created_at
            """));
    }

    [StoreFact]
    public async Task SavesAndAclChangesAtOnce_NoneIsLost()
    {
        var id = (await StoreSampleAsync(_databases[0])).Sample;
        var saves = Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            var outcome = await SamplesOf(i).SaveVersionAsync(Make.Version(id, $"n{i}"), default);
            Assert.Equal(SaveStatus.Saved, outcome.Status);
        }));
        var changes = Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            while (true)
            {
                var seen = (await SamplesOf(i).FindAsync(id, default))!;
                var acls = seen.Acls with { Read = seen.Acls.Read.Union(Make.Users($"u{i}")) };
                if ((await SamplesOf(i).ReplaceAclsAsync(new NewAcls(id, seen.AclVersion, acls, WriteId.New(), Make.User("alice"), false), default)).Changed)
                    return;
            }
        }));
        await Task.WhenAll([.. saves, .. changes]);

        var sample = (await SamplesOf(0).FindAsync(id, default))!;
        Assert.Equal((31, 31L, 30), (sample.Head, sample.AclVersion, sample.Acls.Read.Count));
    }

    private async Task WorkAsync(int worker, List<SampleVersionId> targets, LinkLimits limits)
    {
        var random = new Random(worker);
        for (var step = 0; step < 40; step++)
        {
            var links = LinksOf(worker + step);
            var unit = Make.Unit(1, 1, 1 + random.Next(3), $"d{random.Next(8)}");
            var active = await links.FindActiveAsync(unit, default);
            if (active is not null && random.Next(3) == 0)
                await links.ExpireAsync(Make.Expiry(active.Id) with { SeenAclVersion = 1 }, default);
            else
                await links.CreateAsync(
                    Make.Link(unit, targets[random.Next(targets.Count)], replaces: active?.Id) with
                    {
                        Limits = limits,
                        SeenAclVersion = 1,
                    }, default);
        }
    }

    private LinkStore LinksOf(int caller) => new(_databases[caller % _databases.Length]);

    private SampleStore SamplesOf(int caller) => new(_databases[caller % _databases.Length]);
}
