using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every <see cref="IWebhookStore"/> does.</summary>
public abstract class WebhookSpecification : StoreSpecification
{
    private static readonly WebhookLimits Plenty = new(OfUser: 100, OfAll: 1000);

    [StoreFact]
    public async Task List_NoWebhook_IsEmpty() => Assert.Empty(await Webhooks.ListAsync(null, default));

    [StoreFact]
    public async Task Add_WithAndWithoutWhatIsOptional_KeepsAllOfIt()
    {
        var plain = New("alice", 1);
        var full = New("alice", 2, webhook => webhook with
        {
            Types = [EventType.NewSample, EventType.AclChange],
            Sample = SampleId.New(TimeProvider.System),
            AsAdmin = true,
        });

        Assert.Equal(WebhookOutcome.Stored, await Webhooks.AddAsync(plain, Plenty, default));
        Assert.Equal(WebhookOutcome.Stored, await Webhooks.AddAsync(full, Plenty, default));

        AssertEqual([plain, full], await Webhooks.ListAsync(Make.User("alice"), default));
    }

    [StoreFact]
    public async Task Add_Again_IsThereOnceAndAsItWas()
    {
        var webhook = New("alice", 1);
        await Webhooks.AddAsync(webhook, Plenty, default);
        await SaveAsync(webhook, new WebhookProgress(7));

        Assert.Equal(WebhookOutcome.Stored, await Webhooks.AddAsync(webhook, new WebhookLimits(1, 1), default));

        Assert.Equal(7, Assert.Single(await Webhooks.ListAsync(null, default)).Webhook.Progress.Position);
    }

    [StoreFact]
    public async Task Add_OneMoreThanAUserMayHave_IsRefused()
    {
        var limits = new WebhookLimits(OfUser: 2, OfAll: 1000);
        var outcomes = await AtOnceAsync(5, i => Webhooks.AddAsync(New("alice", i), limits, default).AsTask());

        Assert.Equal(2, outcomes.Count(outcome => outcome == WebhookOutcome.Stored));
        Assert.Equal(3, outcomes.Count(outcome => outcome == WebhookOutcome.TooManyOfUser));
        Assert.Equal(2, (await Webhooks.ListAsync(null, default)).Count);
        Assert.Equal(WebhookOutcome.Stored, await Webhooks.AddAsync(New("bob", 9), limits, default));
    }

    [StoreFact]
    public async Task Add_OneMoreThanThereMayBe_IsRefused()
    {
        var limits = new WebhookLimits(OfUser: 10, OfAll: 1);
        await Webhooks.AddAsync(New("alice", 1), limits, default);

        Assert.Equal(WebhookOutcome.TooMany, await Webhooks.AddAsync(New("bob", 2), limits, default));
    }

    [StoreFact]
    public async Task List_OfAUserOrOfAll_HasTheOldestFirst()
    {
        var (second, first, other) = (New("alice", 2), New("alice", 1), New("bob", 3));
        foreach (var webhook in (StoredWebhook[])[second, first, other])
            await Webhooks.AddAsync(webhook, Plenty, default);

        AssertEqual([first, second], await Webhooks.ListAsync(Make.User("alice"), default));
        AssertEqual([first, second, other], await Webhooks.ListAsync(null, default));
        Assert.Empty(await Webhooks.ListAsync(Make.User("carol"), default));
    }

    [StoreFact]
    public async Task Remove_OwnOrAnyOrOfAnother_RemovesWhatMayBe()
    {
        var (own, other) = (New("alice", 1), New("bob", 2));
        await Webhooks.AddAsync(own, Plenty, default);
        await Webhooks.AddAsync(other, Plenty, default);

        Assert.False(await Webhooks.RemoveAsync(other.Webhook.Id, Make.User("alice"), default));
        Assert.False(await Webhooks.RemoveAsync(WebhookId.New(), null, default));
        Assert.True(await Webhooks.RemoveAsync(own.Webhook.Id, Make.User("alice"), default));
        Assert.False(await Webhooks.RemoveAsync(own.Webhook.Id, Make.User("alice"), default));
        Assert.True(await Webhooks.HasAnyAsync(default));
        Assert.True(await Webhooks.RemoveAsync(other.Webhook.Id, null, default));
        Assert.False(await Webhooks.HasAnyAsync(default));
        Assert.Empty(await Webhooks.ListAsync(null, default));
    }

    [StoreFact]
    public async Task Save_EveryMember_IsKept()
    {
        var webhook = New("alice", 1);
        await Webhooks.AddAsync(webhook, Plenty, default);
        var progress = new WebhookProgress(12)
        {
            FailingSince = new Timestamp(1),
            Failures = 2,
            NextAttempt = new Timestamp(3),
            LastAttempt = new Timestamp(4),
            LastStatus = 500,
            LastFault = WebhookFault.Status,
            Dead = new Timestamp(6),
        };

        await SaveAsync(webhook, progress);
        Assert.Equal(progress, await ProgressAsync(webhook));

        await SaveAsync(webhook, new WebhookProgress(13));
        Assert.Equal(new WebhookProgress(13), await ProgressAsync(webhook));
    }

    [StoreFact]
    public async Task Save_WhatIsBehind_ChangesNothing()
    {
        var webhook = New("alice", 1);
        await Webhooks.AddAsync(webhook, Plenty, default);
        var progress = new WebhookProgress(12) { Failures = 2, FailingSince = new Timestamp(1) };
        await SaveAsync(webhook, progress);

        await SaveAsync(webhook, new WebhookProgress(11));
        await SaveAsync(webhook, new WebhookProgress(12) { Failures = 1 });

        Assert.Equal(progress, await ProgressAsync(webhook));
    }

    [StoreFact]
    public async Task Save_SeveralOfWhichOneIsGone_KeepsTheOthers()
    {
        var (kept, gone) = (New("alice", 1), New("alice", 2));
        await Webhooks.AddAsync(kept, Plenty, default);

        await Webhooks.SaveAsync(
            [new(gone.Webhook.Id, new WebhookProgress(5)), new(kept.Webhook.Id, new WebhookProgress(6))], default);

        Assert.Equal(6, (await ProgressAsync(kept)).Position);
    }

    private static StoredWebhook New(string maker, int number, Func<Webhook, Webhook>? change = null)
    {
        var webhook = new Webhook(
            WebhookId.New(), Make.User(maker), $"https://receiver.example/{number}", new Timestamp(1_700_000_000_000 + number), new WebhookProgress(3));
        return new StoredWebhook(change?.Invoke(webhook) ?? webhook, new byte[] { (byte)number, 0, 255 });
    }

    private ValueTask SaveAsync(StoredWebhook webhook, WebhookProgress progress) =>
        Webhooks.SaveAsync([new(webhook.Webhook.Id, progress)], default);

    private async Task<WebhookProgress> ProgressAsync(StoredWebhook webhook) =>
        (await Webhooks.ListAsync(null, default)).Single(one => one.Webhook.Id == webhook.Webhook.Id).Webhook.Progress;

    private static void AssertEqual(IReadOnlyList<StoredWebhook> expected, IReadOnlyList<StoredWebhook> actual)
    {
        Assert.Equal(expected.Select(one => one.Webhook with { Types = null }), actual.Select(one => one.Webhook with { Types = null }));
        Assert.Equal(expected.Select(one => one.Webhook.Types), actual.Select(one => one.Webhook.Types));
        Assert.Equal(expected.Select(one => one.Secret.ToArray()), actual.Select(one => one.Secret.ToArray()));
    }
}
