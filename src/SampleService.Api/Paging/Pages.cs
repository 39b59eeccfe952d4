using System.Security.Cryptography;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Which page a call asks for.</summary>
/// <param name="Limit">How many items it has at most.</param>
/// <param name="After">What was passed to <see cref="Pages.WriteCursorAsync"/> at the end of the page before; null for the first page.</param>
internal readonly record struct PageRequest(int Limit, byte[]? After);

/// <summary>The parameters and cursors of methods that give pages (docs/api/README.md).</summary>
internal sealed class Pages(IServiceKeys keys)
{
    public const int MaxLimit = 1000;
    public const int DefaultLimit = 100;

    public static readonly Member Limit = new(
        "limit", Schema.Integer(1) with { IsNullable = true }, "How many items a page has at most: 1 to 1000; 100 when absent or null.");

    public static readonly Member Cursor = new(
        "cursor", Schema.Text() with { IsNullable = true },
        "`next` of the page before, with the same other parameters; `limit` may change. The first page when absent or null.");

    /// <summary>Reads <c>limit</c> and <c>cursor</c>.</summary>
    /// <param name="call">The call.</param>
    /// <param name="argument">Its argument.</param>
    /// <param name="maxLimit">How many items a page of the method may have.</param>
    /// <param name="defaultLimit">How many it has at most where that is not said.</param>
    /// <exception cref="ServiceException">One of them will not do, or the cursor is of another call.</exception>
    public async ValueTask<PageRequest> ReadAsync(RpcCall call, JsonValue argument, int maxLimit = MaxLimit, int defaultLimit = DefaultLimit)
    {
        var parameters = new Parameter(argument, "");
        var limit = (int)(parameters.Member(Limit.Name).OrNull?.Integer(1, maxLimit) ?? defaultLimit);
        if (parameters.Member(Cursor.Name).OrNull is not { } cursor)
            return new PageRequest(limit, null);
        var text = cursor.String();
        var key = await keys.GetCursorKeyAsync(call.Cancellation);
        var written = new byte[SHA256.HashSizeInBytes];
        var position = PageCursor.Read(key.Span, call.Method.Name, text, written) ?? throw cursor.Illegal("is not valid here");
        if (!written.AsSpan().SequenceEqual(HashOf(argument)))
            throw cursor.Illegal("belongs to a call with other arguments");
        return new PageRequest(limit, position);
    }

    /// <summary>The cursor of the next page.</summary>
    /// <param name="call">The call.</param>
    /// <param name="argument">Its argument.</param>
    /// <param name="position">Where the next page begins, at most <see cref="PageCursor.MaxPosition"/> bytes, in a form that stays readable.</param>
    public async ValueTask<string> WriteCursorAsync(RpcCall call, JsonValue argument, ReadOnlyMemory<byte> position)
    {
        var key = await keys.GetCursorKeyAsync(call.Cancellation);
        return PageCursor.Write(key.Span, call.Method.Name, HashOf(argument), position.Span);
    }

    /// <summary>Writes <c>next</c> and <c>examined</c>.</summary>
    /// <param name="call">The call.</param>
    /// <param name="argument">Its argument.</param>
    /// <param name="result">Stands behind another member.</param>
    /// <param name="position">Where the next page begins; null if there is none.</param>
    /// <param name="examined">How many candidates were looked at; null if the caller is not to know.</param>
    public async ValueTask WriteEndAsync(RpcCall call, JsonValue argument, JsonOutput result, byte[]? position, int? examined)
    {
        var cursor = position is null ? null : await WriteCursorAsync(call, argument, position);
        result.Raw(",\"next\":"u8);
        result.Text(cursor);
        result.Raw(",\"examined\":"u8);
        if (examined is { } number)
            result.Integer(number);
        else
            result.Raw("null"u8);
    }

    private static byte[] HashOf(JsonValue argument) => CanonicalJson.Hash(argument, Limit.Name, Cursor.Name);
}
