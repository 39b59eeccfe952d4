using SampleService.Domain;
using SampleService.Storage.Sql;

namespace SampleService.Storage.Sqlite;

/// <summary>Stores what operations have decided.</summary>
/// <param name="session">In the transaction.</param>
/// <param name="caller">For whom.</param>
/// <param name="state">What was decided.</param>
internal sealed class OperationWriter(SqliteSession session, OperationCaller caller, OperationState state)
{
    private static readonly GroupSql Groups = new(SqlDialect.Sqlite);
    private static readonly TemplateSql Templates = new(SqlDialect.Sqlite);

    /// <summary>The new samples: nothing refers to them yet, and their rows are inserted as they are in the end.</summary>
    private readonly HashSet<SampleId> _made = [.. state.Changes.NewSamples];

    private OperationChanges Changes => state.Changes;

    /// <summary>Stores all of it.</summary>
    public void Write()
    {
        WriteSamples();
        WriteAcls();
        WriteLinks();
        WriteWithdrawals();
        OperationIdentifiers.Write(session, caller, state);
        RelationChangeWriter.Write(session, state);
        _ = SqlSession.Run(session, (shared, token) => new OperationGroups(shared, Groups).TryWriteAsync(Changes.Groups, token));
        _ = SqlSession.Run(session, (shared, token) => new OperationTemplates(shared, Templates).TryWriteAsync(Changes.Templates, token));
        OfferChangeWriter.Write(session, state);
        foreach (var change in Changes.Events)
            session.Prepare(OperationSql.InsertEvent)
                .Bind("@at", change.At.Milliseconds).Bind("@type", change.Type).Bind("@by", caller.Actor.Value).Bind("@sample", change.Sample?.Value)
                .Bind("@version", change.Version).Bind("@link", change.Link?.Value).Bind("@acl", change.AclVersion)
                .Bind("@identifier", change.Identifier).Bind("@relation", change.Relation)
                .Bind("@group", change.Group?.Entry.Value).Bind("@addressee", change.Addressee?.Value).Execute();
    }

    private void WriteSamples()
    {
        InsertSamples();
        foreach (var sample in Changes.Samples.Values.Where(sample => !_made.Contains(sample.Id)))
            session.Prepare(OperationSql.UpdateSample)
                .Bind("@owner", sample.Acls.Owner.Value).Bind("@head", sample.Head).Bind("@public", sample.Acls.PublicRead).Bind("@acl", sample.AclVersion)
                .Bind("@now", state.At.Milliseconds).Bind("@id", sample.Id.Value).Execute();
        foreach (var version in Changes.Versions)
        {
            SampleRows.InsertVersion(session, version.Id, caller.Actor, version.Content, version.WriteId, state.At);
            session.Prepare(SampleSql.QueueSample).Bind("@id", version.Id.Sample.Value).Bind("@now", state.At.Milliseconds).Execute();
        }
    }

    /// <summary>Inserts the new samples under consecutive ordinals; the next that is free where one is taken.</summary>
    private void InsertSamples()
    {
        if (Changes.NewSamples is not [var first, ..])
            return;
        var next = SampleOrdinal.Of(state.At, CallOrdinals.FirstBits(first, Changes.NewSamples.Count, attempt: 0));
        foreach (var id in Changes.NewSamples)
        {
            var sample = Changes.Samples[id];
            while (session.Prepare(OperationSql.InsertSample)
                .Bind("@id", id.Value).Bind("@owner", sample.Acls.Owner.Value).Bind("@head", sample.Head).Bind("@public", sample.Acls.PublicRead)
                .Bind("@acl", sample.AclVersion).Bind("@now", state.At.Milliseconds).Bind("@ordinal", next++).Execute() == 0)
                if (next > SampleOrdinal.LastOf(state.At))
                    throw new InvalidOperationException("No ordinal is free.");
        }
    }

    private void WriteAcls()
    {
        foreach (var change in Changes.Acls)
        {
            // Of a new sample the history begins with its first change.
            if (!_made.Contains(change.Sample))
                SampleRows.InsertFirstAclState(session, change.Sample, change.AclVersion - 1, change.Before, state.At);
            SampleRows.InsertAclChange(
                session, change.Sample, change.AclVersion, change.After, change.WriteId, caller.Actor, caller.Requester.IsAdministrator, state.At);
        }

        foreach (var sample in Changes.Acls.Select(static change => change.Sample).Distinct())
            if (_made.Contains(sample))
                SampleRows.InsertAcls(session, sample, Changes.Samples[sample].Acls);
            else
                SampleRows.ReplaceAcls(session, sample, Changes.Samples[sample].Acls);
    }

    private void WriteLinks()
    {
        foreach (var change in Changes.EndedLinks)
            EndLink(change);
        foreach (var change in Changes.NewLinks)
        {
            var link = change.Link;
            LinkStore.BindSample(LinkStore.BindUpa(session.Prepare(LinkSql.Insert).Bind("@id", link.Id.Value), link.Unit.Upa)
                    .Bind("@data", link.Unit.DataId), link.Sample)
                .Bind("@node", link.Node.Value).Bind("@created_by", caller.Actor.Value)
                .Bind("@created_at", link.Created.Milliseconds).Bind("@write", change.CreatedBy!.Value.Value).Execute();
            // At once, since the next may be of the same data unit.
            if (link.Expired is not null)
                EndLink(change);
        }

        foreach (var (upa, count) in Changes.ObjectLinks)
            LinkStore.BindUpa(session.Prepare(OperationSql.SetObjectCount), upa).Bind("@active", count).Execute();
        foreach (var (id, count) in Changes.SampleLinks)
            SampleRows.BindVersion(session.Prepare(OperationSql.SetSampleCount), id).Bind("@active", count).Execute();
    }

    private void WriteWithdrawals()
    {
        foreach (var ((sample, version), withdrawal) in Changes.Withdrawn)
        {
            var statement = version is { } number
                ? SampleRows.BindVersion(session.Prepare(OperationSql.WithdrawVersion), new SampleVersionId(sample, number))
                : session.Prepare(OperationSql.WithdrawSample).Bind("@id", sample.Value);
            statement.Bind("@at", withdrawal?.At.Milliseconds).Bind("@by", withdrawal?.By.Value).Bind("@reason", withdrawal?.Reason).Execute();
            if (version is not null)
                session.Prepare(OperationSql.SetWithdrawnVersions)
                    .Bind("@versions", Changes.Samples[sample].WithdrawnVersions.Text).Bind("@id", sample.Value).Execute();
        }

        foreach (var change in Changes.Withdrawals)
            session.Prepare(OperationSql.InsertWithdrawal)
                .Bind("@id", change.Sample.Value).Bind("@at", state.At.Milliseconds).Bind("@by", caller.Actor.Value).Bind("@version", change.Version)
                .Bind("@reason", change.Reason).Bind("@what", change.What).Execute();
    }

    private void EndLink(LinkChange change) =>
        session.Prepare(LinkSql.Expire)
            .Bind("@expired_by", caller.Actor.Value).Bind("@expired_at", change.Link.Expired!.Value.Milliseconds)
            .Bind("@write", change.ExpiredBy!.Value.Value).Bind("@id", change.Link.Id.Value).Execute();
}
