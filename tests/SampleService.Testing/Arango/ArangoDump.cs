using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SampleService.Testing.Arango;

/// <summary>
/// A dump that is being written: a file for each collection in a folder. Documents are written in an order that has nothing to do with that in
/// which they are added, unless there are too many for it.
/// </summary>
public sealed class ArangoDump : IDisposable
{
    private const int Shuffled = 5000;

    private readonly Dictionary<string, Collection> _collections = [];
    private readonly ArangoForm _form;
    private readonly Random _random = new(1);
    private long _revision;

    /// <param name="folder">Where; it is made if need be.</param>
    /// <param name="form">What the files look like.</param>
    /// <param name="gzip">Whether they are compressed.</param>
    /// <param name="prefix">What stands before the names of collections in the place of "samples".</param>
    public ArangoDump(string folder, ArangoForm form = ArangoForm.Dump, bool gzip = false, string prefix = "samples")
    {
        Directory.CreateDirectory(folder);
        _form = form;
        foreach (var name in ArangoNames.All)
        {
            var given = prefix + name["samples".Length..];
            var md5 = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(given)));
            var file = form switch
            {
                ArangoForm.Lines => $"{given}.jsonl",
                ArangoForm.Array => $"{given}.json",
                _ => $"{given}_{md5}.data.json",
            };
            _collections.Add(name, new Collection(given, Path.Combine(folder, gzip ? file + ".gz" : file), gzip));
        }

        if (form is ArangoForm.Dump or ArangoForm.Envelope)
        {
            File.WriteAllText(Path.Combine(folder, "dump.json"), """{"database":"samples","lastTickAtDumpStart":"1"}""");
            File.WriteAllText(Path.Combine(folder, "ENCRYPTION"), "none");
            foreach (var collection in _collections.Values)
                File.WriteAllText(
                    Path.Combine(folder, $"{collection.Name}_{Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(collection.Name)))}.structure.json"),
                    "{\"parameters\":{\"name\":\"" + collection.Name + "\"}}");
            // Belongs to another service, and goes along where the whole database is dumped.
            File.WriteAllText(
                Path.Combine(folder, "ws_object_version_f0c98f1b1e0e4d0fa0c5b1a6d4f3c2e1.data.json"), """{"_key":"42:7:1","_id":"ws_object_version/42:7:1","_rev":"_r0"}""" + "\n");
        }
    }

    /// <summary>Adds a document; <c>_id</c> and <c>_rev</c> are put in.</summary>
    public void Add(string collection, JsonObject document)
    {
        var name = _collections[collection].Name;
        var whole = new JsonObject { ["_key"] = document["_key"]?.DeepClone(), ["_id"] = $"{name}/{document["_key"]}", ["_rev"] = $"_r{++_revision}" };
        if (whole["_key"] is null)
            whole.Remove("_key");
        foreach (var (member, value) in document)
            if (member != "_key")
                whole[member] = value?.DeepClone();
        AddText(collection, whole.ToJsonString());
    }

    /// <summary>Adds a document as it is.</summary>
    public void AddText(string collection, string document)
    {
        var (to, text) = (_collections[collection], _form == ArangoForm.Envelope ? "{\"type\":2300,\"data\":" + document + "}" : document);
        to.Waiting.Add(text);
        if (to.Waiting.Count < Shuffled)
            return;
        // One of those that wait goes in its place, so that the order is mixed without all of them being in memory.
        var place = _random.Next(Shuffled);
        to.Write(to.Waiting[place], _form);
        to.Waiting[place] = to.Waiting[^1];
        to.Waiting.RemoveAt(Shuffled - 1);
    }

    /// <summary>Adds the document that says which schema it is.</summary>
    public void AddSchema(int version = 1, bool inUpdate = false) =>
        Add(ArangoNames.Schema, new JsonObject { ["_key"] = "schema", ["schemaver"] = version, ["inupdate"] = inUpdate });

    public void Dispose()
    {
        foreach (var collection in _collections.Values)
        {
            foreach (var text in collection.Waiting.OrderBy(_ => _random.Next()).ToList())
                collection.Write(text, _form);
            collection.Close(_form);
        }
    }

    private sealed class Collection
    {
        private readonly StreamWriter _file;
        private bool _hasOne;

        public Collection(string name, string path, bool gzip)
        {
            Name = name;
            var file = File.Create(path);
            _file = new StreamWriter(gzip ? new GZipStream(file, CompressionLevel.Fastest) : file, new UTF8Encoding(false), 1 << 16);
        }

        public string Name { get; }

        public List<string> Waiting { get; } = [];

        public void Write(string text, ArangoForm form)
        {
            if (form == ArangoForm.Array)
                _file.Write(_hasOne ? ",\n  " : "[\n  ");
            _file.Write(text);
            if (form != ArangoForm.Array)
                _file.Write('\n');
            _hasOne = true;
        }

        public void Close(ArangoForm form)
        {
            if (form == ArangoForm.Array)
                _file.Write(_hasOne ? "\n]" : "[\n]");
            _file.Dispose();
        }
    }
}
