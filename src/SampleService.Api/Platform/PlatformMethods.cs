using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>The state of the platform: telling it, and setting it for the whole deployment (docs/platform-states.md).</summary>
internal sealed class PlatformMethods(IPlatformStates states, PlatformGate gate, Administration administration) : IMethodGroup
{
    private const long DefaultLeaseSeconds = 30;

    public IEnumerable<RpcMethod> Methods =>
    [
        new(PlatformDescriptors.Get, Get),
        new(PlatformDescriptors.Set, Set),
        new(PlatformDescriptors.Renew, Renew),
        new(PlatformDescriptors.Clear, Clear),
        new(PlatformDescriptors.List, List),
        new(PlatformDescriptors.Members, Members),
    ];

    private ValueTask Get(RpcCall call, JsonValue argument, JsonOutput result)
    {
        result.Integer((int)gate.Shown);
        return ValueTask.CompletedTask;
    }

    private async ValueTask Set(RpcCall call, JsonValue argument, JsonOutput result)
    {
        await RequireAdministratorAsync(call, argument, AdministratorRight.Full);
        var number = ReadState(argument);
        var lease = ReadLease(argument);
        var quiesces = ReadQuiesce(PlatformDescriptors.Quiesce.In(argument));
        if (quiesces && number != SharedStates.Backup)
            throw ServiceException.Illegal("quiesce is for a backup alone");
        var reason = ReadReason(PlatformDescriptors.Reason.In(argument));
        await states.SetAsync(new NewSharedState(number, call.User!, ServiceProcess.Name, lease, quiesces, reason), call.Cancellation);
    }

    private async ValueTask Renew(RpcCall call, JsonValue argument, JsonOutput result)
    {
        await RequireAdministratorAsync(call, argument, AdministratorRight.Full);
        await states.RenewAsync(ReadState(argument), call.User!, ReadLease(argument), call.Cancellation);
    }

    private async ValueTask Clear(RpcCall call, JsonValue argument, JsonOutput result)
    {
        await RequireAdministratorAsync(call, argument, AdministratorRight.Full);
        await states.ClearAsync(ReadAnyState(argument), call.Cancellation);
    }

    private async ValueTask List(RpcCall call, JsonValue argument, JsonOutput result)
    {
        await RequireAdministratorAsync(call, argument, AdministratorRight.Read);
        var (now, active) = await states.ListAsync(call.Cancellation);
        JsonList.Write(result, active, (output, state) => Write(output, state, now));
    }

    private async ValueTask Members(RpcCall call, JsonValue argument, JsonOutput result)
    {
        await RequireAdministratorAsync(call, argument, AdministratorRight.Read);
        JsonList.Write(result, await states.ListProcessesAsync(call.Cancellation), Write);
    }

    /// <summary>The log has which state it was about, as far as that can be read before the caller's rights are known.</summary>
    private async ValueTask RequireAdministratorAsync(RpcCall call, JsonValue argument, AdministratorRight needed)
    {
        var target = PlatformDescriptors.State.In(argument).TryGetInt64(out var number) ? $"state={number}" : "platform states";
        await administration.AdministratorAsync(call, needed, AdministrationTarget.Of(target));
    }

    private static int ReadState(JsonValue argument) =>
        FindState(argument) is { } number && SharedStates.IsKnown(number)
            ? number
            : throw ServiceException.Illegal("state must be 5, 10, 20, 30 or 40");

    /// <summary>A newer version may have set one that is not known here, and somebody has to be able to end it.</summary>
    private static int ReadAnyState(JsonValue argument) => FindState(argument) ?? throw ServiceException.Illegal("state must be an integer");

    private static int? FindState(JsonValue argument)
    {
        var value = PlatformDescriptors.State.In(argument);
        if (value.IsNullOrAbsent)
            throw ServiceException.Missing(PlatformDescriptors.State.Name);
        return value.IsInteger && value.TryGetInt64(out var number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }

    private static bool ReadQuiesce(JsonValue value) =>
        value.Kind is JsonKind.True || (value.IsNullOrAbsent || value.Kind is JsonKind.False ? false : throw ServiceException.Illegal("quiesce must be true or false"));

    private static TimeSpan ReadLease(JsonValue argument)
    {
        var value = PlatformDescriptors.LeaseSeconds.In(argument);
        if (value.IsNullOrAbsent)
            return TimeSpan.FromSeconds(DefaultLeaseSeconds);
        return value.IsInteger && value.TryGetInt64(out var seconds) && seconds is >= 1 and <= PlatformDescriptors.MaxLeaseSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw ServiceException.Illegal($"lease_seconds must be an integer from 1 to {PlatformDescriptors.MaxLeaseSeconds}");
    }

    private static string ReadReason(JsonValue value)
    {
        if (value.IsNullOrAbsent)
            return "";
        var reason = value.AsString() ?? throw ServiceException.Illegal("reason must be a string");
        return ContractText.Length(reason) <= PlatformDescriptors.MaxReason
            ? reason
            : throw ServiceException.Illegal($"reason exceeds maximum length of {PlatformDescriptors.MaxReason}");
    }

    private static void Write(JsonOutput result, SharedState state, Timestamp now)
    {
        result.Raw("{\"state\":"u8);
        result.Integer(state.Number);
        result.Raw(",\"owner\":"u8);
        result.Text(state.Owner);
        result.Raw(",\"process\":"u8);
        result.Text(state.Process);
        result.Raw(",\"since\":"u8);
        result.Integer(state.Since.Milliseconds);
        result.Raw(",\"lease_end\":"u8);
        result.Integer(state.LeaseEnd.Milliseconds);
        result.Raw(state.LeaseEnd.CompareTo(now) > 0 ? ",\"expired\":false"u8 : ",\"expired\":true"u8);
        result.Raw(state.Quiesces ? ",\"quiesce\":true,\"reason\":"u8 : ",\"quiesce\":false,\"reason\":"u8);
        result.Text(state.Reason);
        result.Raw("}"u8);
    }

    private static void Write(JsonOutput result, ServingProcess process)
    {
        result.Raw("{\"process\":"u8);
        result.Text(process.Process);
        result.Raw(",\"addresses\":"u8);
        JsonList.Write(
            result, process.Addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries), static (output, address) => output.Text(address));
        result.Raw(",\"version\":"u8);
        result.Text(process.Version);
        result.Raw(",\"started\":"u8);
        result.Integer(process.Started.Milliseconds);
        result.Raw(",\"state\":"u8);
        result.Integer(process.State);
        result.Raw("}"u8);
    }
}
