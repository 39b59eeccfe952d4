using System.Reflection;
using Npgsql;
using SampleService.Domain;
using SampleService.Search;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Sql;
using SampleService.Storage.Tests.Growth;
using SampleService.Storage.Tests.Specifications;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>In a database that has grown no call looks through a table: each finds its rows by a key or an index.</summary>
[NeedsPostgres]
public sealed class PostgreSqlPlanTests(GrownPostgres grown) : IClassFixture<GrownPostgres>
{
    // Left out are the states of the platform, of which each write reads all: five rows at most, and mostly none.
    private const string SequentialScans =
        """
        SELECT coalesce(string_agg(relname || ' ' || seq_scan, ', ' ORDER BY relname), '')
        FROM pg_stat_user_tables WHERE relname NOT IN ('schema_migrations', 'platform_states')
        """;

    private static readonly Dictionary<string, (PostgreSqlStatement Statement, string[] Indexes)> Queries = MakeQueries();

    public static TheoryData<string> Names() => new(Queries.Keys);

    [StoreFact]
    public async Task Calls_OfEveryKind_ScanNoTable()
    {
        await WaitForStatisticsAsync();
        var before = await ScalarAsync<string>(SequentialScans);

        // Often enough for statements to be prepared and for the server to stop planning them anew for each call.
        await using (var database = await PostgresStores.OpenAsync(grown.Name))
            for (var i = 0; i < 16; i++)
            {
                await CallAsync(new SampleStore(database), new LinkStore(database), new AccessStore(database), i);
                await ApplyAsync(new OperationStore(database), i);
            }

        await WaitForStatisticsAsync();
        Assert.Equal(before, await ScalarAsync<string>(SequentialScans));
    }

    [StoreTheory]
    [MemberData(nameof(Names))]
    public async Task Statement_UsesTheIndexMadeForIt(string name)
    {
        var (statement, indexes) = Queries[name];
        await using var connection = new NpgsqlConnection(grown.Server.SingleConnectionString(grown.Name));
        await connection.OpenAsync();
        var plan = await new PostgreSqlSession(connection).ReadAllAsync(statement, row => row.GetString(0), default);
        Assert.All(indexes, index => Assert.Contains(plan, line =>
            line.Contains($"{index} ", StringComparison.Ordinal) || line.EndsWith(index, StringComparison.Ordinal)));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
        // Part of a key may find all versions of a sample, of which one is wanted.
        Assert.DoesNotContain(plan, line =>
            line.Contains("Join Filter", StringComparison.Ordinal) && line.Contains("version", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task Count_OfAWordThatAllHave_GathersNone()
    {
        const string Scans = "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'search_words_of_all'";
        const int Max = 10_000;
        await WaitForStatisticsAsync();
        var before = await ScalarAsync<long>(Scans);
        await using (var database = await PostgresStores.OpenAsync(grown.Name))
            Assert.Equal(Max, await CountAsync(database, "sample"));
        await WaitForStatisticsAsync();
        Assert.Equal(before, await ScalarAsync<long>(Scans));

        await using (var database = await PostgresStores.OpenAsync(grown.Name))
            Assert.Equal(1, await CountAsync(database, "7"));
        await WaitForStatisticsAsync();
        Assert.True(await ScalarAsync<long>(Scans) > before);

        static async Task<int> CountAsync(PostgreSqlDatabase database, string word) => await new SearchStore(database).ReadAsync(
            (snapshot, token) => snapshot.CountAsync(new PostingSource(new WordsQuery([new QueryWord(word, IsPrefix: false)])), Max, token), default);
    }

    public static TheoryData<string> SearchNames() => new(SearchPlans.Queries.Keys);

    [StoreTheory]
    [MemberData(nameof(SearchNames))]
    public async Task SearchStatement_UsesTheIndexesMadeForIt(string name)
    {
        var (statement, indexes) = SearchPlans.Queries[name];
        await using var connection = new NpgsqlConnection(grown.Server.SingleConnectionString(grown.Name));
        await connection.OpenAsync();
        var session = new PostgreSqlSession(connection);
        // As on the connections of the stores, and in their transactions.
        await session.ExecuteAsync(new PostgreSqlStatement("SELECT set_config('plan_cache_mode', 'force_generic_plan', false)"), default);
        await session.ExecuteAsync(new PostgreSqlStatement("SET enable_seqscan = off"), default);
        var plan = await session.ReadAllAsync(statement, row => row.GetString(0), default);
        Assert.All(indexes, index => Assert.True(
            plan.Any(line => line.Contains($" {index} ", StringComparison.Ordinal) || line.EndsWith($" {index}", StringComparison.Ordinal)),
            $"{index} is not in:\n{string.Join('\n', plan)}"));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
    }

    [StoreFact]
    public void StatementsOfTheSearch_AreAllLookedAt() =>
        Assert.Equal(SearchPlans.AllNames.Order(StringComparer.Ordinal), SearchPlans.Names.Order(StringComparer.Ordinal));

    /// <summary>What a function does is planned within it: that it scans nothing only the calls show.</summary>
    [StoreFact]
    public async Task HistoryStatements_UseTheIndexesMadeForThem()
    {
        await using var connection = new NpgsqlConnection(grown.Server.SingleConnectionString(grown.Name));
        await connection.OpenAsync();
        var session = new PostgreSqlSession(connection);
        await ExecuteAsync("SET plan_cache_mode = force_generic_plan");
        foreach (var (name, sql) in HistoryStatementList.Of(SqlDialect.PostgreSql))
        {
            var parameters = Enumerable.Range(1, 10).Count(number => sql.Contains($"${number}", StringComparison.Ordinal));
            // A table without rows is read through whatever indexes it has, unless that is turned off.
            await ExecuteAsync($"SET enable_seqscan = {(EmptyTables.Any(table => sql.Contains(table, StringComparison.Ordinal)) ? "off" : "on")}");
            await ExecuteAsync($"PREPARE history AS {sql}");
            var plan = await session.ReadAllAsync(
                new PostgreSqlStatement($"EXPLAIN EXECUTE history ({string.Join(", ", Enumerable.Repeat("NULL", parameters))})"), row => row.GetString(0), default);
            await ExecuteAsync("DEALLOCATE history");
            var text = $"{name}:\n{string.Join('\n', plan)}";
            Assert.False(plan.Any(line => line.Contains("Seq Scan", StringComparison.Ordinal)), text);
            if (HistoryIndexes.TryGetValue(name.Split(' ')[0], out var indexes))
                Assert.All(indexes, index => Assert.True(plan.Any(line => line.Contains(index, StringComparison.Ordinal)), text));
            if (name.Contains(".Links", StringComparison.Ordinal) || name.Contains(".EndedLinks", StringComparison.Ordinal))
                Assert.False(plan.Any(line => line.Contains("Sort", StringComparison.Ordinal)), text);
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static readonly string[] EmptyTables = ["sample_withdrawals", "sample_acl_changes", "former_group_members", "template"];

    private static readonly Dictionary<string, string[]> HistoryIndexes = new()
    {
        ["HistorySql.FindSamples"] = ["samples_pkey", "sample_acls_pkey", "sample_versions_pkey"],
        ["HistorySql.FindAclStates"] = ["sample_acl_changes_pkey"],
        ["HistorySql.FindVersions"] = ["sample_versions_pkey"],
        ["TemplateSql.Lock"] = ["templates_owner_name_key"],
        ["TemplateSql.ListAll"] = ["templates_pkey"],
        ["TemplateSql.ListOwned"] = ["templates_of_owner"],
        ["TemplateSql.ListReadable"] = ["templates_of_owner", "templates_public", "template_readers_of_reader"],
        ["TemplateSql.Find"] = ["templates_pkey"],
        ["TemplateSql.FindReaders"] = ["template_readers_pkey"],
        ["VocabularySql.FindUsed"] = ["sample_versions_pkey"],
        ["HistorySql.FindLinks"] = ["data_links_active_of_sample"],
        ["HistorySql.FindLinksAt"] = ["data_links_active_of_sample", "data_links_expired_of_sample"],
        ["HistorySql.FindRelations"] = ["relations_from", "relations_to"],
        ["HistorySql.FindIdentifiers"] = ["identifiers_of_sample"],
        ["HistorySql.FindNamedIdentifiers"] = ["identifiers_active"],
        ["HistorySql.FindParents"] = ["relations_from", "relations_to"],
        ["HistorySql.FindChildren"] = ["relations_from", "relations_to"],
        ["HistorySql.FindNames"] = ["sample_versions_pkey"],
        ["GroupSql.FindGroups"] = ["group_members_pkey", "user_groups_pkey"],
        ["GroupSql.FindExisting"] = ["user_groups_pkey"],
        ["GroupSql.FindReadable"] = ["user_groups_pkey", "group_members_pkey"],
        ["GroupSql.Find"] = ["user_groups_pkey"],
        ["GroupSql.Lock"] = ["user_groups_pkey"],
        ["GroupSql.FindUsers"] = ["group_members_of_group"],
        ["GroupSql.List"] = ["group_members_pkey", "user_groups_of_owner"],
        ["GroupSql.ListOwned"] = ["user_groups_of_owner"],
        ["GroupSql.ListAll"] = ["user_groups_pkey"],
        ["GroupSql.FindChanges"] = ["group_changes_pkey"],
        ["GroupSql.FindMemberships"] = ["group_members_pkey", "former_group_members_pkey"],
        ["GroupSql.FindFormerGroups"] = ["former_group_members_pkey"],
        ["GroupSql.FindRetirements"] = ["group_changes_"],
        ["GroupSql.FindFullMembers"] = ["group_members_pkey"],
        ["GroupSql.FindFullOwners"] = ["user_groups_of_owner"],
        ["GroupSql.KeepMemberships"] = ["group_members_"],
        ["GroupSql.RemoveUsers"] = ["group_members_"],
        ["RelationSql.FindSamples"] = ["relations_pkey"],
        ["RelationSql.FindActive"] = ["relations_pkey"],
        ["RelationSql.FindActiveOfPairs"] = ["relations_"],
        ["RelationSql.Count"] = ["relations_"],
        ["RelationSql.FindAncestors"] = ["relations_active"],
        ["OfferSql.Find"] = ["ownership_offers_pkey"],
        ["OfferSql.List"] = ["ownership_offers_pkey", "samples_pkey", "sample_versions_pkey"],
        ["OfferSql.ListTo"] = ["ownership_offers_to", "samples_pkey", "sample_versions_pkey"],
        ["OfferSql.ListFrom"] = ["ownership_offers_from", "samples_pkey", "sample_versions_pkey"],
        ["HistoryListSql.Relations"] = ["relations_from", "relations_to"],
        ["HistoryListSql.EndedRelations"] = ["relations_from", "relations_to"],
        ["HistoryListSql.Identifiers"] = ["identifiers_of_sample"],
        ["HistoryListSql.RemovedIdentifiers"] = ["identifiers_of_sample"],
        ["HistoryListSql.Withdrawals"] = ["sample_withdrawals_of_sample"],
        ["HistoryListSql.Versions"] = ["sample_versions_pkey"],
        ["HistoryListSql.AclChanges"] = ["sample_acl_changes_pkey"],
        ["HistoryListSql.LinksOfSample"] = ["data_links_of_sample_all"],
        ["HistoryListSql.EndedLinksOfSample"] = ["data_links_of_sample_ended"],
        ["HistoryListSql.LinksOfObject"] = ["data_links_of_object_all"],
        ["HistoryListSql.LinksOfWorkspace"] = ["data_links_of_workspace"],
    };

    [StoreFact]
    public void Statements_OfTheStores_AreAllLookedAt() => Assert.Equal(
        ((Type[])[typeof(AccessSql), typeof(LinkSql), typeof(SampleSql)])
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{type.Name}.{field.Name}"))
            .Order(StringComparer.Ordinal),
        Queries.Keys.Concat(["LinkSql.Create", "LinkSql.Expire", "SampleSql.Create", "SampleSql.CreateMany", "SampleSql.Save", "SampleSql.ReplaceAcls"])
            .Order(StringComparer.Ordinal));

    private static Dictionary<string, (PostgreSqlStatement Statement, string[] Indexes)> MakeQueries()
    {
        var id = GrowthData.SampleId(7);
        var (workspace, number) = GrowthData.Object(7);
        static PostgreSqlStatement Explain(string sql) => new("EXPLAIN " + sql);
        PostgreSqlStatement OfObject(string sql) => Explain(sql).Bind(workspace).Bind(number).Bind(1L);
        PostgreSqlStatement OfSamples(string sql) => Explain(sql).Bind([id]).Bind([1]).Bind((long[]?)null);
        PostgreSqlStatement OfNode(string sql) => Explain(sql).Bind(id).Bind(1).Bind("root");
        return new()
        {
            ["AccessSql.FindTimes"] = (Explain(AccessSql.FindTimes).Bind(id), ["samples_pkey"]),
            ["AccessSql.FindStates"] = (Explain(AccessSql.FindStates).Bind(id).Bind(100L).Bind(100), ["sample_acl_changes_pkey"]),
            ["AccessSql.FindLinks"] = (Explain(AccessSql.FindLinks).Bind(id).Bind(100), ["data_links_of_sample_all"]),
            ["LinkSql.Find"] = (Explain(LinkSql.Find).Bind(id), ["data_links_pkey"]),
            ["LinkSql.FindActive"] = (OfObject(LinkSql.FindActive).Bind("d9"), ["data_links_active_of_unit"]),
            ["LinkSql.FindActiveByObject"] = (OfObject(LinkSql.FindActiveByObject), ["data_links_active_of_unit"]),
            ["LinkSql.FindByObjectAt"] = (OfObject(LinkSql.FindByObjectAt).Bind(1L), ["data_links_active_of_unit", "data_links_expired_of_object"]),
            ["LinkSql.FindActiveBySamples"] = (OfSamples(LinkSql.FindActiveBySamples), ["data_links_active_of_sample"]),
            ["LinkSql.FindBySamplesAt"] = (OfSamples(LinkSql.FindBySamplesAt).Bind(1L), ["data_links_active_of_sample", "data_links_expired_of_sample"]),
            ["LinkSql.FindLinkedSample"] = (OfObject(LinkSql.FindLinkedSample).Bind(id), ["samples_pkey", "data_links_of_sample_and_object"]),
            ["LinkSql.FindMany"] = (Explain(LinkSql.FindMany).Bind([id]), ["data_links_pkey"]),
            ["LinkSql.CountByNode"] = (OfNode(LinkSql.CountByNode), ["data_links_active_of_sample"]),
            ["SampleSql.FindHeader"] = (Explain(SampleSql.FindHeader).Bind(id), ["samples_pkey", "sample_acls_pkey"]),
            ["SampleSql.FindHeaders"] = (Explain(SampleSql.FindHeaders).Bind([id]), ["samples_pkey", "sample_acls_pkey"]),
            ["SampleSql.FindHeaderVersions"] = (Explain(SampleSql.FindHeaderVersions).Bind([id]), ["samples_pkey"]),
            ["SampleSql.FindVersion"] = (Explain(SampleSql.FindVersion).Bind(id).Bind(1), ["sample_versions_pkey"]),
            ["SampleSql.FindVersionOrHead"] = (
                Explain(SampleSql.FindVersionOrHead).Bind(id).Bind((int?)null), ["sample_versions_pkey", "samples_pkey"]),
            ["SampleSql.FindVersions"] = (
                Explain(SampleSql.FindVersions).Bind([id]).Bind([1]).Bind([0]).Bind("alice").Bind(false).Bind((string[])["alice"]),
                ["samples_pkey", "sample_acls_pkey", "sample_versions_pkey"]),
            ["SampleSql.FindNode"] = (OfNode(SampleSql.FindNode), ["sample_nodes_pkey", "sample_versions_pkey", "tree_pieces_pkey"]),
            ["SampleSql.FindChildren"] = (OfNode(SampleSql.FindChildren), ["sample_nodes_pkey", "sample_nodes_of_parent"]),
            ["SampleSql.RecordSameAcls"] = (Explain(SampleSql.RecordSameAcls).Bind(id).Bind(1L).Bind("alice").Bind((long?)null), ["samples_pkey"]),
            ["SampleSql.FindFirstWrite"] = (Explain(SampleSql.FindFirstWrite).Bind(id), ["sample_versions_pkey"]),
        };
    }

    private static async Task CallAsync(SampleStore samples, LinkStore links, AccessStore access, int i)
    {
        var sample = Make.Sample("root", "other");
        var id = new SampleVersionId(sample.Id, 1);
        var (workspace, number) = GrowthData.Object(i + 1);
        var unit = Make.Unit(workspace, number, 1, $"new{i}");
        await samples.CreateAsync(sample, default);
        await samples.CreateAsync(sample, default);
        await samples.SaveVersionAsync(Make.Version(sample.Id) with { SeenAclVersion = 1 }, default);
        await samples.ReplaceAclsAsync(
            new NewAcls(sample.Id, 1, SampleAcls.OwnedBy(sample.Owner) with { Admin = Make.Users("x") }, WriteId.New(), Make.User("alice"), false), default);
        await samples.FindAsync(sample.Id, default);
        await samples.FindManyAsync([sample.Id, SampleId.New(TimeProvider.System)], default);
        await samples.FindHeaderVersionsAsync([sample.Id, SampleId.New(TimeProvider.System)], default);
        await samples.FindVersionAsync(id, default);
        await samples.FindVersionsAsync(
            new Requester(sample.Owner, false), [new(new(sample.Id, null), 0), new(new(sample.Id, new VersionNumber(2)), 1)], default);
        await samples.FindWithVersionAsync(sample.Id, null, default);
        await samples.FindNodeAsync(id, new NodeId("root"), default);

        var link = Make.Link(unit, id) with { SeenAclVersion = 2 };
        Assert.Equal(LinkStatus.Created, (await links.CreateAsync(link, default)).Status);
        var replacement = Make.Link(unit, id with { Version = 2 }, replaces: link.Id);
        Assert.Equal(LinkStatus.Created, (await links.CreateAsync(replacement, default)).Status);
        await links.ExpireAsync(Make.Expiry(replacement.Id) with { SeenAclVersion = 2 }, default);
        await links.FindAsync(link.Id, default);
        await links.FindManyAsync([link.Id], default);
        await links.FindActiveAsync(unit, default);
        foreach (var at in (Timestamp?[])[null, new Timestamp(5)])
        {
            await links.FindByObjectAsync(unit.Upa, at, default);
            await links.FindBySamplesAsync([id, id with { Version = 2 }], at, null, default);
            await links.FindBySamplesAsync([id], at, new HashSet<WorkspaceId> { new(1) }, default);
        }

        await links.FindLinkedSampleAsync(unit.Upa, sample.Id, default);
        await access.FindManyAsync(sample.Id, [sample.Owner], default);
        await access.FindLinkedObjectsAsync(sample.Id, 100, default);
        await links.CountByNodeAsync(id, new NodeId("root"), default);
    }

    private static async Task ApplyAsync(OperationStore operations, int i)
    {
        var old = SampleReference.Of(new SampleId(GrowthData.SampleId(100 + i)));
        var next = SampleReference.Of(new SampleId(GrowthData.SampleId(400 + i)));
        var (workspace, number) = GrowthData.Object(100 + i);
        var unit = Make.Unit(workspace, number, 1, $"applied{i}");
        await operations.ApplyNamedAsync(
            Operate.Request($"plan {i}", user: "owner"),
            [Operate.New(), new SaveNextVersion(SampleReference.SavedBy(0), Make.Content("x", "root"), null), Operate.Share(SampleReference.SavedBy(0), "x")]);
        var caller = new OperationCaller(new Requester(Make.User("owner"), true), Make.User("owner"));
        var outcome = await operations.ApplyAsync(
            caller,
            [
                new SaveNextVersion(old, Make.Content("x", "root"), null), Operate.Share(old, "x"), Operate.Link(unit, old),
                Operate.Link(unit, SampleReference.SavedBy(0), null, update: true), new ExpireDataLink(unit), Operate.Link(unit, old),
                new AddRelation(RelationType.PartOf, new RelatedReference(old, new VersionNumber(1), new NodeId("root")), new RelatedReference(next, null, null)),
                new EndRelation(GrowthData.SampleId(300 + i)),
                new AddIdentifier(old, new NodeId("root"), new IdentifierName("doi", $"10.1234/{i}")),
                new RemoveIdentifier(new IdentifierName("igsn", $"10.58052/I{200 + i}")),
            ]);
        var id = old.Id!.Value;
        var withdrawn = await operations.ApplyAsync(
            caller,
            [
                new EndLink(((MadeLink)outcome.Answers[5].Result!).Link.Id), Operate.Withdraw(id, 1), Operate.Restore(id, 1),
                Operate.Offer(old, "carol"), new AcceptOffer(old), Operate.Offer(old, "dora"), Operate.Withdraw(id), Operate.Restore(id),
            ]);
        Assert.True(outcome.IsApplied && withdrawn.IsApplied);
    }

    private Task<T> ScalarAsync<T>(string sql) => grown.Server.ScalarAsync<T>(sql, grown.Name);

    /// <summary>Sessions count for themselves and add it up when they end.</summary>
    private Task WaitForStatisticsAsync() => PostgresTest.UntilAsync(() => grown.Server.ScalarAsync<bool>(
        $"SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = '{grown.Name}'"));
}
