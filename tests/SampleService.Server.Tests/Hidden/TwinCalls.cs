using System.Globalization;

namespace SampleService.Server.Tests.Hidden;

/// <summary>Many different calls of the methods that find, and that read over time, by everybody who may ask.</summary>
internal static class TwinCalls
{
    public static readonly string[] Methods =
        ["find_samples", "list_metadata_keys", "get_state", "get_history", "diff_versions", "find_links", "get_node", "explain_access", "get_events", "get_lineage", "resolve_identifiers", "list_groups", "list_templates", "revalidate_samples", "export_samples"];

    private static readonly string[] Pages = ["\"limit\":1", "\"limit\":2", "\"limit\":4", "\"limit\":1000"];

    /// <summary>The arguments of a method.</summary>
    public static IEnumerable<string> Of(string method, TwinContent content) => method switch
    {
        "find_samples" => FindSamples(content),
        "list_metadata_keys" => Combine(
            ["", "\"scope\":\"mine\"", "\"scope\":\"shared\"", "\"scope\":\"public\"", "\"scope\":\"vocabulary\""],
            ["", "\"prefix\":\"m\"", "\"prefix\":\"secret\"", "\"kind\":\"user\""], Pages),
        "get_state" => Combine(
            [$"\"samples\":[{string.Join(',', content.Ids.Select(id => $$"""{"id":"{{id}}"}"""))},{{\"id\":\"{content.Ids[0]}\",\"version\":1}}]"],
            ["", "\"at\":1", "\"at\":1700000000001", $"\"at\":{long.MaxValue / 4}"],
            ["", "\"include\":[]", "\"include\":[\"sample\",\"acls\",\"links\",\"relations\",\"identifiers\"]", "\"withdrawn\":true,\"include\":[\"links\"]"]),
        "get_history" => Combine(
            [.. content.Ids.Select(id => $"\"id\":\"{id}\"")],
            ["", "\"order\":\"desc\"", "\"kinds\":[\"links\"]", "\"kinds\":[\"links\"],\"order\":\"desc\"", "\"kinds\":[\"relations\",\"identifiers\",\"withdrawal\"]", "\"kinds\":[\"acls\"]"],
            Pages),
        "diff_versions" => Combine([.. content.Ids.Select(id => $"\"id\":\"{id}\"")], ["\"from\":1", "\"from\":2,\"to\":1", "\"from\":1,\"to\":3"]),
        "find_links" => FindLinks(content),
        "get_node" => Combine([.. content.Ids.Select(id => $"\"id\":\"{id}\"")], ["\"node\":\"root\"", "\"node\":\"part 0\",\"version\":1", "\"node\":\"none\""]),
        "explain_access" => Combine(
            [.. content.Ids.Select(id => $"\"id\":\"{id}\"")],
            ["", "\"level\":\"write\"", "\"user\":\"bob\"", "\"user\":\"carol\",\"level\":\"admin\"", "\"user\":\"*\"", "\"user\":\"dave\""]),
        "get_lineage" => Combine(
            [.. content.Ids.Select(id => $"\"ids\":[\"{id}\"]")],
            ["", "\"direction\":\"descendants\"", "\"direction\":\"both\"", "\"direction\":\"both\",\"types\":[\"part_of\",\"same_as\",\"related_to\"]"],
            ["", "\"depth\":1", "\"limit\":1"]),
        "list_groups" => Combine(["", "\"role\":\"member\"", "\"role\":\"owner\""], Pages),
        "list_templates" => Combine(["", "\"scope\":\"mine\"", "\"scope\":\"readable\""], Pages),
        "resolve_identifiers" => Combine(
            ["\"identifiers\":[{\"namespace\":\"igsn\",\"value\":\"SEEN\"},{\"namespace\":\"igsn\",\"value\":\"SECRET\"},{\"namespace\":\"igsn\",\"value\":\"FREE\"}]"],
            ["", "\"include\":[]", "\"include\":[\"sample\",\"acls\",\"links\",\"relations\",\"identifiers\"]"]),
        "revalidate_samples" => RevalidateSamples(content),
        "export_samples" => ExportSamples(content),
        _ => Combine(
            ["\"after\":0"], ["", "\"types\":[\"NEW_LINK\",\"EXPIRED_LINK\"]", "\"types\":[\"ACL_CHANGE\"]", $"\"sample\":\"{content.Ids[0]}\""], Pages),
    };

    private static IEnumerable<string> FindSamples(TwinContent content)
    {
        string[] filters = ["", .. Conditions(content).Select(on => $$"""{{{on}}}"""), .. Groups()];
        string[] lists =
        [
            "", "\"scope\":\"readable\",\"sort\":{\"by\":\"name\"}", "\"scope\":\"public\",\"sort\":{\"by\":\"saved\",\"order\":\"asc\"}",
            "\"scope\":\"mine\",\"sort\":{\"by\":\"created\",\"order\":\"asc\"}", "\"scope\":\"shared\"", "\"scope\":\"mine\",\"withdrawn\":true",
        ];
        string[] shown = ["\"limit\":1", "\"limit\":3,\"count\":true", "\"limit\":1000,\"count\":true,\"include\":[\"sample\",\"acls\",\"matches\",\"identifiers\"],\"columns\":[{\"key\":\"depth\"},{\"key\":\"secret\"}],\"facets\":[{\"key\":\"material\"},{\"key\":\"secret\",\"size\":2}]"];
        return Combine([.. filters.Select(filter => filter.Length == 0 ? "" : $"\"filter\":{filter}")], lists, shown);
    }

    private static IEnumerable<string> Conditions(TwinContent content)
    {
        var moment = long.MaxValue / 4;
        return
        [
            "\"on\":\"name\",\"eq\":\"core 1\"", "\"on\":\"name\",\"prefix\":\"core\"", "\"on\":\"name\",\"words\":\"core\"",
            "\"on\":\"node\",\"eq\":\"root\"", "\"on\":\"node\",\"prefix\":\"part\"", "\"on\":\"node_type\",\"in\":[\"SubSample\"]",
            "\"on\":\"meta\",\"key\":\"material\",\"eq\":\"Soil\"", "\"on\":\"meta\",\"key\":\"material\",\"in\":[\"Soil\",\"Water\",true,1]",
            "\"on\":\"meta\",\"key\":\"depth\",\"gte\":{\"value\":10,\"unit\":\"ft\"},\"lte\":{\"value\":500,\"unit\":\"cm\"}",
            "\"on\":\"meta\",\"key\":\"mass\",\"gt\":5", "\"on\":\"meta\",\"key\":\"note\",\"prefix\":\"number 1\"", "\"on\":\"meta\",\"key\":\"note\",\"words\":\"lake\"",
            "\"on\":\"meta\",\"key\":\"secret\"", "\"on\":\"meta\",\"key\":\"secret\",\"eq\":\"hidden\"", "\"on\":\"meta\",\"key_prefix\":\"se\"",
            "\"on\":\"text\",\"words\":\"lake\"", "\"on\":\"text\",\"words\":\"hidden\"",
            "\"on\":\"owner\",\"in\":[\"eve\"]", "\"on\":\"owner\",\"in\":[\"alice\",\"eve\"]", "\"on\":\"saved_by\",\"in\":[\"eve\",\"bob\"]",
            string.Create(CultureInfo.InvariantCulture, $"\"on\":\"created\",\"to\":{moment}"), "\"on\":\"saved\",\"from\":1",
            $"\"on\":\"id\",\"in\":[{string.Join(',', content.HiddenIds.Append(content.Ids[1]).Append(content.Ids[0]).Select(id => $"\"{id}\""))}]",
            "\"on\":\"identifier\",\"namespace\":\"igsn\"", "\"on\":\"identifier\",\"namespace\":\"igsn\",\"eq\":\"10.58052/SECRET\"",
            "\"on\":\"link\",\"exists\":true", "\"on\":\"link\",\"exists\":false", $"\"on\":\"link\",\"workspace\":{content.Workspace}",
            $"\"on\":\"link\",\"workspace\":{content.HiddenWorkspace}", $"\"on\":\"link\",\"upa\":\"{content.Upas[0]}\"",
            "\"on\":\"relation\",\"type\":\"part_of\"", $"\"on\":\"relation\",\"type\":\"part_of\",\"to\":\"{content.Ids[0]}\"",
            $"\"on\":\"relation\",\"type\":\"part_of\",\"from\":\"{content.HiddenIds[0]}\"",
        ];
    }

    /// <summary>Those whose parts have different numbers of candidates.</summary>
    private static string[] Groups() =>
    [
        """{"all":[{"on":"meta","key":"material","eq":"Soil"},{"on":"name","prefix":"core"},{"on":"owner","in":["alice"]}]}""",
        """{"any":[{"on":"meta","key":"material","eq":"Soil"},{"on":"name","eq":"core 2"},{"on":"owner","in":["eve"]}]}""",
        """{"all":[{"on":"node","eq":"root"},{"not":{"on":"meta","key":"secret"}}]}""",
        """{"same_node":[{"on":"meta","key":"depth","lt":{"value":1,"unit":"km"}},{"on":"meta","key":"material","eq":"Soil"}]}""",
    ];

    private static IEnumerable<string> FindLinks(TwinContent content) => Combine(
        [
            $$"""{"sample":{"id":"{{content.Ids[0]}}"}""", $$"""{"sample":{"id":"{{content.Ids[0]}}","version":1,"node":"root"}""", $$"""{"sample":{"id":"{{content.Ids[2]}}"}""",
            $"{{\"upa\":\"{content.Upas[0]}\"", $"{{\"object\":\"{content.Workspace}/1\"", $"{{\"workspace\":{content.Workspace}", $"{{\"workspace\":{content.HiddenWorkspace}",
        ],
        ["", "\"order\":\"desc\"", "\"state\":\"ended\"", "\"state\":\"all\",\"order\":\"desc\"", "\"at\":1", "\"created_by\":\"eve\",\"state\":\"all\"", "\"check_objects\":true"],
        Pages).Select(argument => argument[1..]);

    /// <summary>Of a vocabulary that finds nothing, and of one that there is not.</summary>
    private static IEnumerable<string> RevalidateSamples(TwinContent content) => Combine(
        ["", "\"vocabulary\":\"0000000000000000\"", "\"compare_with\":\"secret\""],
        [
            "", "\"scope\":\"shared\"", "\"scope\":\"public\"", "\"scope\":\"readable\"", .. content.Ids.Select(id => $$$"""{"samples":[{"id":"{{{id}}}"}]}"""[1..^1]),
            .. Conditions(content).Select(on => $$$"""{"scope":"readable","filter":{{{{on}}}}}"""[1..^1]),
        ],
        ["\"limit\":1", "\"limit\":500"]);

    private static IEnumerable<string> ExportSamples(TwinContent content) => Combine(
        ["", "\"format\":\"ro-crate\""],
        ["", "\"include\":[\"links\",\"relations\"]"],
        [
            "", "\"scope\":\"mine\"", "\"scope\":\"shared\"", "\"scope\":\"public\"", .. content.Ids.Select(id => $$$"""{"samples":[{"id":"{{{id}}}"}]}"""[1..^1]),
            .. Conditions(content).Select(on => $$$"""{"scope":"readable","filter":{{{{on}}}}}"""[1..^1]),
        ],
        ["\"limit\":1", ""]);

    /// <summary>One of each, in all combinations.</summary>
    private static IEnumerable<string> Combine(params string[][] members) => members
        .Aggregate((IEnumerable<string>)[""], (done, more) => done.SelectMany(one => more.Select(other => one.Length == 0 || other.Length == 0 ? one + other : $"{one},{other}")))
        .Select(all => $$"""{{{all}}}""");
}
