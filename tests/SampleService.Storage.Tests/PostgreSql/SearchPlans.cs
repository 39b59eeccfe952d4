using System.Reflection;
using SampleService.Storage.PostgreSql;
using SampleService.Storage.Tests.Growth;

namespace SampleService.Storage.Tests.PostgreSql;

/// <summary>The statements of the search, with parameters as they may be, and the indexes that they are to use.</summary>
internal static class SearchPlans
{
    /// <summary>What finds no rows of a table that may be large.</summary>
    private static readonly string[] Others =
    [
        "SearchSql.UseIndexes", "SearchSql.CountLackingIndexes", "IndexSql.TryLock", "IndexSql.AddKeys", "IndexSql.AddDimensions",
        "IndexSql.AddTexts", "IndexSql.AddNumbers", "IndexSql.PutWords", "IndexSql.AddFailures", "BackfillSql.TryLock", "BackfillSql.TryLockSession",
        "BackfillSql.UnlockSession", "BackfillSql.ListLackingIndexes",
        // Runs once at most, before there are indexes, and looks at all samples.
        "BackfillSql.SeparateOrdinals",
    ];

    public static Dictionary<string, (PostgreSqlStatement Statement, string[] Indexes)> Queries { get; } = MakeQueries();

    /// <summary>The names of all statements that are looked at, or need not be.</summary>
    public static IEnumerable<string> Names => Queries.Keys.Concat(Others);

    /// <summary>The names of all statements there are.</summary>
    public static IEnumerable<string> AllNames =>
        from type in (Type[])[typeof(SearchSql), typeof(CandidateSql), typeof(IndexSql), typeof(BackfillSql)]
        from statement in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        from name in statement.FieldType == typeof(EntrySql) ? (string[])["Ascending", "Descending", "Count"] : [""]
        select $"{type.Name}.{statement.Name}{(name.Length > 0 ? "." : "")}{name}";

    private static Dictionary<string, (PostgreSqlStatement, string[])> MakeQueries()
    {
        var id = GrowthData.SampleId(7);
        var (workspace, number) = GrowthData.Object(7);
        var queries = new Dictionary<string, (PostgreSqlStatement, string[])>();
        void Add(string name, PostgreSqlStatement statement, params string[] indexes) => queries.Add(name, (statement, indexes));
        void AddEntries(string name, EntrySql sql, Func<PostgreSqlStatement, PostgreSqlStatement> bind, string index)
        {
            foreach (var (kind, text) in ((string, string)[])[("Ascending", sql.Ascending), ("Descending", sql.Descending), ("Count", sql.Count)])
                Add($"SearchSql.{name}.{kind}", bind(Explain(text).Bind(0L).Bind(long.MaxValue).Bind(100L)), index);
        }

        AddEntries("Owned", SearchSql.Owned, statement => statement.Bind("owner7"), "samples_of_owner");
        AddEntries("Shared", SearchSql.Shared, statement => statement.Bind(["user7"]), "sample_acls_of_user_by_ordinal");
        AddEntries("SharedWith", SearchSql.SharedWith, statement => statement.Bind("user7"), "sample_acls_of_user_by_ordinal");
        AddEntries("Public", SearchSql.Public, statement => statement, "samples_public");
        AddEntries("All", SearchSql.All, statement => statement, "samples_by_ordinal");
        AddEntries("WithdrawnOfOwner", SearchSql.WithdrawnOfOwner, statement => statement.Bind("owner7"), "samples_withdrawn");
        AddEntries("Withdrawn", SearchSql.Withdrawn, statement => statement, "samples_withdrawn");
        AddEntries("Queue", SearchSql.Queue, statement => statement, "search_queue_pkey");
        AddEntries("Texts", SearchSql.Texts, statement => statement.Bind([1]).Bind(["sample 7"]), "search_text_pkey");
        PostgreSqlStatement Gather(string sql) => Explain(sql).Bind(100L);
        Add("SearchSql.FindState", Explain(SearchSql.FindState), "search_backfill_pkey", "pg_class_oid_index");
        Add("SearchSql.GatherTexts", Gather(SearchSql.GatherTexts).Bind([1]).Bind(["a"]).Bind(["b"]), "search_text_pkey");
        Add("SearchSql.GatherNumbers", Gather(SearchSql.GatherNumbers).Bind([0]).Bind([0]).Bind([0.0]).Bind([1.0]), "search_numbers_pkey");
        Add("SearchSql.GatherWords", Gather(SearchSql.GatherWords).Bind("'7'"), "search_words_of_all");
        Add("SearchSql.SampleWords", Explain(SearchSql.SampleWords).Bind("'7'"), "search_words_pkey");
        Add("SearchSql.GatherIds", Gather(SearchSql.GatherIds).Bind([id]), "samples_pkey");
        Add("SearchSql.GatherIdentifiers", Gather(SearchSql.GatherIdentifiers).Bind("igsn").Bind(["a"]).Bind(["b"]), "identifiers_active", "samples_pkey");
        Add("SearchSql.GatherLinksOfWorkspace", Gather(SearchSql.GatherLinksOfWorkspace).Bind(workspace), "data_links_active_of_unit", "samples_pkey");
        Add("SearchSql.GatherLinksOfObject", Gather(SearchSql.GatherLinksOfObject).Bind(workspace).Bind(number), "data_links_active_of_unit", "samples_pkey");
        Add("SearchSql.GatherLinksOfVersion", Gather(SearchSql.GatherLinksOfVersion).Bind(workspace).Bind(number).Bind(1L), "data_links_active_of_unit", "samples_pkey");
        Add("SearchSql.GatherRelationsTo", Gather(SearchSql.GatherRelationsTo).Bind(id).Bind("part_of"), "relations_to", "samples_pkey");
        // Either of the indexes that begin with the sample will do.
        Add("SearchSql.GatherRelationsFrom", Gather(SearchSql.GatherRelationsFrom).Bind(id).Bind("part_of"), "samples_pkey");
        Add("SearchSql.ListBySaved", Gather(SearchSql.ListBySaved).Bind(0.0).Bind(0L), "search_numbers_pkey");
        Add("SearchSql.ListBySavedDescending", Gather(SearchSql.ListBySavedDescending).Bind(0.0).Bind(0L), "search_numbers_pkey");
        Add("SearchSql.ListByName", Gather(SearchSql.ListByName).Bind("").Bind(0L), "search_text_pkey");
        Add("SearchSql.ListByNameDescending", Gather(SearchSql.ListByNameDescending).Bind("").Bind(0L), "search_text_pkey");
        Add("SearchSql.FindKeys", Explain(SearchSql.FindKeys).Bind(["k"]).Bind(["value"]), "search_keys_key_value_key_key");
        Add("SearchSql.FindKeysOfAnyValue", Explain(SearchSql.FindKeysOfAnyValue).Bind(["k"]), "search_keys_key_value_key_key");
        Add("SearchSql.FindDimensions", Explain(SearchSql.FindDimensions).Bind(["[length]"]), "search_dimensions_name_key");

        Add(
            "CandidateSql.Find", Explain(CandidateSql.Find).Bind([7L]).Bind(["alice"]).Bind("alice").Bind(false).Bind(false).Bind(true).Bind(int.MaxValue),
            "samples_by_ordinal", "sample_acls_pkey", "sample_versions_pkey");
        Add("CandidateSql.FindLinks", Explain(CandidateSql.FindLinks).Bind([id]).Bind(10L), "data_links_active_of_sample");
        Add("CandidateSql.FindIdentifiers", Explain(CandidateSql.FindIdentifiers).Bind([id]), "identifiers_of_sample");
        Add(
            "CandidateSql.FindRelations", Explain(CandidateSql.FindRelations).Bind([id]).Bind(["alice"]).Bind("alice").Bind(false).Bind(10L),
            "relations_to", "samples_pkey", "sample_acls_pkey");

        Add(
            "IndexSql.FindQueued", Explain(IndexSql.FindQueued).Bind(500),
            "search_queue_pkey", "samples_by_ordinal", "search_words_pkey", "search_failures_pkey", "sample_versions_pkey");
        Add("IndexSql.FindQueuedOf", Explain(IndexSql.FindQueuedOf).Bind([7L]), "search_queue_pkey", "samples_by_ordinal", "sample_versions_pkey");
        Add("IndexSql.FindVersions", Explain(IndexSql.FindVersions).Bind([id]).Bind([1]), "sample_versions_pkey");
        Add("IndexSql.LockSamples", Explain(IndexSql.LockSamples).Bind([7L]), "samples_by_ordinal");
        Add("IndexSql.RemoveTexts", Explain(IndexSql.RemoveTexts).Bind([1]).Bind(["a"]).Bind([7L]), "search_text_pkey");
        Add("IndexSql.RemoveNumbers", Explain(IndexSql.RemoveNumbers).Bind([1]).Bind([0]).Bind([1.0]).Bind([7L]), "search_numbers_pkey");
        Add("IndexSql.SetIndexed", Explain(IndexSql.SetIndexed).Bind([id]).Bind([1]), "samples_pkey");
        Add("IndexSql.RemoveQueued", Explain(IndexSql.RemoveQueued).Bind([7L]), "search_queue_pkey");
        Add("IndexSql.RemoveFailures", Explain(IndexSql.RemoveFailures).Bind([7L]), "search_failures_pkey");
        Add("IndexSql.CountQueued", Explain(IndexSql.CountQueued).Bind(10), "search_queue_pkey");

        Add("BackfillSql.FindState", Explain(BackfillSql.FindState), "search_backfill_pkey");
        Add("BackfillSql.LockSamples", Explain(BackfillSql.LockSamples).Bind(id).Bind(500L), "samples_pkey");
        Add("BackfillSql.FindTaken", Explain(BackfillSql.FindTaken).Bind([7L]), "samples_by_ordinal");
        Add("BackfillSql.SetOrdinals", Explain(BackfillSql.SetOrdinals).Bind([id]).Bind([7L]), "samples_pkey");
        Add("BackfillSql.SetAclOrdinals", Explain(BackfillSql.SetAclOrdinals).Bind([id]).Bind([7L]), "sample_acls_pkey");
        Add("BackfillSql.BeginHistories", Explain(BackfillSql.BeginHistories).Bind([id]).Bind((long?)null), "samples_pkey", "sample_acl_changes");
        Add("BackfillSql.ForgetIndexed", Explain(BackfillSql.ForgetIndexed).Bind([id]), "samples_pkey", "search_words_pkey");
        Add("BackfillSql.Queue", Explain(BackfillSql.Queue).Bind([id]).Bind((long?)null), "samples_pkey");
        Add("BackfillSql.Remember", Explain(BackfillSql.Remember).Bind((Guid?)id).Bind(1L).Bind(false), "search_backfill_pkey");
        return queries;
    }

    private static PostgreSqlStatement Explain(string sql) => new("EXPLAIN " + sql);
}
