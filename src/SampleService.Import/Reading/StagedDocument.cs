using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using SampleService.Json;

namespace SampleService.Import;

/// <summary>What a document is sorted by, and the document without its envelope.</summary>
/// <param name="Key">The parts of the key, divided by zero bytes; <see cref="Malformed"/> if it lacks one.</param>
/// <param name="Document">The document.</param>
internal readonly record struct StagedDocument(byte[] Key, ReadOnlyMemory<byte> Document)
{
    /// <summary>Sorted behind all others, since no text in UTF-8 begins so.</summary>
    public static readonly byte[] Malformed = [0xff];

    private const int InsertDocument = 2300;

    private const int InsertEdge = 2301;

    private const int Ids = 36;

    /// <summary>A document of samples: by its id.</summary>
    public static StagedDocument OfSample(ReadOnlyMemory<byte> document, string file)
    {
        var (members, content) = Scan(document, file);
        return new(Join(members.Key ?? members.Id), content);
    }

    /// <summary>A document of versions: by the ids of its sample and its version, which its key is made of.</summary>
    public static StagedDocument OfVersion(ReadOnlyMemory<byte> document, string file)
    {
        var (members, content) = Scan(document, file);
        return new(
            members.Key is { Length: Ids + 1 + Ids } key && key[Ids] == '_'
                ? Join(key[..Ids], key[(Ids + 1)..])
                : Join(members.Id, members.Version),
            content);
    }

    /// <summary>A document of nodes: by the ids of its sample and its version, then by its place.</summary>
    public static StagedDocument OfNode(ReadOnlyMemory<byte> document, string file)
    {
        var (members, content) = Scan(document, file);
        var key = Join(members.Id, members.Version);
        if (key == Malformed)
            return new(key, content);
        var length = key.Length;
        Array.Resize(ref key, length + 1 + sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(length + 1), members.Index is { } index and >= 0 ? index : int.MaxValue);
        return new(key, content);
    }

    /// <summary>A document of links: by the id of the link.</summary>
    public static StagedDocument OfLink(ReadOnlyMemory<byte> document, string file)
    {
        var (members, content) = Scan(document, file);
        return new(Join(members.Id), content);
    }

    private const int MaxDepth = 256;

    /// <summary>A key of parts.</summary>
    public static byte[] Join(params ReadOnlySpan<string?> parts)
    {
        foreach (var part in parts)
            if (string.IsNullOrEmpty(part) || part.Contains('\0'))
                return Malformed;
        return Encoding.UTF8.GetBytes(string.Join('\0', parts));
    }

    private static (Members Members, ReadOnlyMemory<byte> Content) Scan(ReadOnlyMemory<byte> document, string file)
    {
        try
        {
            var members = Members.Read(document.Span);
            if (members is not { Key: null, Type: { } type, Data: { } data })
                return (members, document);
            if (type is not (InsertDocument or InsertEdge))
                throw new ImportException(
                    $"{file} has a record of type {type}, which is no document: it is a dump with removals. Make one of a server that is not written to");
            var content = document[data];
            return (Members.Read(content.Span), content);
        }
        catch (JsonException)
        {
            throw new ImportException($"{file} has a document that is not JSON, or is nested deeper than {MaxDepth}: the dump is not whole");
        }
    }

    /// <summary>The outermost members that matter.</summary>
    private struct Members
    {
        public string? Key { get; private set; }

        public string? Id { get; private set; }

        public string? Version { get; private set; }

        public int? Index { get; private set; }

        public int? Type { get; private set; }

        public Range? Data { get; private set; }

        public static Members Read(ReadOnlySpan<byte> document)
        {
            var members = default(Members);
            var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.ValueTextEquals("_key"u8) ? Name.Key
                    : reader.ValueTextEquals("id"u8) ? Name.Id
                    : reader.ValueTextEquals("uuidver"u8) ? Name.Version
                    : reader.ValueTextEquals("index"u8) ? Name.Index
                    : reader.ValueTextEquals("type"u8) ? Name.Type
                    : reader.ValueTextEquals("data"u8) ? Name.Data
                    : Name.Other;
                reader.Read();
                members.Take(name, ref reader);
            }

            return members;
        }

        private void Take(Name name, ref Utf8JsonReader reader)
        {
            var text = reader.TokenType == JsonTokenType.String ? JsonStrings.Decode(reader.ValueSpan, reader.ValueIsEscaped) : null;
            var number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var parsed) ? parsed : (int?)null;
            var start = (int)reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            switch (name)
            {
                case Name.Key:
                    Key = text;
                    break;
                case Name.Id:
                    Id = text;
                    break;
                case Name.Version:
                    Version = text;
                    break;
                case Name.Index:
                    Index = number;
                    break;
                case Name.Type:
                    Type = number;
                    break;
                case Name.Data:
                    Data = isObject ? start..(int)reader.BytesConsumed : null;
                    break;
            }
        }

        private enum Name
        {
            Other,
            Key,
            Id,
            Version,
            Index,
            Type,
            Data,
        }
    }
}
