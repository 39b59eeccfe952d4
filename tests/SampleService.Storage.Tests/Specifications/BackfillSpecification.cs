using System.Globalization;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>Samples from before an upgrade become findable while the service is used.</summary>
public abstract class BackfillSpecification : SearchSpecification
{
    /// <summary>How many samples there were before.</summary>
    protected const int OldSamples = 230;

    private const string Tree =
        """[{"id":"root","type":"BioReplicate","parent":null,"meta_controlled":{},"meta_user":{"k":{"value":"old"}},"source_meta":[]}]""";

    private static string Rows(IEnumerable<int> ids, Func<int, string> row) => string.Join(", ", ids.Select(row));

    /// <summary>The id of an old sample.</summary>
    protected static SampleId OldId(int number) => new(Guid.Parse($"01800000-0000-4000-8000-{number:x12}"));

    /// <summary>What fills the tables of the version before: samples of alice's, of which bob may read each other one. Some were created at one time.</summary>
    /// <param name="no">How the database writes that something is not so.</param>
    protected static string Fill(string no)
    {
        var ids = Enumerable.Range(0, OldSamples).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO samples (id, owner, head, public_read, acl_version, acl_updated_at, created_at) VALUES
            {Rows(ids, id => $"('{OldId(id)}', 'alice', 1, {no}, 3, 1000, {1000 - (id / 2)})")};
            INSERT INTO sample_acls (sample_id, user_name, level) VALUES {Rows(ids.Where(id => id % 2 == 0), id => $"('{OldId(id)}', 'bob', 'read')")};
            INSERT INTO sample_versions (sample_id, version, name, saved_by, saved_at, write_id, node_count, node_tree) VALUES
            {Rows(ids, id => $"('{OldId(id)}', 1, 'old', 'alice', 1000, '{OldId(id)}', 1, '{Tree}')")};
            INSERT INTO sample_nodes (sample_id, version, node_id, position, start, length) VALUES
            {Rows(ids, id => $"('{OldId(id)}', 1, 'root', 0, 1, {Tree.Length - 2})")};
            """);
    }

    [StoreFact]
    public async Task Backfill_InStepsWhileOthersWrite_AllIsFoundAndHistoriesBegin()
    {
        Assert.True(await Backfill.MakeIndexesAsync(default));
        Assert.False((await ReadAsync(snapshot => snapshot.FindIndexStateAsync(default))).IsComplete);
        Assert.Empty(await ListAsync(new AllSource()));

        // One is shared and one is saved before their turn, and one after.
        await ShareAsync(OldId(200), acls => acls with { Read = Make.Users("carol") });
        await SaveAsync(OldId(201), """{"k":{"value":"old"},"n":{"value":"saved"}}""");
        Assert.Equal(50, await Backfill.GoOnAsync(50, default));
        await SaveAsync(OldId(3), """{"k":{"value":"old"},"n":{"value":"saved"}}""");
        var created = await CreateAsync("""{"k":{"value":"old"}}""");
        await Index.IndexAsync(20, default);

        Assert.Equal(20, await Backfill.GoOnAsync(20, default));
        var state = await Backfill.FindStateAsync(default);
        Assert.Equal(new BackfillState(AreIndexesThere: true, IsComplete: false, 70), state);
        var writing = AtOnceAsync(10, async place =>
        {
            await Samples.SaveVersionAsync(
                new NewVersion(OldId(100 + (place * 10)), Make.User("bob"), Content("""{"k":{"value":"old"},"n":{"value":"saved"}}"""), null, null, WriteId.New()), default);
            await ShareAsync(OldId(101 + (place * 10)), acls => acls with { Read = Make.Users("carol") });
            return 0;
        });
        while (await Backfill.GoOnAsync(20, default) > 0)
        {
        }

        await writing;
        await IndexAllAsync();
        Assert.True((await ReadAsync(snapshot => snapshot.FindIndexStateAsync(default))).IsComplete);
        Assert.Equal(OldSamples + 1, (await Backfill.FindStateAsync(default)).Done);
        var all = await GatherAsync(OnKey(",\"eq\":\"old\""));
        Assert.Equal(Enumerable.Range(0, OldSamples).Select(OldId).Append(created).ToHashSet(), all.ToHashSet());
        Assert.Equal(OldSamples + 1, all.Count);
        Assert.Equal(created, all[^1]);
        Assert.Equal(12, (await GatherAsync(Postings("""{"on":"meta","key":"n","eq":"saved"}"""))).Count);
        Assert.Equal(11, (await ListAsync(new SharedSource(Names("carol")))).Count);
        await CheckHistoriesAsync();
    }

    /// <summary>Each old sample has the state from before its first change, and nothing but changes after it; new ones have changes alone.</summary>
    private async Task CheckHistoriesAsync()
    {
        const string Wrong =
            """
            SELECT s.id FROM samples AS s WHERE (SELECT count(*) FROM sample_acl_changes AS c WHERE c.sample_id = s.id)
                <> CASE WHEN s.created_at <= 1000 THEN s.acl_version - 2 ELSE s.acl_version - 1 END
            UNION ALL
            SELECT c.sample_id FROM sample_acl_changes AS c WHERE c.acl_version = 3 AND (c.write_id IS NOT NULL OR c.changed_by IS NOT NULL)
            """;
        // There can be one row alone: the statement fails if it finds something wrong.
        await ExecuteAsync($"INSERT INTO search_backfill (complete) SELECT complete FROM search_backfill WHERE EXISTS ({Wrong})");
    }
}
