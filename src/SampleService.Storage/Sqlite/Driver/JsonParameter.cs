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
    private const int VersionLength = 10;

    private static readonly StandardFormat VersionFormat = new('D', VersionLength);

    public static SqliteStatement BindIds(this SqliteStatement statement, string name, IEnumerable<SampleId> ids) =>
        Bind(statement, name, ids, static (writer, id) => writer.WriteStringValue(id.Value));

    public static SqliteStatement BindIds(this SqliteStatement statement, string name, IEnumerable<LinkId> ids) =>
        Bind(statement, name, ids, static (writer, id) => writer.WriteStringValue(id.Value));

    public static SqliteStatement BindIds(this SqliteStatement statement, string name, IEnumerable<SampleVersionId> ids) =>
        Bind(statement, name, ids, static (writer, id) =>
        {
            writer.WriteStartArray();
            writer.WriteStringValue(id.Sample.Value);
            writer.WriteNumberValue(id.Version);
            writer.WriteEndArray();
        });

    public static SqliteStatement BindNumbers(this SqliteStatement statement, string name, IEnumerable<long> numbers) =>
        Bind(statement, name, numbers, static (writer, number) => writer.WriteNumberValue(number));

    public static SqliteStatement BindTexts(this SqliteStatement statement, string name, IEnumerable<string> texts) =>
        Bind(statement, name, texts, static (writer, text) => writer.WriteStringValue(text));

    /// <summary>Each as one string of fixed length: id, version asked for and version known, 0 for none.</summary>
    public static SqliteStatement BindQueries(this SqliteStatement statement, string name, IEnumerable<VersionQuery> questions) =>
        Bind(statement, name, questions, static (writer, question) =>
        {
            Span<byte> text = stackalloc byte[IdLength + VersionLength + VersionLength];
            Utf8Formatter.TryFormat(question.Address.Sample.Value, text, out _);
            Utf8Formatter.TryFormat(question.Address.Version?.Value ?? 0, text[IdLength..], out _, VersionFormat);
            Utf8Formatter.TryFormat(question.Known, text[(IdLength + VersionLength)..], out _, VersionFormat);
            writer.WriteStringValue(text);
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
