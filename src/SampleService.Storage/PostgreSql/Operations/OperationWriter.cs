using System.Data;
using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>Stores what operations have decided: one statement for each kind of change, all of them in one round trip.</summary>
/// <param name="session">In the transaction that has the rows locked.</param>
/// <param name="caller">For whom.</param>
/// <param name="state">What was decided.</param>
internal sealed class OperationWriter(PostgreSqlSession session, OperationCaller caller, OperationState state)
{
    private readonly long _at = state.At.Milliseconds;

    private OperationChanges Changes => state.Changes;

    /// <summary>Stores all of it.</summary>
    /// <param name="answer">Keeps the answer; null if it is not kept.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False if it has to be decided again, since somebody else was faster.</returns>
    public async Task<bool> TryWriteAsync(PostgreSqlStatement? answer, CancellationToken cancellation)
    {
        if (Changes.NewSamples.Count > 0)
            await InsertSamplesAsync(cancellation).ConfigureAwait(false);
        if (!await OperationIdentifiers.TryWriteAsync(session, caller, state, cancellation).ConfigureAwait(false))
            return false;
        List<PostgreSqlStatement> statements =
        [
            .. Samples(), .. Acls(), .. Links(), .. Withdrawals(), .. RelationChangeWriter.Write(caller, state), .. OfferChangeWriter.Write(state),
        ];
        if (Changes.Events.Count > 0)
            statements.Add(Events());
        if (answer is not null)
            statements.Add(answer);
        if (statements.Count > 0)
            await session.RunAsync(statements, static (_, _) => Task.FromResult(true), CommandBehavior.Default, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Inserts the new samples under consecutive ordinals. Where one is taken, by somebody who creates in the same millisecond, all of them get others.
    /// </summary>
    private async Task InsertSamplesAsync(CancellationToken cancellation)
    {
        var samples = Changes.NewSamples.ConvertAll(id => Changes.Samples[id]).ToArray();
        for (var attempt = 0; attempt < SampleOrdinal.PerMillisecond / samples.Length; attempt++)
        {
            var first = SampleOrdinal.Of(state.At, CallOrdinals.FirstBits(samples[0].Id, samples.Length, attempt));
            var inserted = await session.ReadAllAsync(
                new PostgreSqlStatement(OperationChangeSql.InsertSamples)
                    .Bind([.. Enumerable.Range(0, samples.Length).Select(i => first + i)])
                    .Bind(Array.ConvertAll(samples, static sample => sample.Id.Value))
                    .Bind(Array.ConvertAll(samples, static sample => (string?)sample.Acls.Owner.Value))
                    .Bind(Array.ConvertAll(samples, static sample => sample.Head))
                    .Bind(Array.ConvertAll(samples, static sample => sample.Acls.PublicRead))
                    .Bind(Array.ConvertAll(samples, static sample => sample.AclVersion))
                    .Bind(_at),
                static row => row.GetGuid(0), cancellation).ConfigureAwait(false);
            if (inserted.Count == samples.Length)
                return;
            await session.ExecuteAsync(new PostgreSqlStatement(OperationChangeSql.DeleteSamples).Bind([.. inserted]), cancellation).ConfigureAwait(false);
        }

        throw new InvalidOperationException("No ordinal is free.");
    }

    private IEnumerable<PostgreSqlStatement> Samples()
    {
        var added = Changes.NewSamples.ToHashSet();
        var changed = Changes.Samples.Values.Where(sample => !added.Contains(sample.Id)).ToArray();
        if (changed.Length > 0)
            yield return new PostgreSqlStatement(OperationChangeSql.UpdateSamples)
                .Bind(Array.ConvertAll(changed, static sample => sample.Id.Value))
                .Bind(Array.ConvertAll(changed, static sample => sample.Head))
                .Bind(Array.ConvertAll(changed, static sample => sample.Acls.PublicRead))
                .Bind(Array.ConvertAll(changed, static sample => sample.AclVersion))
                .Bind(_at)
                .Bind(Array.ConvertAll(changed, static sample => (string?)sample.Acls.Owner.Value));
        if (Changes.Versions is not { Count: > 0 } saved)
            yield break;
        VersionChange[] versions = [.. saved];
        yield return new PostgreSqlStatement(OperationChangeSql.InsertVersions)
            .Bind(Array.ConvertAll(versions, static version => version.Id.Sample.Value))
            .Bind(Array.ConvertAll(versions, static version => version.Id.Version))
            .Bind(Array.ConvertAll(versions, static version => version.Content.Name))
            .Bind(Array.ConvertAll(versions, static version => version.WriteId.Value))
            .Bind(Array.ConvertAll(versions, static version => version.Content.Nodes.Length))
            .BindTexts(Array.ConvertAll(versions, static version => version.Content.NodeTree))
            .Bind(caller.Actor.Value).Bind(_at)
            .Bind(Array.ConvertAll(versions, static version => version.Content.Vocabulary?.Value));
        yield return Nodes(versions);
        yield return new PostgreSqlStatement(OperationChangeSql.QueueSamples)
            .Bind([.. versions.Select(static version => version.Id.Sample.Value).Distinct()]).Bind(_at);
    }

    private static PostgreSqlStatement Nodes(VersionChange[] versions)
    {
        var nodes = versions.SelectMany(static version => version.Content.Nodes.Select((node, position) => (version.Id, Node: node, Position: position)))
            .ToArray();
        return new PostgreSqlStatement(OperationChangeSql.InsertNodes)
            .Bind(Array.ConvertAll(nodes, static node => node.Id.Sample.Value))
            .Bind(Array.ConvertAll(nodes, static node => node.Id.Version))
            .Bind(Array.ConvertAll(nodes, static node => (string?)node.Node.Id.Value))
            .Bind(Array.ConvertAll(nodes, static node => node.Position))
            .Bind(Array.ConvertAll(nodes, static node => node.Node.Start))
            .Bind(Array.ConvertAll(nodes, static node => node.Node.Length))
            .Bind(Array.ConvertAll(nodes, static node => node.Node.Parent));
    }

    private IEnumerable<PostgreSqlStatement> Acls()
    {
        if (Changes.Acls is not { Count: > 0 } list)
            yield break;
        AclsChange[] changes = [.. list];
        var firsts = changes.DistinctBy(static change => change.Sample).ToArray();
        yield return new PostgreSqlStatement(OperationChangeSql.InsertFirstAclStates)
            .Bind(Array.ConvertAll(firsts, static change => change.Sample.Value))
            .Bind(Array.ConvertAll(firsts, static change => change.AclVersion - 1))
            .Bind(Array.ConvertAll(firsts, static change => (string?)AclState.Write(change.Before)))
            .Bind(_at);
        yield return new PostgreSqlStatement(OperationChangeSql.InsertAclChanges)
            .Bind(Array.ConvertAll(changes, static change => change.Sample.Value))
            .Bind(Array.ConvertAll(changes, static change => change.AclVersion))
            .Bind(Array.ConvertAll(changes, static change => change.WriteId.Value))
            .Bind(Array.ConvertAll(changes, static change => (string?)AclState.Write(change.After)))
            .Bind(_at).Bind(caller.Actor.Value).Bind(caller.Requester.IsAdministrator);
        var entries = firsts.SelectMany(change => Entries(Changes.Samples[change.Sample])).ToArray();
        yield return BindEntries(
            new PostgreSqlStatement(OperationChangeSql.DeleteAcls).Bind(Array.ConvertAll(firsts, static change => change.Sample.Value)), entries);
        if (entries.Length > 0)
            yield return BindEntries(new PostgreSqlStatement(OperationChangeSql.InsertAcls), entries);
    }

    private IEnumerable<PostgreSqlStatement> Links()
    {
        if (Changes.EndedLinks is { Count: > 0 } ended)
            yield return new PostgreSqlStatement(OperationChangeSql.EndLinks)
                .Bind([.. ended.Select(static change => change.Link.Id.Value)])
                .Bind([.. ended.Select(static change => change.Link.Expired!.Value.Milliseconds)])
                .Bind([.. ended.Select(static change => change.ExpiredBy!.Value.Value)])
                .Bind(caller.Actor.Value);
        if (Changes.NewLinks is { Count: > 0 } made)
            yield return NewLinks([.. made]);
        if (Changes.ObjectLinks is { Count: > 0 } objects)
            yield return new PostgreSqlStatement(OperationChangeSql.CountObjects)
                .Bind([.. objects.Keys.Select(static upa => upa.Workspace.Value)])
                .Bind([.. objects.Keys.Select(static upa => upa.Object)])
                .Bind([.. objects.Keys.Select(static upa => upa.Version)])
                .Bind([.. objects.Values]);
        if (Changes.SampleLinks is { Count: > 0 } versions)
            yield return new PostgreSqlStatement(OperationChangeSql.CountSampleVersions)
                .Bind([.. versions.Keys.Select(static id => id.Sample.Value)])
                .Bind([.. versions.Keys.Select(static id => id.Version)])
                .Bind([.. versions.Values]);
    }

    private IEnumerable<PostgreSqlStatement> Withdrawals()
    {
        if (Changes.Withdrawals is not { Count: > 0 } list)
            yield break;
        var samples = Changes.Withdrawn.Where(static pair => pair.Key.Version is null).ToArray();
        if (samples.Length > 0)
            yield return BindWithdrawals(
                new PostgreSqlStatement(OperationChangeSql.WithdrawSamples).Bind(Array.ConvertAll(samples, static pair => pair.Key.Sample.Value)),
                Array.ConvertAll(samples, static pair => pair.Value));
        var versions = Changes.Withdrawn.Where(static pair => pair.Key.Version is not null).ToArray();
        if (versions.Length > 0)
        {
            yield return BindWithdrawals(
                new PostgreSqlStatement(OperationChangeSql.WithdrawVersions)
                    .Bind(Array.ConvertAll(versions, static pair => pair.Key.Sample.Value))
                    .Bind(Array.ConvertAll(versions, static pair => pair.Key.Version!.Value)),
                Array.ConvertAll(versions, static pair => pair.Value));
            var changed = versions.Select(static pair => pair.Key.Sample).Distinct().ToArray();
            yield return new PostgreSqlStatement(OperationChangeSql.SetWithdrawnVersions)
                .Bind(Array.ConvertAll(changed, static id => id.Value))
                .Bind(Array.ConvertAll(changed, id => Changes.Samples[id].WithdrawnVersions.Text));
        }

        WithdrawalChange[] changes = [.. list];
        yield return new PostgreSqlStatement(OperationChangeSql.InsertWithdrawals)
            .Bind(Array.ConvertAll(changes, static change => change.Sample.Value))
            .Bind(Array.ConvertAll(changes, static change => change.Version))
            .Bind(Array.ConvertAll(changes, static change => change.Reason))
            .Bind(Array.ConvertAll(changes, static change => (string?)change.What))
            .Bind(_at).Bind(caller.Actor.Value);
    }

    private static PostgreSqlStatement BindWithdrawals(PostgreSqlStatement statement, Withdrawal?[] withdrawals) => statement
        .Bind(Array.ConvertAll(withdrawals, static one => one?.At.Milliseconds))
        .Bind(Array.ConvertAll(withdrawals, static one => one?.By.Value))
        .Bind(Array.ConvertAll(withdrawals, static one => one?.Reason));

    private PostgreSqlStatement NewLinks(LinkChange[] links) => new PostgreSqlStatement(OperationChangeSql.InsertLinks)
        .Bind(Array.ConvertAll(links, static change => change.Link.Id.Value))
        .Bind(Array.ConvertAll(links, static change => change.Link.Unit.Upa.Workspace.Value))
        .Bind(Array.ConvertAll(links, static change => change.Link.Unit.Upa.Object))
        .Bind(Array.ConvertAll(links, static change => change.Link.Unit.Upa.Version))
        .Bind(Array.ConvertAll(links, static change => (string?)change.Link.Unit.DataId))
        .Bind(Array.ConvertAll(links, static change => change.Link.Sample.Sample.Value))
        .Bind(Array.ConvertAll(links, static change => change.Link.Sample.Version))
        .Bind(Array.ConvertAll(links, static change => (string?)change.Link.Node.Value))
        .Bind(Array.ConvertAll(links, static change => change.Link.Created.Milliseconds))
        .Bind(Array.ConvertAll(links, static change => change.CreatedBy!.Value.Value))
        .Bind(Array.ConvertAll(links, static change => change.Link.Expired?.Milliseconds))
        .Bind(Array.ConvertAll(links, static change => change.ExpiredBy?.Value))
        .Bind(caller.Actor.Value);

    private PostgreSqlStatement Events()
    {
        ChangeEvent[] events = [.. Changes.Events];
        return new PostgreSqlStatement(OperationChangeSql.InsertEvents)
            .Bind(Array.ConvertAll(events, static change => change.At.Milliseconds))
            .Bind(Array.ConvertAll(events, static change => (string?)change.Type))
            .Bind(Array.ConvertAll(events, static change => change.Sample?.Value))
            .Bind(Array.ConvertAll(events, static change => change.Version))
            .Bind(Array.ConvertAll(events, static change => change.Link?.Value))
            .Bind(Array.ConvertAll(events, static change => change.AclVersion))
            .Bind(caller.Actor.Value)
            .Bind(Array.ConvertAll(events, static change => change.Identifier))
            .Bind(Array.ConvertAll(events, static change => change.Relation))
            .Bind(Array.ConvertAll(events, static change => change.Group?.Entry.Value))
            .Bind(Array.ConvertAll(events, static change => change.Addressee?.Value));
    }

    private static PostgreSqlStatement BindEntries(PostgreSqlStatement statement, (Guid Sample, string User, string Level)[] entries) => statement
        .Bind(Array.ConvertAll(entries, static entry => entry.Sample))
        .Bind(Array.ConvertAll(entries, static entry => (string?)entry.User))
        .Bind(Array.ConvertAll(entries, static entry => (string?)entry.Level));

    private static IEnumerable<(Guid Sample, string User, string Level)> Entries(SampleHeader sample) =>
        Of(sample.Acls.Admin, AclLevels.Admin).Concat(Of(sample.Acls.Write, AclLevels.Write)).Concat(Of(sample.Acls.Read, AclLevels.Read))
            .Select(entry => (sample.Id.Value, entry.User, entry.Level));

    private static IEnumerable<(string User, string Level)> Of(UserSet users, string level) => users.Select(user => (user.Value, level));
}
