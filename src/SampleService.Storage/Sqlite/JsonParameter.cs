using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// Ids as a JSON array, which a statement takes apart again with <c>json_each</c>: any number of them is one parameter.
/// </summary>
internal static class JsonParameter
{
    private const int IdLength = 36;
    private const int LongestVersion = 10;

    public static SqliteStatement BindIds(this SqliteStatement statement, string name, IEnumerable<SampleId> ids) =>
        Bind(statement, name, ids, static (writer, id) => writer.WriteStringValue(id.Value));

    public static SqliteStatement BindIds(this SqliteStatement statement, string name, IEnumerable<SampleVersionId> ids) =>
        Bind(statement, name, ids, static (writer, id) =>
        {
            writer.WriteStartArray();
            writer.WriteStringValue(id.Sample.Value);
            writer.WriteNumberValue(id.Version);
            writer.WriteEndArray();
        });

    /// <summary>Addresses as "id:version", or the id alone for the newest version.</summary>
    public static SqliteStatement BindAddresses(this SqliteStatement statement, string name, IEnumerable<SampleAddress> addresses) =>
        Bind(statement, name, addresses, static (writer, address) =>
        {
            Span<byte> text = stackalloc byte[IdLength + 1 + LongestVersion];
            Utf8Formatter.TryFormat(address.Sample.Value, text, out var length);
            if (address.Version is { } version)
            {
                text[length++] = (byte)':';
                Utf8Formatter.TryFormat(version.Value, text[length..], out var digits);
                length += digits;
            }

            writer.WriteStringValue(text[..length]);
        });

    private static SqliteStatement Bind<T>(
        SqliteStatement statement, string name, IEnumerable<T> ids, Action<Utf8JsonWriter, T> write)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var id in ids)
                write(writer, id);
            writer.WriteEndArray();
        }

        return statement.BindText(name, json.WrittenSpan);
    }
}
