using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Writes webhooks as callers see them, without their secrets.</summary>
internal static class WebhookJson
{
    /// <param name="result">Where it is written.</param>
    /// <param name="webhook">The webhook.</param>
    /// <param name="isSuspended">Whether nothing is sent because of its maker.</param>
    public static void Write(JsonOutput result, Webhook webhook, bool isSuspended)
    {
        var progress = webhook.Progress;
        result.Raw("{\"id\":"u8);
        result.Uuid(webhook.Id.Value);
        result.Raw(",\"maker\":"u8);
        result.Text(webhook.Maker.Value);
        result.Raw(",\"url\":"u8);
        result.Text(webhook.Url);
        result.Raw(",\"types\":"u8);
        if (webhook.Types is { } types)
            JsonList.Write(result, types, static (output, type) => output.Text(type));
        else
            result.Raw("null"u8);
        result.Raw(",\"sample\":"u8);
        if (webhook.Sample is { } sample)
            result.Uuid(sample.Value);
        else
            result.Raw("null"u8);
        result.Raw(webhook.AsAdmin ? ",\"as_admin\":true,\"created\":"u8 : ",\"as_admin\":false,\"created\":"u8);
        result.Integer(webhook.Created.Milliseconds);
        result.Raw(",\"state\":"u8);
        result.Text(isSuspended && progress.Dead is null ? WebhookState.Suspended : progress.State);
        WriteInteger(result, ",\"failing_since\":"u8, progress.FailingSince?.Milliseconds);
        WriteInteger(result, ",\"dead_since\":"u8, progress.Dead?.Milliseconds);
        WriteInteger(result, ",\"position\":"u8, progress.Position);
        WriteInteger(result, ",\"failures\":"u8, progress.Failures);
        WriteInteger(result, ",\"next_attempt\":"u8, progress.NextAttempt?.Milliseconds);
        WriteInteger(result, ",\"last_attempt\":"u8, progress.LastAttempt?.Milliseconds);
        WriteInteger(result, ",\"last_status\":"u8, progress.LastStatus);
        result.Raw(",\"last_fault\":"u8);
        result.Text(progress.LastFault);
        result.Raw("}"u8);
    }

    private static void WriteInteger(JsonOutput result, ReadOnlySpan<byte> name, long? value)
    {
        result.Raw(name);
        if (value is { } given)
            result.Integer(given);
        else
            result.Raw("null"u8);
    }
}
